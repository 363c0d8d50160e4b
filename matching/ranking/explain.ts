/**
 * A ranking in words: brief for the candidate, full for whoever has to answer for it.
 *
 * @module
 */

import type { Language, Texts } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { MILLION } from './formula.ts'
import type { RankedJob } from './rank.ts'

export interface Explanation {
  readonly brief: string
  readonly full: string
}

/** Names a skill in the reader's language. */
export type LabelOf = (skillId: string) => string

const LINES = { exact: 'full.contribution', related: 'full.related', title: 'full.title' } as const

const LISTED = 3

interface Voice {
  readonly texts: Texts
  readonly language: Language
  /** What the verified skills weigh. */
  readonly evidence: RankingAnswer['evidence']['skills']
}

export function explain(
  { score, contributions, missing, coverage }: RankedJob,
  labelOf: LabelOf,
  { texts, language, evidence }: Voice,
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
    ...evidence
      .filter(({ skillId }) => verified.some((one) => one.skillId === skillId))
      .map((one) =>
        say('full.weight', {
          skill: labelOf(one.skillId),
          weight: percent(one.weight, language),
          assessment: percent(one.assessment * MILLION, language),
          level: percent(one.levelStated * MILLION, language),
          recency: percent(one.recency * MILLION, language),
          issuer: percent(one.issuer * MILLION, language),
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
