/**
 * Presentations: made for one who asked, by the one the credentials are about.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §4.13
 */

import { type Finding, failed, notApplicable, notReached, passed, worst } from './checks/finding.ts'
import { answersQuestion } from './checks/holder.ts'
import { checkPeriod } from './checks/period.ts'
import { checkShape, type Shape } from './checks/shape.ts'
import { type Findings, stampChecks, type Verdict, verdictOf } from './checks/stamp.ts'
import { readInput } from './input.ts'
import { idOf, listOf } from './json.ts'
import { type Opened, open } from './open.ts'
import type {
  JsonObject,
  PresentationOptions,
  PresentationVerification,
  Verification,
  Workshop,
} from './types.ts'
import { verifyAny } from './verify.ts'

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
  const { findings, credentials, ...rest } = await examineInput(input, options, workshop)
  const outcome = overall(findings, credentials)
  const stamp = { now: workshop.clock(), language: options.language ?? 'en' }
  const checks = stampChecks(findings, stamp)
  return { verified: outcome === 'passed', outcome, checks, credentials, ...rest }
}

async function examineInput(
  input: unknown,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<ExaminedPresentation> {
  const read = readInput(input)
  if (read.kind === 'sd-jwt') return examineSdJwt(read.text, options, workshop)
  const opening = open(read, 'presentation', workshop)
  return 'refusal' in opening
    ? refused({ form: opening.refusal })
    : examine(opening.opened, options, workshop)
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

/** An SD-JWT with its key binding is a presentation of one credential (RFC 9901 §4.3). */
async function examineSdJwt(
  text: string,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<ExaminedPresentation> {
  const credential = await verifyAny(text, options, workshop)
  const binding = credential.checks.find(({ name }) => name === 'holder')
  const { subject: holder, format } = credential
  return {
    findings: { form: passed, holder: binding ?? notApplicable('not-present') },
    format,
    credentials: [credential],
    ...(holder === undefined ? {} : { holder }),
  }
}

function shapeOf({ document, faults }: Opened): Shape {
  const shape = checkShape(document, 'presentation', faults)
  const held = listOf(document.verifiableCredential).length
  return held > MAX_CREDENTIALS
    ? { ...shape, form: failed('too-complex', `${held} credentials`) }
    : shape
}

async function examine(
  opened: Opened,
  options: PresentationOptions,
  workshop: Workshop,
): Promise<ExaminedPresentation> {
  const { document } = opened
  const shape = shapeOf(opened)
  if (worst([shape.form, shape.contexts]).outcome !== 'passed') return refused(shape)
  const proved = await examineProof(opened, options, workshop)
  const stands = proved.proof?.outcome !== 'failed'
  const holder = idOf(document.holder) ?? opened.signer
  const question = { ...inherited(options), ...bindingOf(options, opened.signer) }
  const credentials: Verification[] = []
  for (const credential of listOf(document.verifiableCredential)) {
    credentials.push(await verifyAny(credential, question, workshop))
  }
  return {
    findings: { form: shape.form, ...proved },
    format: opened.signer === undefined ? 'unsigned' : opened.format,
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

async function examineProof(
  opened: Opened,
  options: PresentationOptions,
  { clock }: Pick<Workshop, 'clock'>,
): Promise<Findings> {
  const lasting = checkPeriod(opened.document, clock())
  if (opened.signer === undefined) {
    const empty = listOf(opened.document.verifiableCredential).length === 0
    return { ...unsigned(options, empty), ...(lasting.outcome === 'failed' && { period: lasting }) }
  }
  const { expectedProofPurpose: purpose = 'authentication' } = options
  const { proofs, binding: _, ...findings } = await opened.prove({ ...options, purpose })
  const answered = answersQuestion(options, { proofs }) ?? passed
  const period = worst([findings.period, lasting])
  return { ...findings, period, holder: worst([sameHolder(opened), answered]) }
}

/**
 * Nobody signed: nothing is proved about the holder, which matters only to one who asked. A
 * presentation of nothing that nobody signed proves nothing at all.
 */
function unsigned(options: PresentationOptions, empty: boolean): Findings {
  const { challenge, domain } = options
  const asked = empty || isBound(options) || challenge !== undefined || domain !== undefined
  const nothing = notApplicable('not-present')
  const about = asked ? failed('presentation-unsigned') : nothing
  return {
    contexts: passed,
    proof: about,
    key: nothing,
    purpose: nothing,
    period: nothing,
    holder: about,
  }
}

function sameHolder({ document, signer }: Opened): Finding {
  const holder = idOf(document.holder)
  return holder === undefined || holder === signer
    ? passed
    : failed('holder-mismatch', `${signer} is not ${holder}`)
}
