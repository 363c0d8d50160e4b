// Bitstring status lists as they may be made.
import { gzipSync } from 'node:zlib'
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { V2 } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { issuer } from '../support/signers.ts'
import { LIST } from '../support/status-lists.ts'

export const SIZE = 16_384
export const bits = (set: readonly number[] = [], size = SIZE): Buffer => {
  const bytes = Buffer.alloc(size)
  for (const index of set) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (128 >> (index & 7))
  return bytes
}
export const packed = (bytes: Buffer = bits()): string =>
  `u${gzipSync(bytes).toString('base64url')}`

export interface List {
  readonly subject?: unknown
  readonly members?: JsonObject
  readonly signer?: Signer
  readonly proof?: JsonObject
}
export const subjectOf = (members: JsonObject = {}): JsonObject => ({
  id: `${LIST}#list`,
  type: 'BitstringStatusList',
  statusPurpose: 'revocation',
  encodedList: packed(),
  ...members,
})
export const documentOf = ({ subject = subjectOf(), members = {} }: List): JsonObject =>
  JSON.parse(
    JSON.stringify({
      '@context': [V2],
      id: LIST,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: issuer.did,
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: subject,
      ...members,
    }),
  ) as JsonObject
export const listed = (list: List = {}) =>
  signAnyway(documentOf(list), { signer: list.signer ?? issuer, members: list.proof ?? {} })
