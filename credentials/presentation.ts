/**
 * Presentations: made for one who asked, by the one the credentials are about.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §4.13
 */

import { contextFaults } from './checks/contexts.ts'
import { type Finding, failed, notApplicable, notReached, passed, worst } from './checks/finding.ts'
import { presentationFaults } from './checks/form.ts'
import { answersQuestion } from './checks/holder.ts'
import { limitFault } from './checks/limits.ts'
import { type Findings, stampChecks, type Verdict, verdictOf } from './checks/stamp.ts'
import type { ReadProof } from './data-integrity/proof-form.ts'
import { verifyProofs } from './data-integrity/verify-proofs.ts'
import { readInput } from './input.ts'
import { idOf, listOf } from './json.ts'
import type {
  JsonObject,
  PresentationOptions,
  PresentationVerification,
  Verification,
  Workshop,
} from './types.ts'
import { firstFault, verifyAny } from './verify.ts'

/** Credentials a presentation may hold. */
const MAX_CREDENTIALS = 32

interface ExaminedPresentation {
  readonly findings: Findings
  readonly format: string
  readonly holder?: string
  readonly presentation?: JsonObject
  readonly credentials: readonly Verification[]
}

/** Verifies whatever comes; never throws for what it says. */
export async function verifyAnyPresentation(
  input: unknown,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<PresentationVerification> {
  const read = readInput(input)
  const examined =
    'fault' in read
      ? refused({ form: failed(read.fault.rule, read.fault.detail) })
      : await examine(read.document, options, workshop)
  const { findings, credentials, ...rest } = examined
  const outcome = overall(findings, credentials)
  const stamp = { now: workshop.clock(), language: options.language ?? 'en' }
  const checks = stampChecks(findings, stamp)
  return { verified: outcome === 'passed', outcome, checks, credentials, ...rest }
}

function overall(findings: Findings, credentials: readonly Verification[]): Verdict {
  const inner = credentials.map(({ outcome }): Finding => ({ outcome }))
  return verdictOf([...Object.values(findings), ...inner])
}

const NOTHING_REACHED: Findings = {
  form: notReached,
  contexts: notReached,
  proof: notReached,
  key: notReached,
  purpose: notReached,
  period: notReached,
  holder: notReached,
}

const refused = (findings: Findings): ExaminedPresentation => ({
  findings: { ...NOTHING_REACHED, ...findings },
  format: 'unknown',
  credentials: [],
})

function checkShape(document: JsonObject): { form: Finding; contexts: Finding } {
  const limit = limitFault(document)
  if (limit) return { form: firstFault([limit]), contexts: notReached }
  const held = listOf(document.verifiableCredential).length
  const form =
    held > MAX_CREDENTIALS
      ? failed('too-complex', `${held} credentials`)
      : firstFault(presentationFaults(document))
  return { form, contexts: firstFault(contextFaults(document)) }
}

async function examine(
  document: JsonObject,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<ExaminedPresentation> {
  const shape = checkShape(document)
  if (worst([shape.form, shape.contexts]).outcome !== 'passed') return refused(shape)
  const proved = await examineProof(document, options, workshop)
  const findings = { form: shape.form, ...proved.findings }
  const stands = proved.findings.proof?.outcome !== 'failed'
  const holder = idOf(document.holder) ?? proved.signer
  const question = { ...inherited(options), ...bindingOf(options, proved.signer) }
  const credentials: Verification[] = []
  for (const credential of listOf(document.verifiableCredential)) {
    credentials.push(await verifyAny(credential, question, workshop))
  }
  return {
    findings,
    format: proved.format,
    credentials,
    ...(holder === undefined ? {} : { holder }),
    ...(stands ? { presentation: document } : {}),
  }
}

/** Challenge, domain and purpose are the presentation's, not those of what it holds. */
const inherited = ({ checks, language }: PresentationOptions) => ({
  ...(checks === undefined ? {} : { checks }),
  ...(language === undefined ? {} : { language }),
})

const isBound = ({ requireHolderBinding, challenge }: PresentationOptions): boolean =>
  requireHolderBinding ?? challenge !== undefined

const bindingOf = (options: PresentationOptions, signer: string | undefined) =>
  isBound(options) && signer !== undefined ? { holder: signer } : {}

interface ProvedPresentation {
  readonly findings: Findings
  readonly format: string
  readonly signer?: string
}

const controllerOf = ({ verificationMethod }: ReadProof): string =>
  verificationMethod.split('#')[0] ?? ''

async function examineProof(
  document: JsonObject,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<ProvedPresentation> {
  if (document.proof === undefined) return unsigned(options)
  const signer = signerOf(document)
  const proved = await verifyProofs(
    {
      document,
      controller: signer ?? idOf(document.holder) ?? '',
      purpose: options.expectedProofPurpose ?? 'authentication',
    },
    workshop,
  )
  const { proof, key, purpose, period, contexts, format, proofs } = proved
  const holder = checkHolder(document, { options, proofs })
  return {
    findings: { contexts, proof, key, purpose, period, holder },
    format,
    ...(signer === undefined ? {} : { signer }),
  }
}

/** The one DID whose keys made the proofs, as the first proof says. */
function signerOf(document: JsonObject): string | undefined {
  const [first] = listOf(document.proof)
  const method =
    typeof first === 'object' && first !== null && 'verificationMethod' in first
      ? first.verificationMethod
      : undefined
  return typeof method === 'string' ? method.split('#')[0] : undefined
}

/** Nobody signed: nothing is proved about the holder, which matters only to one who asked. */
function unsigned(options: PresentationOptions): ProvedPresentation {
  const asked = isBound(options) || options.domain !== undefined
  const nothing = notApplicable('not-present')
  return {
    findings: {
      contexts: passed,
      proof: asked ? failed('presentation-unsigned') : nothing,
      key: nothing,
      purpose: nothing,
      period: nothing,
      holder: asked ? failed('presentation-unsigned') : nothing,
    },
    format: 'unsigned',
  }
}

function checkHolder(
  document: JsonObject,
  {
    options,
    proofs,
  }: { readonly options: PresentationOptions; readonly proofs: readonly ReadProof[] },
): Finding {
  const holder = idOf(document.holder)
  const stranger = proofs.find((proof) => controllerOf(proof) !== holder)
  const same =
    holder === undefined || !stranger
      ? passed
      : failed('holder-mismatch', `${controllerOf(stranger)} is not ${holder}`)
  return worst([same, answersQuestion(options, { proofs }) ?? passed])
}
