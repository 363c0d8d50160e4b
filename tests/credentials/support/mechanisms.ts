import { issueCredential, type JsonObject, type Signer } from '../../../credentials/index.ts'
import { plain } from './documents.ts'
import { signerOf } from './signers.ts'
import type { World } from './world.ts'

type Algorithm = Signer['algorithm']

/** Every suite that signs a document whole, with each kind of key that it takes. */
export const WHOLE = [
  { suite: 'eddsa-rdfc-2022', algorithm: 'Ed25519' },
  { suite: 'eddsa-jcs-2022', algorithm: 'Ed25519' },
  { suite: 'ecdsa-rdfc-2019', algorithm: 'ES256' },
  { suite: 'ecdsa-rdfc-2019', algorithm: 'ES384' },
  { suite: 'ecdsa-jcs-2019', algorithm: 'ES256' },
  { suite: 'ecdsa-jcs-2019', algorithm: 'ES384' },
] as const

export type Suite = (typeof WHOLE)[number]['suite']

export interface Maker {
  readonly suite: Suite
  readonly algorithm: Algorithm
}

export const nameOf = ({ suite, algorithm }: Maker): string =>
  suite.startsWith('eddsa') ? suite : `${suite} by ${algorithm}`

/** A plain credential of a signer, secured. */
export const secure = (
  signer: Signer,
  { suite, world, members = {} }: { suite: Suite; world: World; members?: JsonObject },
): Promise<JsonObject> =>
  issueCredential(
    { credential: plain({ issuer: signer.did, ...members }), signer, mechanism: suite },
    world,
  )

/** The key of the issuer and that of an attacker, of the same kind. */
export const pairOf = (algorithm: Algorithm) => ({
  issuer: signerOf('issuer', { algorithm }),
  attacker: signerOf('attacker', { algorithm }),
})
