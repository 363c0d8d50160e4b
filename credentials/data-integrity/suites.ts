/**
 * The cryptosuites, and what those that sign a document as a whole sign.
 *
 * @module
 * @see Data Integrity EdDSA Cryptosuites 1.0 (§3.4 Ed25519Signature2020); Data Integrity ECDSA Cryptosuites 1.0
 */

import { canonizeJson } from '../canonize/jcs.ts'
import { concat } from '../encoding/bytes.ts'
import type { JsonObject, PublicKey, SelectiveSuiteName, Workshop } from '../types.ts'

export type WholeSuiteName =
  | 'eddsa-rdfc-2022'
  | 'eddsa-jcs-2022'
  | 'ecdsa-rdfc-2019'
  | 'ecdsa-jcs-2019'

export type SuiteName = WholeSuiteName | SelectiveSuiteName

/** The proof that most Open Badges of before 2024 have; it is verified here and never made. */
export const ED25519_SIGNATURE_2020 = 'Ed25519Signature2020'

export interface Suite {
  readonly name: SuiteName | typeof ED25519_SIGNATURE_2020
  readonly canonicalization: 'rdfc' | 'jcs' | 'selective'
  readonly kinds: readonly PublicKey['kind'][]
}

const SUITES: readonly Suite[] = [
  { name: 'eddsa-rdfc-2022', canonicalization: 'rdfc', kinds: ['Ed25519'] },
  { name: 'eddsa-jcs-2022', canonicalization: 'jcs', kinds: ['Ed25519'] },
  { name: 'ecdsa-rdfc-2019', canonicalization: 'rdfc', kinds: ['P-256', 'P-384'] },
  { name: 'ecdsa-jcs-2019', canonicalization: 'jcs', kinds: ['P-256', 'P-384'] },
  { name: 'ecdsa-sd-2023', canonicalization: 'selective', kinds: ['P-256'] },
  { name: 'bbs-2023', canonicalization: 'selective', kinds: ['BLS12-381-G2'] },
]

const ED25519_2020: Suite = {
  ...{ name: ED25519_SIGNATURE_2020, canonicalization: 'rdfc', kinds: ['Ed25519'] },
}

/** Whether only a part of what was signed need be there. */
export const isSelective = (name: string): name is SelectiveSuiteName =>
  suiteOf(name)?.canonicalization === 'selective'

export const suiteOf = (name: unknown): Suite | undefined =>
  SUITES.find((suite) => suite.name === name)

/** The suite that a proof says it was made by: by its type before suites had names of their own. */
export const suiteOfProof = ({ type, cryptosuite }: JsonObject): Suite | undefined => {
  if (type === ED25519_SIGNATURE_2020) return cryptosuite === undefined ? ED25519_2020 : undefined
  return type === 'DataIntegrityProof' ? suiteOf(cryptosuite) : undefined
}

export interface Signed {
  /** The document without its proofs, or with those that a chained proof signs over. */
  readonly document: JsonObject
  /** The proof without its value. */
  readonly proof: JsonObject
  readonly suite: Suite
  readonly kind: PublicKey['kind']
}

type Tools = Pick<Workshop, 'canonicalHash' | 'primitives'>

type Way = Pick<Signed, 'suite' | 'kind'>

function hashOf(
  document: JsonObject,
  { suite, kind }: Way,
  { canonicalHash, primitives }: Tools,
): Uint8Array | Promise<Uint8Array> {
  const within = kind === 'P-384' ? 'sha384' : 'sha256'
  return suite.canonicalization === 'jcs'
    ? primitives[within](canonizeJson(document))
    : canonicalHash(document, within)
}

/** Gives the hash of a document, which many proofs of one document may share. */
export type HashDocument = typeof hashOf

/**
 * The bytes that are signed: hash of the proof's configuration, then hash of the document.
 *
 * @throws {CanonizeError} when the document has no canonical form
 */
export async function bytesToSign(
  { document, proof, ...way }: Signed,
  tools: Tools,
  hashDocument: HashDocument = hashOf,
): Promise<Uint8Array> {
  const configuration =
    way.suite.canonicalization === 'jcs' ? proof : { ...proof, '@context': document['@context'] }
  return concat(await hashOf(configuration, way, tools), await hashDocument(document, way, tools))
}

/** Hashes once what several proofs of one set sign alike. */
export function hashingOnce(): HashDocument {
  const known: { document: JsonObject; way: string; hash: ReturnType<HashDocument> }[] = []
  return (document, { suite, kind }, tools) => {
    const way = `${suite.canonicalization} ${kind === 'P-384'}`
    const found = known.find((one) => one.way === way && isAlike(one.document, document))
    const hash = found?.hash ?? hashOf(document, { suite, kind }, tools)
    if (!found) known.push({ document, way, hash })
    return hash
  }
}

/** Whether two documents have the same members: not like ones, but the very same. */
const isAlike = (one: JsonObject, other: JsonObject): boolean => {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  )
}
