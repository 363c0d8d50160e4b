/**
 * Verification of every proof of a document: sets and chains alike, none left out.
 *
 * @module
 * @see Verifiable Credential Data Integrity 1.0 §4.4, §4.5
 */

import { CanonizeError } from '../canonize/errors.ts'
import { type Finding, failed, notReached, passed, undetermined, worst } from '../checks/finding.ts'
import { findKey } from '../checks/key.ts'
import { isObject, listOf } from '../json.ts'
import type { ReasonCode } from '../reasons.ts'
import type { JsonObject, PublicKey, Workshop } from '../types.ts'
import { type ReadProof, readProof } from './proof-form.ts'
import { bytesToSign, type HashDocument, hashingOnce, isSelective } from './suites.ts'

export interface ProofQuestion {
  readonly document: JsonObject
  /** Who must control the keys; `undefined`: whoever each proof names. */
  readonly controller: string | undefined
  readonly purpose: string
}

export interface ProofFindings {
  readonly proof: Finding
  readonly key: Finding
  readonly purpose: Finding
  readonly period: Finding
  readonly contexts: Finding
  readonly format: string
  readonly proofs: readonly ReadProof[]
}

/** Proofs a document may have: each costs a signature and a canonical form. */
export const MAX_PROOFS = 8
/** Seconds that a signer's clock may be ahead of ours. */
const CLOCK_SKEW = 300

const nothing = (proof: Finding, format = 'unknown'): ProofFindings => ({
  proof,
  key: notReached,
  purpose: notReached,
  period: passed,
  contexts: passed,
  format,
  proofs: [],
})

/** Checks all proofs; the worst finding of each kind counts. */
export async function verifyProofs(
  question: ProofQuestion,
  workshop: Workshop,
): Promise<ProofFindings> {
  const raws = listOf(question.document.proof)
  if (raws.length === 0) return nothing(failed('proof-missing'))
  if (raws.length > MAX_PROOFS) return nothing(failed('too-complex', `${raws.length} proofs`))
  const forms = raws.map(readProof)
  const odd = forms.find((form) => !form.ok)
  if (odd && !odd.ok) return nothing(failed(odd.reason, odd.detail))
  const proofs = forms.flatMap((form) => (form.ok ? [form.proof] : []))
  const findings: ProofFindings[] = []
  const asked = { ...question, hashDocument: proofs.length > 1 ? hashingOnce() : undefined }
  for (const proof of proofs) findings.push(await verifyProof(proof, asked, workshop))
  return {
    proof: worst(findings.map((finding) => finding.proof)),
    key: worst(findings.map((finding) => finding.key)),
    purpose: worst(findings.map((finding) => finding.purpose)),
    period: worst(findings.map((finding) => finding.period)),
    contexts: worst(findings.map((finding) => finding.contexts)),
    format: proofs[0]?.suite.name ?? 'unknown',
    proofs,
  }
}

async function verifyProof(
  proof: ReadProof,
  { document, controller, purpose, hashDocument }: ProofQuestion & Hashing,
  workshop: Workshop,
): Promise<ProofFindings> {
  const { key, found, authorized } = await findKey(
    {
      verificationMethod: proof.verificationMethod,
      controller: controller ?? proof.verificationMethod.split('#')[0] ?? '',
      purpose: proof.proofPurpose,
      signedAt: proof.created,
    },
    workshop,
  )
  const right = proof.proofPurpose === purpose
  const partial = {
    key: found,
    purpose: right ? authorized : failed('purpose-mismatch', proof.proofPurpose),
    period: proofPeriod(proof, workshop.clock()),
    format: proof.suite.name,
    proofs: [proof],
  }
  const signed = key
    ? await verifySignature({ proof, document, key, hashDocument }, workshop)
    : notReachedTwice
  return { ...partial, ...signed }
}

const notReachedTwice = { proof: notReached, contexts: passed }

function proofPeriod({ created, expires }: ReadProof, now: number): Finding {
  if (expires !== undefined && now >= expires) return failed('proof-expired')
  if (created !== undefined && created > now + CLOCK_SKEW) return failed('not-yet-valid', 'created')
  return passed
}

interface Hashing {
  readonly hashDocument: HashDocument | undefined
}

interface SignatureQuestion extends Hashing {
  readonly proof: ReadProof
  readonly document: JsonObject
  readonly key: PublicKey
}

async function verifySignature(
  { proof, document, key, hashDocument }: SignatureQuestion,
  workshop: Workshop,
): Promise<{ readonly proof: Finding; readonly contexts: Finding }> {
  if (!proof.suite.kinds.includes(key.kind)) {
    return { proof: failed('key-unsuitable', key.kind), contexts: passed }
  }
  const signed = signedParts(proof, document)
  if ('outcome' in signed) return { proof: signed, contexts: passed }
  try {
    const right = await isRight({ proof, signed, key, hashDocument }, workshop)
    return { proof: right ? passed : failed('signature-invalid'), contexts: passed }
  } catch (error) {
    if (!(error instanceof CanonizeError)) throw error
    return refusal(error)
  }
}

interface RightQuestion extends Hashing {
  readonly proof: ReadProof
  readonly signed: { readonly document: JsonObject; readonly proof: JsonObject }
  readonly key: PublicKey
}

async function isRight(
  { proof: { suite, raw, signature }, signed, key, hashDocument }: RightQuestion,
  workshop: Workshop,
): Promise<boolean> {
  if (isSelective(suite.name)) {
    const { document } = signed
    return workshop.verifySelective({ document, proof: raw, suite: suite.name }, key)
  }
  const data = await bytesToSign({ ...signed, suite, kind: key.kind }, workshop, hashDocument)
  return workshop.primitives.verify(key, data, signature)
}

/** Reasons that speak of the proof; all others speak of terms and contexts. */
const ABOUT_PROOF: readonly ReasonCode[] = ['proof-malformed', 'disclosure-invalid']

function refusal({ reason, message }: CanonizeError) {
  if (reason === 'deadline-exceeded') {
    return { proof: undetermined(reason, message), contexts: passed }
  }
  if (ABOUT_PROOF.includes(reason)) return { proof: failed(reason, message), contexts: passed }
  return { proof: notReached, contexts: failed(reason, message) }
}

/** The document and the configuration that one proof was made over. */
function signedParts(
  { raw, suite, previous }: ReadProof,
  secured: JsonObject,
): { readonly document: JsonObject; readonly proof: JsonObject } | Finding {
  const { proof: proofs, ...bare } = secured
  const { proofValue: _, ...configuration } = raw
  const earlier = listOf(proofs).filter(
    (item) => isObject(item) && typeof item.id === 'string' && previous.includes(item.id),
  )
  if (earlier.length !== new Set(previous).size) return failed('previous-proof-missing')
  const document = earlier.length > 0 ? { ...bare, proof: earlier } : bare
  const { '@context': own } = configuration
  const { '@context': whole } = secured
  if (own === undefined) return { document, proof: configuration }
  if (!startsWith(listOf(whole), listOf(own))) return failed('proof-context-mismatch')
  const same = suite.canonicalization !== 'jcs' || isSameList(whole, own)
  return { document: same ? document : { ...document, '@context': own }, proof: configuration }
}

/** Lists of which one is known to begin as the other. */
const isSameList = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other) && one.length === other.length

const startsWith = (whole: readonly unknown[], start: readonly unknown[]): boolean =>
  start.every((item, at) => item === whole[at])
