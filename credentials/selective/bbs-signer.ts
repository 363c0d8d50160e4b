/**
 * A BBS key as a signer.
 *
 * @module
 */

import { didKeyOf } from '../did/did-key.ts'
import type { SelectiveSigner } from './suites.ts'

/** Signs with BBS; made by {@link createBbsSigner} from a secret that whoever keeps keys holds. */
export interface BbsSigner extends SelectiveSigner {
  readonly did: string
  readonly verificationMethod: string
  readonly algorithm: 'BBS'
  readonly publicKeyMultibase: string
}

/** What is signed: a header whole, and messages of which any may be shown. */
export interface BbsMessages {
  readonly header: Uint8Array
  readonly messages: Uint8Array[]
}

/** Makes a signature; it takes a second, which a server spends elsewhere than where it answers. */
export type BbsSign = (ask: BbsMessages & { readonly seed: Uint8Array }) => Promise<Uint8Array>

async function keyOf(seed: Uint8Array) {
  const { generateBbsKeyPair } = await import('@digitalbazaar/bls12-381-multikey')
  return generateBbsKeyPair({ algorithm: 'BBS-BLS12-381-SHA-256', seed })
}

/** The signature by the key that follows from a seed. */
export async function bbsSignature(
  seed: Uint8Array,
  { header, messages }: BbsMessages,
): Promise<Uint8Array> {
  const key = await keyOf(seed)
  return key.signer().multisign({ header, messages })
}

/**
 * @param seed - 32 unpredictable bytes, kept secret; the same seed gives the same key
 * @param did - whose key it is; its own did:key when absent
 * @param sign - where the signature is made
 */
export async function makeBbsSigner(
  seed: Uint8Array,
  did: string | undefined,
  sign: BbsSign,
): Promise<BbsSigner> {
  const { publicKey, publicKeyMultibase } = await keyOf(seed)
  const owner = did ?? didKeyOf(publicKeyMultibase)
  return {
    did: owner,
    verificationMethod: `${owner}#${publicKeyMultibase}`,
    algorithm: 'BBS',
    publicKeyMultibase,
    publicKey,
    multisign: ({ header, messages }) => sign({ seed, header, messages }),
  }
}
