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

/**
 * @param seed - 32 unpredictable bytes, kept secret; the same seed gives the same key
 * @param did - whose key it is; its own did:key when absent
 */
export async function createBbsSigner(seed: Uint8Array, did?: string): Promise<BbsSigner> {
  const { generateBbsKeyPair } = await import('@digitalbazaar/bls12-381-multikey')
  const key = await generateBbsKeyPair({ algorithm: 'BBS-BLS12-381-SHA-256', seed })
  const { multisign } = key.signer()
  const { publicKey, publicKeyMultibase } = key
  const owner = did ?? didKeyOf(publicKeyMultibase)
  return {
    did: owner,
    verificationMethod: `${owner}#${publicKeyMultibase}`,
    algorithm: 'BBS',
    publicKeyMultibase,
    publicKey,
    multisign,
  }
}
