/**
 * One job for many profiles, by the same formula, on the same statistics, as many jobs for one profile.
 *
 * @module
 */

import type { Language } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/ranking-view.ts'
import type { DatedVersion } from '../jobs/store.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import { type AnswerDeps, evidenceViews, resultOf } from './answer.ts'
import type { Basis } from './basis.ts'
import type { Catalogue } from './catalogue.ts'
import { type RankedJob, rankJobs } from './rank.ts'
import type { Score } from './score.ts'
import { shelve } from './shelf.ts'
import { measureShelf } from './statistics.ts'
import type { FormulaVersion } from './versions.ts'

export interface OneJob {
  readonly catalogue: Catalogue
  readonly job: DatedVersion
  readonly formula: FormulaVersion
  readonly basis: Basis
}

/** Scores profiles for one job: the catalogue with this job alone on its shelf. */
export function scorerOf({ catalogue, job, formula, basis }: OneJob) {
  const entry = catalogue.entryOf(job)
  const shelf = shelve({ size: 1, at: () => entry }, () => 0)
  measureShelf(shelf, catalogue.scale.statistics)
  const alone = { ...catalogue, shelves: [shelf] }
  const rules = formula.rules(basis)
  return (skills: readonly VerifiedSkill[]): RankedJob => {
    const weighed = formula.weigh(skills, basis)
    const [ranked] = rankJobs(alone, { skills: weighed, filters: {}, k: 1, rules })
    return ranked ?? pointless(job)
  }
}

/** Nothing in common: listed with no point, never left out. */
const pointless = ({ id, version, body }: DatedVersion): RankedJob => ({
  job: { id, version },
  score: 0,
  contributions: [],
  missing: [],
  coverage: {
    met: 0,
    of: body.skills.filter(({ importance }) => importance === 'essential').length,
  },
})

export interface Said {
  readonly ranked: Score
  readonly skills: readonly VerifiedSkill[]
  readonly language: Language
}

export interface Telling extends Pick<OneJob, 'job' | 'formula' | 'basis'> {
  readonly occupationName: (id: string) => string | undefined
}

/** What is said of one profile's place, when it is made and whenever it is read again. */
export function sayOf(
  deps: AnswerDeps,
  { job, formula, basis, occupationName }: Telling,
  { ranked, skills, language }: Said,
): RankingAnswer['results'][number] {
  const evidence = evidenceViews(deps, formula.held(skills, basis), { basis, language })
  return resultOf(deps, { ...ranked, job }, { language, evidence, occupationName })
}
