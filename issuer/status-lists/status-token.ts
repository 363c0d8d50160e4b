/**
 * A status list as a token: the same entries, for forms that know Token Status Lists alone.
 *
 * @see Token Status List (draft-ietf-oauth-status-list) §5, §6
 * @module
 */

import {
  type CredentialDeps,
  createStatusListToken,
  STATUS_LIST_ENTRIES,
  setTokenStatus,
} from '../../credentials/index.ts'
import type { Certificates, Signer } from '../../keys/index.ts'
import type { StatusEntry, StatusList } from './status-list.ts'

const tokenUrl = (listUrl: string): string => `${listUrl}/token`

/** What an SD-JWT VC says about where its status is read. */
export const tokenReference = ({ statusListCredential, statusListIndex }: StatusEntry) => ({
  idx: Number(statusListIndex),
  uri: tokenUrl(statusListCredential),
})

/** One bit tells revoked from valid; suspended is value 2 and wants two (§7.1). */
const SHAPE = {
  revocation: { bits: 1, value: 1 },
  suspension: { bits: 2, value: 2 },
} as const

export interface TokenParts {
  readonly list: Pick<StatusList, 'purpose'>
  readonly listUrl: string
  readonly indexes: readonly number[]
  readonly signer: Signer
  readonly ttl: number
}

/** Signs the list as it stands. */
export async function signStatusToken(
  { list, listUrl, indexes, signer, ttl }: TokenParts,
  { certificates, credentialDeps }: TokenDeps,
): Promise<string> {
  const { bits, value } = SHAPE[list.purpose]
  const entries = new Uint8Array((STATUS_LIST_ENTRIES * bits) / 8)
  for (const index of indexes) setTokenStatus(entries, { index, bits }, value)
  const x5c = signer.algorithm === 'ES256' ? { x5c: await certificates.of(signer) } : {}
  return createStatusListToken(
    { uri: tokenUrl(listUrl), bits, entries, signer, ttl, ...x5c },
    credentialDeps,
  )
}

export interface TokenDeps {
  readonly certificates: Certificates
  readonly credentialDeps: CredentialDeps
}
