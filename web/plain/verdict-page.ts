/**
 * The verdict without JavaScript: the same sentences as on the page, in plain HTML.
 *
 * @module
 */

import { formatDate, formatTime } from '../i18n/format.ts'
import { directionOf, type Language } from '../i18n/languages.ts'
import { type CredentialFacts, factsOf } from '../verdict/facts.ts'
import { type Headline, headlineOf } from '../verdict/headline.ts'
import type { Unreadable } from '../verdict/read-input.ts'
import { recordOf } from '../verdict/record.ts'
import type { Check, Verification } from '../verdict/verification.ts'
import { type Html, html } from './html.ts'
import { type PlainTexts, plainTexts } from './texts.ts'

/** What became of an uploaded file: verdicts, one for each credential in it, or why there are none. */
export type PlainResult =
  | { readonly verifications: readonly Verification[] }
  | { readonly unreadable: Unreadable | 'link' }

/** A whole page; it refers to `/plain.css` and to nothing else. */
export function verdictPage(result: PlainResult, language: Language): string {
  const t = plainTexts(language)
  const body =
    'unreadable' in result
      ? unreadable(t, result.unreadable)
      : html`${result.verifications.map((verification) => verdict(verification, { t, language }))}`
  return html`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t('nav.verify')} · Brevet</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<p><a href="/verify">${t('nav.verify')}</a></p>
${body}
</main>
</body>
</html>
`.text
}

const SIGNS: Readonly<Record<Headline['verdict'], string>> = {
  valid: '✓',
  invalid: '✕',
  undetermined: '?',
  unchecked: '–',
}

const banner = (t: PlainTexts, { verdict: kind, text }: Headline, more?: Html): Html =>
  html`<header class="${kind}">
<h1><span aria-hidden="true">${SIGNS[kind]}</span> ${t(`verdict.${text}`)}</h1>
<p>${t(`verdict.${text}.text`)}</p>
${more}</header>
`

const unreadable = (t: PlainTexts, why: Unreadable | 'link'): Html =>
  banner(t, { verdict: 'unchecked', text: 'unchecked' }, html`<p>${t(`unreadable.${why}`)}</p>`)

interface Speaker {
  readonly t: PlainTexts
  readonly language: Language
}

function verdict(verification: Verification, speaker: Speaker): Html {
  const { t } = speaker
  const facts = verification.credential && factsOf(verification.credential)
  const demo = recordOf(verification)?.demo ?? false
  return html`<article>
${demo && html`<p class="undetermined">${t('verdict.demo')}</p>`}
${banner(t, headlineOf(verification), facts && who(facts, verification, speaker))}
${facts && claims(facts, t)}
<h2>${t('verdict.checks')}</h2>
<ul>${verification.checks.map((check) => checkLine(check, speaker))}</ul>
</article>
`
}

function who(
  { title, holderName, issuerName, issuerId, from, until }: CredentialFacts,
  { trust }: Verification,
  { t, language }: Speaker,
): Html {
  const date = (moment: string) => formatDate(language, moment)
  const isRegistered = trust?.status === 'registered'
  return html`<p><strong><bdi>${title ?? t('verdict.untitled')}</bdi></strong>
${holderName && html`· <bdi>${holderName}</bdi>`}</p>
<p><bdi>${(isRegistered && trust.name) || (issuerName ?? issuerId)}</bdi>
(${isRegistered ? t('trust.registered') : (trust?.message ?? t('trust.notChecked'))})</p>
<p>${from && until && t('verdict.range', { from: date(from), until: date(until) })}
${from && !until && `${date(from)} · ${t('verdict.noEnd')}`}</p>
`
}

const claims = ({ skills, evidence }: CredentialFacts, t: PlainTexts): Html => html`
${
  skills.length > 0 &&
  html`<h2>${t('verdict.skills')}</h2>
<ul>${skills.map(
    ({ name, level }) => html`<li><bdi>${name}</bdi>
${level !== undefined && html`· ${t(level > 3 ? 'level.other' : `level.${level}`, { level })}`}</li>`,
  )}</ul>`
}
<h2>${t('verdict.how')}</h2>
${evidence.map((text) => html`<p dir="auto">${text}</p>`)}
<h2>${t('verdict.limits')}</h2>
<ul><li>${t('verdict.limits.person')}</li><li>${t('verdict.limits.today')}</li></ul>
`

const checkLine = (check: Check, { t, language }: Speaker): Html =>
  html`<li><strong>${t(`check.${check.name}`)}</strong> ${t(`outcome.${check.outcome}`)}:
${check.message} <small>${formatTime(language, check.checkedAt)}</small></li>
`
