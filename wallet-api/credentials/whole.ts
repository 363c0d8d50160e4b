/**
 * A credential as its reader can verify it.
 *
 * @module
 */

import {
  type CredentialDeps,
  CredentialFault,
  deriveCredential,
  type JsonObject,
} from '../../credentials/index.ts'
import type { Document } from './credential.ts'

const BASE_PROOFS: readonly unknown[] = ['ecdsa-sd-2023', 'bbs-2023']

/** The issuer's proof for the holder alone, from which the holder makes one for others. */
export function hasBaseProof({ proof }: JsonObject): boolean {
  const suite = typeof proof === 'object' && proof !== null && 'cryptosuite' in proof
  return suite && BASE_PROOFS.includes(proof.cryptosuite)
}

/**
 * What a base proof stands for, with every field; anything else as it is.
 *
 * A proof from which nothing can be made is left as it is: verifying it then says why it is refused.
 */
export async function wholeOf(document: Document, deps: CredentialDeps): Promise<Document> {
  if (typeof document === 'string' || !hasBaseProof(document)) return document
  const members = Object.keys(document).filter((name) => name !== '@context' && name !== 'proof')
  const selectivePointers = members.map((name) => `/${name}`)
  try {
    return await deriveCredential({ credential: document, selectivePointers }, deps)
  } catch (error) {
    if (error instanceof CredentialFault) return document
    throw error
  }
}
