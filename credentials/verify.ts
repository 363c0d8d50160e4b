/**
 * Verification of a credential: every check, each with its outcome.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §7.1
 */

import { type Finding, notApplicable, notReached, passed, worst } from './checks/finding.ts'
import { checkBinding } from './checks/holder.ts'
import { limitFault } from './checks/limits.ts'
import { checkPeriod } from './checks/period.ts'
import { checkSchema } from './checks/schema.ts'
import { checkShape, findingOf, type Shape } from './checks/shape.ts'
import { type Findings, stampChecks, verdictOf } from './checks/stamp.ts'
import { checkStatus } from './checks/status.ts'
import { checkTokenStatus } from './checks/token-status.ts'
import { isSelective } from './data-integrity/suites.ts'
import { readInput } from './input.ts'
import { idOf, listOf, textOf } from './json.ts'
import { type Opened, open } from './open.ts'
import type {
  Check,
  JsonObject,
  PresentationOptions,
  Verification,
  VerifyOptions,
  Workshop,
} from './types.ts'

/** What is asked of one credential beyond the options of the caller. */
export interface CredentialQuestion extends PresentationOptions {
  /** The holder whose credential it must be; `undefined` when nothing presents it. */
  readonly holder?: string
}

export interface Examined {
  readonly findings: Findings
  readonly format: string
  readonly credential?: JsonObject
}

/** Verifies whatever comes; never throws for what it says. */
export async function verifyAny(
  input: unknown,
  question: CredentialQuestion,
  workshop: Workshop,
): Promise<Verification> {
  const opening = open(readInput(input), 'credential', workshop)
  const { findings, format, credential } =
    'refusal' in opening
      ? refused({ form: opening.refusal }, opening.format)
      : await examine(opening.opened, question, workshop)
  const checks = stampChecks(findings, {
    now: workshop.clock(),
    language: question.language ?? 'en',
  })
  const outcome = verdictOf(Object.values(findings))
  return { verified: outcome === 'passed', outcome, checks, format, ...facts(credential) }
}

/** What was read from a document, once its proof stands. */
function facts(credential: JsonObject | undefined) {
  if (!credential) return {}
  const id = textOf(credential.id)
  const issuer = idOf(credential.issuer) ?? textOf(credential.iss)
  const subject = idOf(listOf(credential.credentialSubject)[0]) ?? textOf(credential.sub)
  return {
    credential,
    ...(id === undefined ? {} : { id }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(subject === undefined ? {} : { subject }),
  }
}

const NOTHING_REACHED: Findings = {
  form: notReached,
  contexts: notReached,
  proof: notReached,
  key: notReached,
  purpose: notReached,
  period: notReached,
  status: notReached,
  schema: notReached,
}

const refused = (findings: Findings, format = 'unknown'): Examined => ({
  findings: { ...NOTHING_REACHED, ...findings },
  format,
})

const shapeOf = ({ document, model, faults }: Opened): Shape =>
  model === 'claims'
    ? { form: findingOf(limitFault(document) ?? faults[0]), contexts: notApplicable('not-present') }
    : checkShape(document, 'credential', faults)

async function examine(
  opened: Opened,
  question: CredentialQuestion,
  workshop: Workshop,
): Promise<Examined> {
  const { document, model, format } = opened
  const shape = shapeOf(opened)
  if (worst([shape.form, shape.contexts]).outcome !== 'passed') return refused(shape, format)
  const purpose = question.expectedProofPurpose ?? 'assertionMethod'
  const proved = await opened.prove({ ...question, purpose })
  const stands = proved.proof.outcome === 'passed' && proved.contexts.outcome === 'passed'
  const findings: Findings = {
    form: shape.form,
    contexts: worst([shape.contexts, proved.contexts]),
    proof: proved.proof,
    key: proved.key,
    purpose: proved.purpose,
    period: worst([
      model === 'w3c' ? checkPeriod(document, workshop.clock()) : passed,
      proved.period,
    ]),
    ...(await remoteChecks(opened, { question, stands }, workshop)),
    ...checkBinding(document, { question, proved }),
  }
  return { findings, format, ...(stands ? { credential: document } : {}) }
}

/** Names that callers use for the checks they may choose. */
const ALIASES: Readonly<Record<'status' | 'schema', readonly string[]>> = {
  status: ['status', 'credentialStatus'],
  schema: ['schema', 'credentialSchema'],
}

const wants = ({ checks }: VerifyOptions, name: 'status' | 'schema'): boolean =>
  checks === undefined || checks.some((check) => ALIASES[name].includes(check))

/**
 * Asks the status lists anew, of a credential that was verified before: what it says of itself is believed.
 *
 * @param document - its issuer (`issuer` or `iss`) and its entries (`credentialStatus` or `status`)
 */
export async function checkStatusAgain(document: JsonObject, workshop: Workshop): Promise<Check> {
  const status = await readStatus(document, document.status !== undefined, workshop)
  const stamp = { now: workshop.clock(), language: 'en' } as const
  const [check] = stampChecks({ ...NOTHING_REACHED, status }, stamp).filter(
    ({ name }) => name === 'status',
  )
  if (!check) throw new Error('the status was not stamped')
  return check
}

async function readStatus(
  document: JsonObject,
  hasToken: boolean,
  workshop: Workshop,
): Promise<Finding> {
  const issuer = idOf(document.issuer) ?? textOf(document.iss) ?? ''
  const bits = await checkStatus({ document, verifyList: listVerifier(workshop) }, workshop)
  const token = hasToken ? await checkTokenStatus(document, issuer, workshop) : undefined
  return token ? worst([bits, token]) : bits
}

/** Checks that ask others are made only for a document whose proof stands. */
async function remoteChecks(
  { document, format, compact }: Opened,
  { question, stands }: { readonly question: CredentialQuestion; readonly stands: boolean },
  workshop: Workshop,
): Promise<Findings> {
  const status = () => readStatus(document, compact, workshop)
  // a part of a document does not have the shape of the whole, and need not
  const schema = async () =>
    isSelective(format) ? notApplicable('not-present') : checkSchema(document)
  const run = async (name: 'status' | 'schema', check: () => Promise<Finding>) => {
    if (!wants(question, name)) return notApplicable('not-requested')
    return stands ? check() : notReached
  }
  return { status: await run('status', status), schema: await run('schema', schema) }
}

const listVerifier = (workshop: Workshop) => (list: unknown) =>
  verifyAny(list, { checks: [] }, workshop)
