/**
 * Making a Data Integrity proof.
 *
 * @module
 * @see Verifiable Credential Data Integrity 1.0 §4.2
 */

import { encodeBase58 } from '../encoding/base58.ts'
import { formatTime } from '../time.ts'
import type { JsonObject, PublicKey, Signer, Workshop } from '../types.ts'
import { bytesToSign, type Suite } from './suites.ts'

export interface SignQuestion {
  readonly document: JsonObject
  readonly signer: Signer
  readonly suite: Suite
  /** Members of the proof beyond those every proof has: purpose, challenge, domain, expires. */
  readonly members: JsonObject
}

const KINDS: Readonly<Record<Signer['algorithm'] | 'BBS', PublicKey['kind']>> = {
  BBS: 'BLS12-381-G2',
  Ed25519: 'Ed25519',
  ES256: 'P-256',
  ES384: 'P-384',
}

export const kindOf = (signer: { readonly algorithm: keyof typeof KINDS }): PublicKey['kind'] =>
  KINDS[signer.algorithm]

/** The document with a proof. */
export async function addProof(
  { document, signer, suite, members }: SignQuestion,
  workshop: Workshop,
): Promise<JsonObject> {
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite: suite.name,
    created: formatTime(workshop.clock()),
    verificationMethod: signer.verificationMethod,
    ...members,
    ...(suite.canonicalization === 'jcs' ? { '@context': document['@context'] } : {}),
  }
  const data = await bytesToSign({ document, proof, suite, kind: kindOf(signer) }, workshop)
  const proofValue = `z${encodeBase58(await signer.sign(data))}`
  return { ...document, proof: { ...proof, proofValue } }
}
