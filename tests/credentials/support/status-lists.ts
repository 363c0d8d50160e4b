import {
  createStatusListCredential,
  emptyStatusList,
  type JsonObject,
  type Signer,
  setStatusBit,
  verifyCredential,
} from '../../../credentials/index.ts'
import { complaints, plain, V2 } from './documents.ts'
import { signAnyway } from './sign-anyway.ts'
import { issuer } from './signers.ts'
import { createWorld, type World } from './world.ts'

export const LIST = 'https://brevet.example/status-lists/7'
export const entry = (members: JsonObject = {}): JsonObject => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '0',
  statusListCredential: LIST,
  ...members,
})

export const withStatus = (_world: World, status: unknown, signer: Signer = issuer) =>
  signAnyway(plain({ issuer: signer.did, credentialStatus: status }), { signer })

/** A list of the issuer whose subject is changed before it is signed. */
export const oddList = (_world: World, subject: JsonObject, members: JsonObject = {}) =>
  signAnyway({
    '@context': [V2],
    id: LIST,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.did,
    credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', ...subject },
    ...members,
  })

export async function listOf(world: World, set: readonly number[]): Promise<JsonObject> {
  const bits = emptyStatusList()
  for (const index of set) setStatusBit(bits, index, true)
  const request = { id: LIST, purpose: 'revocation', bits, signer: issuer } as const
  return createStatusListCredential(request, world)
}

export async function verdict(status: unknown, page: (world: World) => unknown) {
  const world = createWorld()
  const list = await page(world)
  if (list !== undefined) world.pages.set(LIST, list)
  return complaints(await verifyCredential(await withStatus(world, status), {}, world))
}
