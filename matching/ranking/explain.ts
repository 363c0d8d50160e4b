/**
 * A ranking in words: brief for the candidate, full for whoever has to answer for it.
 *
 * @module
 */

import type { Language, Texts } from '../../platform/i18n.ts'
import type { RankedJob } from './rank.ts'

export interface Explanation {
  readonly brief: string
  readonly full: string
}

/** Names a skill in the reader's language. */
export type LabelOf = (skillId: string) => string

const LINES = { exact: 'full.contribution', related: 'full.related', title: 'full.title' } as const

const LISTED = 3

export function explain(
  { score, contributions, missing, coverage }: RankedJob,
  labelOf: LabelOf,
  { texts, language }: { readonly texts: Texts; readonly language: Language },
): Explanation {
  const names = (skills: readonly { skillId: string }[]) =>
    skills.map(({ skillId }) => labelOf(skillId)).join(texts(language, 'separator'))
  const say = (key: string, values?: Record<string, string | number>) =>
    texts(language, key, values)
  const verified = contributions.filter(({ kind }) => kind === 'exact')
  const lacking = missing.filter(({ importance }) => importance === 'essential')
  const brief = [
    say('brief.coverage', { met: coverage.met, of: coverage.of }),
    verified.length > 0 && say('brief.verified', { skills: names(verified) }),
    lacking.length > 0 && say('brief.missing', { skills: names(lacking.slice(0, LISTED)) }),
  ]
  const full = [
    say('full.score', { score: percent(score, language) }),
    ...contributions.map(({ skillId, kind, amount, credentialId = '', relatedTo = '' }) =>
      say(LINES[kind], {
        skill: labelOf(skillId),
        amount: percent(amount, language),
        credential: credentialId,
        near: labelOf(relatedTo),
      }),
    ),
    ...missing.map(({ skillId, gain }) =>
      say('full.missing', { skill: labelOf(skillId), gain: percent(gain, language) }),
    ),
    say('full.formula'),
  ]
  return { brief: brief.filter(Boolean).join(' '), full: full.join('\n') }
}

const percent = (millionths: number, language: Language): string =>
  new Intl.NumberFormat(language === 'zgh' ? 'fr' : language, {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(millionths / 1_000_000)
