/**
 * A ranking in words: brief for the candidate, full for whoever has to answer for it.
 *
 * @module
 */

import { isolated, type Language, LOCALES, type Texts } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { MILLION } from './formula.ts'
import type { RankedJob } from './rank.ts'

export interface Explanation {
  readonly brief: string
  readonly full: string
}

/** Names a skill in the reader's language. */
export type LabelOf = (skillId: string) => string

type Contribution = RankedJob['contributions'][number]

const LINES = { exact: 'full.contribution', related: 'full.related', title: 'full.title' } as const

/** What is said of a contribution; of one that a crosswalk brought, by which. */
function lineOf(one: Contribution): string {
  const { kind, mapping } = one
  if (kind === 'exact' && mapping) return 'full.mapped'
  return isTied(one) ? 'full.tied' : LINES[kind]
}

/** Not verified itself, but what was shown means more or less than it. */
const isTied = ({ kind, mapping, relatedTo }: Contribution): boolean =>
  kind === 'related' && mapping !== undefined && mapping.from === relatedTo

const LISTED = 3

interface Voice {
  readonly texts: Texts
  readonly language: Language
  /** What the verified skills weigh. */
  readonly evidence: RankingAnswer['evidence']['skills']
}

export function explain(
  ranked: RankedJob,
  nameOf: LabelOf,
  { texts, language, evidence }: Voice,
): Explanation {
  const say: Say = (key, values) => texts(language, key, values)
  const share = (millionths: number): string => percent(millionths, language)
  const apart = (name: string): string => isolated(language, name)
  const labelOf = (skillId: string): string => apart(nameOf(skillId))
  const tongue = { say, labelOf, share, apart }
  const { score, contributions, missing } = ranked
  const credited = contributions.filter((one) => one.kind === 'exact' || isTied(one))
  const full = [
    say('full.score', { score: share(score) }),
    ...contributions.map((one) => contributionLine(one, tongue)),
    ...evidence
      .filter(({ skillId }) => credited.some((one) => one.skillId === skillId))
      .map((one) => evidenceLine(one, tongue)),
    ...missing.map(({ skillId, gain }) =>
      say('full.missing', { skill: labelOf(skillId), gain: share(gain) }),
    ),
    say('full.formula'),
  ]
  return { brief: briefOf(ranked, tongue), full: full.join('\n') }
}

type Say = (key: string, values?: Record<string, string | number>) => string

interface Tongue {
  readonly say: Say
  readonly labelOf: LabelOf
  readonly share: (millionths: number) => string
  /** A name as it can stand in the text. */
  readonly apart: (name: string) => string
}

function briefOf(
  { contributions, missing, coverage }: RankedJob,
  { say, labelOf }: Tongue,
): string {
  const verified = contributions.filter(({ kind }) => kind === 'exact')
  const lacking = missing.filter(({ importance }) => importance === 'essential')
  const listed = (names: readonly string[]) => names.join(say('separator'))
  const nameOf = ({ skillId, mapping }: Contribution): string =>
    mapping
      ? say('brief.mapped', { skill: labelOf(skillId), from: labelOf(mapping.from) })
      : labelOf(skillId)
  const parts = [
    say('brief.coverage', { met: coverage.met, of: coverage.of }),
    verified.length > 0 && say('brief.verified', { skills: listed(verified.map(nameOf)) }),
    lacking.length > 0 &&
      say('brief.missing', {
        skills: listed(lacking.slice(0, LISTED).map(({ skillId }) => labelOf(skillId))),
      }),
  ]
  return parts.filter(Boolean).join(' ')
}

function contributionLine(one: Contribution, { say, labelOf, share, apart }: Tongue): string {
  const { skillId, amount, credentialId = '', relatedTo = '', mapping } = one
  return say(lineOf(one), {
    skill: labelOf(skillId),
    amount: share(amount),
    credential: apart(credentialId),
    near: labelOf(relatedTo),
    ...(mapping && {
      from: labelOf(mapping.from),
      match: say(`match.${mapping.match}`),
      crosswalk: apart(mapping.crosswalk),
    }),
  })
}

function evidenceLine(one: Voice['evidence'][number], { say, labelOf, share }: Tongue): string {
  return say(one.mapped === undefined ? 'full.weight' : 'full.weightMapped', {
    skill: labelOf(one.skillId),
    weight: share(one.weight),
    assessment: share(one.assessment * MILLION),
    level: share(one.levelStated * MILLION),
    recency: share(one.recency * MILLION),
    issuer: share(one.issuer * MILLION),
    ...(one.mapped !== undefined && { mapped: share(one.mapped * MILLION) }),
  })
}

const percent = (millionths: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(millionths / 1_000_000)
