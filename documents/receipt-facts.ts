/**
 * What a verification receipt says, picked out for its sheet. Reads only: whether the receipt is signed is
 * for whoever hands it in.
 *
 * @module
 */

import { parseTime, type UnixSeconds } from '../platform/clock.ts'
import { plainText } from './text.ts'

const OUTCOMES = ['passed', 'failed', 'undetermined', 'not-applicable'] as const
export type ReceiptOutcome = (typeof OUTCOMES)[number]

export interface ReceiptCheck {
  readonly outcome: ReceiptOutcome
  /** The sentence in the receipt's language, or the name of the check. */
  readonly text: string
  readonly source: string | undefined
  readonly checkedAt: UnixSeconds | undefined
}

export interface ReceiptFacts {
  readonly id: string
  readonly outcome: ReceiptOutcome
  readonly issued: UnixSeconds | undefined
  readonly signer: string
  /** What was checked, by names that stay the same: `credential`, `issuer`, `holder`, `digest`, `policy`. */
  readonly about: readonly { readonly name: string; readonly value: string }[]
  readonly checks: readonly ReceiptCheck[]
  /** Documents that the verdict rests on. */
  readonly documents: readonly { readonly url: string; readonly digest: string }[]
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
const objects = (value: unknown): readonly Members[] => list(value).filter(isObject)
const text = (value: unknown): string => (typeof value === 'string' ? plainText(value, 500) : '')
const time = (value: unknown): UnixSeconds | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** Most lines of one kind that a sheet shows. */
const MOST = 60

export function receiptFacts(receipt: unknown): ReceiptFacts {
  const vc = isObject(receipt) ? receipt : {}
  const [subject = {}] = objects(vc.credentialSubject)
  return {
    id: text(vc.id),
    outcome: outcomeOf(subject.outcome),
    issued: time(vc.validFrom),
    signer: text(isObject(vc.issuer) ? vc.issuer.id : vc.issuer),
    about: aboutOf(subject),
    checks: objects(subject.check).slice(0, MOST).map(checkOf),
    documents: objects(vc.relatedResource)
      .slice(0, MOST)
      .map(({ id, digestMultibase }) => ({ url: text(id), digest: text(digestMultibase) })),
  }
}

/** What a receipt does not say is never taken for a pass. */
const outcomeOf = (value: unknown): ReceiptOutcome =>
  OUTCOMES.find((outcome) => outcome === value) ?? 'undetermined'

function aboutOf(subject: Members): ReceiptFacts['about'] {
  const policy = isObject(subject.policy) ? subject.policy : {}
  const version = typeof policy.policyVersion === 'number' ? `@${policy.policyVersion}` : ''
  const issuer = [text(subject.registryName), text(subject.credentialIssuer)]
  const named: readonly (readonly [string, string])[] = [
    ['credential', text(subject.id)],
    ['issuer', issuer.filter(Boolean).join(' · ')],
    ['holder', text(subject.credentialHolder)],
    ['digest', text(subject.digestMultibase)],
    ['policy', policy.policyName ? text(policy.policyName) + version : ''],
  ]
  return named.flatMap(([name, value]) => (value === '' ? [] : [{ name, value }]))
}

const checkOf = ({ checkName, outcome, message, source, checkedAt }: Members): ReceiptCheck => ({
  outcome: outcomeOf(outcome),
  text: text(message) || text(checkName),
  source: text(source) || undefined,
  checkedAt: time(checkedAt),
})
