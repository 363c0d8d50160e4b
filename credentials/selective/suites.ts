/**
 * Selective disclosure by the reference cryptosuites, loaded only when they are needed.
 *
 * @module
 * @see Data Integrity ECDSA Cryptosuites 1.0 §3.4 (ecdsa-sd-2023); BBS Cryptosuites 1.0 (bbs-2023)
 */

import { loadPinned } from '../canonize/contexts.ts'
import { multikeyOf } from '../did/key-forms.ts'
import { textOf } from '../json.ts'
import type { JsonObject, PublicKey, SelectiveProof, SelectiveSuiteName } from '../types.ts'
import { foldLists, unfoldLists, unfoldPointer } from './lists.ts'

type Pack = typeof import('@digitalbazaar/ecdsa-sd-2023-cryptosuite')

const load = async (name: SelectiveSuiteName): Promise<Pack> =>
  name === 'bbs-2023'
    ? import('@digitalbazaar/bbs-2023-cryptosuite')
    : import('@digitalbazaar/ecdsa-sd-2023-cryptosuite')

/** @throws {Error} when the proof is of another form, a base proof for one */
export async function verifySelective(
  { document, proof, suite }: SelectiveProof,
  key: PublicKey,
): Promise<boolean> {
  const { createVerifyCryptosuite } = await load(suite)
  const cryptosuite = createVerifyCryptosuite()
  const data = await cryptosuite.createVerifyData({
    cryptosuite,
    document,
    proof,
    documentLoader: loadPinned,
  })
  const { verificationMethod: id } = proof
  const controller = String(id).split('#')[0]
  const method = { id, type: 'Multikey', controller, publicKeyMultibase: multikeyOf(key) }
  const verifier = await cryptosuite.createVerifier({ verificationMethod: method })
  return verifier.verify({ data })
}

/** What signs a base proof: raw signatures, or BBS over a header and messages. */
export interface SelectiveSigner {
  readonly publicKey?: Uint8Array
  sign?(options: { readonly data: Uint8Array }): Promise<Uint8Array>
  multisign?(options: {
    readonly header: Uint8Array
    readonly messages: Uint8Array[]
  }): Promise<Uint8Array>
}

/** A pointer that names nothing that could be disclosed by itself. */
export class PointerError extends Error {
  override readonly name = 'PointerError'
  readonly pointer: string

  constructor(pointer: string, detail: string) {
    super(detail)
    this.pointer = pointer
  }
}

const unfolded = (pointers: readonly string[]): string[] =>
  pointers.map((pointer) => {
    const inner = unfoldPointer(pointer)
    if (inner === undefined) throw new PointerError(pointer, 'points into a list')
    return inner
  })

/** What is to be signed, computed from a document, and the proof as it will be. */
export interface PreparedBase {
  readonly proof: JsonObject
  readonly verifyData: unknown
}

/** First half of a base proof: canonical forms, hashes, and the groups that pointers make. */
export async function prepareSelective(
  { document, proof, suite }: SelectiveProof,
  mandatory: readonly string[],
): Promise<PreparedBase> {
  const { createSignCryptosuite } = await load(suite)
  const cryptosuite = createSignCryptosuite({ mandatoryPointers: unfolded(mandatory) })
  const configuration = { ...proof }
  const verifyData = await cryptosuite.createVerifyData({
    cryptosuite,
    document: unfoldLists(document),
    proof: configuration,
    documentLoader: loadPinned,
  })
  return { proof: configuration, verifyData }
}

/** Second half: the signatures. The document with its base proof, from which the holder derives others. */
export async function signSelective(
  { document, suite }: Pick<SelectiveProof, 'document' | 'suite'>,
  { proof, verifyData }: PreparedBase,
  signer: SelectiveSigner,
): Promise<JsonObject> {
  const { createSignCryptosuite } = await load(suite)
  const cryptosuite = createSignCryptosuite({ mandatoryPointers: [] })
  const proofValue = await cryptosuite.createProofValue({
    verifyData,
    dataIntegrityProof: { signer },
  })
  return { ...document, proof: { ...proof, proofValue } }
}

/** The part of a document that pointers select, with a proof derived from its base proof. */
export async function deriveSelective(
  { document, proof, suite }: SelectiveProof,
  selectivePointers: readonly string[],
): Promise<JsonObject> {
  const { createDiscloseCryptosuite } = await load(suite)
  const cryptosuite = createDiscloseCryptosuite({ selectivePointers: unfolded(selectivePointers) })
  const derived = await cryptosuite.derive({
    cryptosuite,
    document: unfoldLists(document),
    purpose: { term: textOf(proof.proofPurpose) ?? '' },
    proofSet: [proof],
    documentLoader: loadPinned,
    dataIntegrityProof: { matchProof: async () => true },
  })
  return foldLists(derived)
}
