/**
 * What the sheet of a verdict says, line by line, in the reader's language.
 *
 * @module
 */

import { formatDate, formatDateTime } from '../i18n/format.ts'
import type { Texts } from '../i18n/use-texts.ts'
import { type CredentialFacts, factsOf } from '../verdict/facts.ts'
import { headlineOf, VERDICT_OF, type Verdict } from '../verdict/headline.ts'
import { recordOf } from '../verdict/record.ts'
import type { Check, Verification } from '../verdict/verification.ts'

/** `code`: identifiers and addresses, which run from left to right in every language. */
export type LineKind = 'kicker' | 'verdict' | 'lead' | 'heading' | 'text' | 'quiet' | 'code'

export interface SheetLine {
  readonly kind: LineKind
  readonly text: string
  /** Tone of a verdict or a check; its word says the same. */
  readonly tone?: Verdict
}

/** @param now - Unix seconds */
export function verdictLines(
  verification: Verification,
  texts: Texts,
  { now, origin }: { readonly now: number; readonly origin: string },
): readonly SheetLine[] {
  const { t, language } = texts
  const { verdict, text } = headlineOf(verification)
  const facts = verification.credential && factsOf(verification.credential)
  const known = verification.knownAt
  return [
    { kind: 'kicker', text: t('keep.sheet') },
    { kind: 'verdict', text: t(`verdict.${text}`), tone: verdict },
    { kind: 'text', text: t(`verdict.${text}.text`) },
    ...(recordOf(verification)?.demo ? [line('text', t('verdict.demo'))] : []),
    ...(known === undefined
      ? []
      : [line('text', t('verdict.offline', { date: formatDateTime(language, known) }))]),
    ...(facts ? [...whoLines(facts, verification, texts), ...skillLines(facts, texts)] : []),
    ...(facts ? howLines(facts, verification, texts) : []),
    { kind: 'heading', text: t('verdict.checks') },
    ...verification.checks.flatMap((check) => checkLines(check, texts)),
    { kind: 'heading', text: t('keep.about') },
    { kind: 'text', text: t('keep.made', { date: formatDateTime(language, now) }) },
    { kind: 'text', text: t('keep.unsigned') },
    { kind: 'code', text: `${origin}/verify` },
  ]
}

const line = (kind: LineKind, text: string): SheetLine => ({ kind, text })

function whoLines(
  { title, holderName, issuerName, issuerId, from, until }: CredentialFacts,
  { trust, credential }: Verification,
  { t, language }: Texts,
): readonly SheetLine[] {
  const date = (moment: string) => formatDate(language, moment)
  const isRegistered = trust?.status === 'registered'
  const name = isRegistered ? (trust.name ?? issuerName) : issuerName
  const period = from
    ? until
      ? t('verdict.range', { from: date(from), until: date(until) })
      : `${date(from)} · ${t('verdict.noEnd')}`
    : ''
  const id = typeof credential?.id === 'string' ? credential.id : ''
  return [
    line('lead', beside([title ?? t('verdict.untitled'), holderName])),
    line('text', name ?? ''),
    line('text', isRegistered ? t('trust.registered') : (trust?.message ?? t('trust.notChecked'))),
    line('text', period),
    line('code', issuerId ?? ''),
    line('code', id),
  ].filter(({ text }) => text !== '')
}

/** Names beside each other, each in its own direction. */
const beside = (names: readonly (string | undefined)[]): string =>
  names.flatMap((name) => (name ? [`\u2068${name}\u2069`] : [])).join(' · ')

function skillLines({ skills }: CredentialFacts, { t }: Texts): readonly SheetLine[] {
  if (skills.length === 0) return []
  return [
    line('heading', t('verdict.skills')),
    ...skills.map(({ name, level, of }) =>
      line(
        'text',
        level === undefined || of === undefined ? name : beside([name, `${level}/${of}`]),
      ),
    ),
  ]
}

function howLines(
  { scores, evidence, criteria }: CredentialFacts,
  verification: Verification,
  { t, maybe }: Texts,
): readonly SheetLine[] {
  const record = recordOf(verification)
  const graders = record?.gradedBy.map((grader) => maybe(`grader.${grader}`) ?? grader) ?? []
  const assessed = record
    ? [
        t('verdict.gradedBy', { graders: graders.join(' · ') }),
        t(record.humanReviewed ? 'verdict.reviewed' : 'verdict.notReviewed'),
        maybe(`assurance.${record.assurance}`) ?? record.assurance,
      ]
    : []
  const scored = scores.map(({ name, value, of }) =>
    t('verdict.scoreLine', { name, score: of ? t('verdict.score', { value, of }) : value }),
  )
  const said = [...scored, ...assessed, ...(criteria ? [criteria] : []), ...evidence]
  const limits = [t('verdict.limits.person'), t('verdict.limits.today')]
  return [
    line('heading', t('verdict.how')),
    ...(said.length > 0 ? said : [t('verdict.how.none')]).map((text) => line('text', text)),
    line('heading', t('verdict.limits')),
    ...limits.map((text) => line('text', text)),
  ]
}

function checkLines(
  { name, outcome, message, source, checkedAt }: Check,
  { t, maybe, language }: Texts,
): readonly SheetLine[] {
  const word = `${maybe(`check.${name}`) ?? name} · ${t(`outcome.${outcome}`)}`
  return [
    { kind: 'lead', text: word, tone: VERDICT_OF[outcome] },
    ...(message ? [line('text', message)] : []),
    ...(source ? [line('code', source)] : []),
    line('quiet', formatDateTime(language, checkedAt)),
  ]
}
