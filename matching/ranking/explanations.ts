/**
 * One job of a ranking that was kept: explained in any language, and what would raise its score.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { JobExplanation, RankingAnswer, UpskillingPath } from '../../schemas/ranking-view.ts'
import { crosswalksFor } from '../crosswalks/crosswalks.ts'
import { EVIDENCE_POLICY } from '../evidence/policy.ts'
import type { JobVersion } from '../jobs/job.ts'
import { jobStore } from '../jobs/store.ts'
import { matchingProblems } from '../problems.ts'
import { resultOf, type ShownJob } from './answer.ts'
import type { Catalogue } from './catalogue.ts'
import type { Catalogues } from './follow.ts'
import { graphOf } from './graph.ts'
import type { OfferedCourse } from './offered-courses.ts'
import { type PathStep, pathOf } from './path.ts'
import type { RankingDeps } from './request.ts'
import { rescorer } from './rescore.ts'
import { statisticsChange } from './statistics.ts'
import type { StoredRanking } from './store.ts'
import { currentFormula } from './versions.ts'

export interface Wish {
  readonly jobId: string
  readonly language: Language
}

type Result = RankingAnswer['results'][number]

/** @throws {Problem} `unknown-job` when the ranking does not name it */
export async function explainJob(
  deps: RankingDeps,
  stored: StoredRanking,
  wish: Wish,
): Promise<JobExplanation> {
  const { texts } = deps
  const { id, answer, createdAt } = stored
  const { kept, place, shown } = await findJob(deps, stored, wish.jobId)
  const { language } = wish
  const evidence = evidenceIn(deps, answer, language)
  const titles = new Map(kept.contributions.map((one) => [one.skillId, one]))
  const result = resultOf(deps, shown, {
    ...{ language, evidence: evidence.skills },
    occupationName: (skillId) => {
      const found = titles.get(skillId)
      return found?.kind === 'title' ? found.label : undefined
    },
  })
  return {
    rankingId: id,
    madeAt: isoTime(createdAt),
    place: place + 1,
    of: answer.results.length,
    result,
    evidence,
    notCredited: answer.notCredited.map((one) => ({
      ...one,
      message: texts(language, `reason.${one.reason}`),
    })),
    graph: graphOf(result),
    formula: { id: answer.formula.id, text: texts(language, 'full.formula') },
    taxonomyVersion: answer.taxonomyVersion,
    ...(answer.crosswalks && { crosswalks: answer.crosswalks }),
  }
}

/** Rankings made before evidence was weighed have none of it. */
const evidenceIn = (
  { skills }: RankingDeps,
  { evidence }: Partial<RankingAnswer>,
  language: Language,
): RankingAnswer['evidence'] => ({
  policy: evidence?.policy ?? '',
  skills: (evidence?.skills ?? []).map((one) => ({
    ...one,
    label: skills.byUri(one.skillId)?.labels[language] ?? one.label,
  })),
})

interface FoundJob {
  readonly kept: Result
  readonly place: number
  readonly job: JobVersion
  readonly shown: ShownJob
}

async function findJob(
  { db }: Pick<RankingDeps, 'db'>,
  { answer }: StoredRanking,
  jobId: string,
): Promise<FoundJob> {
  const place = answer.results.findIndex((one) => one.jobId === jobId)
  const kept = answer.results[place]
  const asked = kept && { id: jobId, version: kept.jobVersion }
  const job = asked && (await jobStore(db).versions([asked])).get(jobId)
  if (!kept || !job) throw new Problem(matchingProblems.unknownJob)
  const { score, coverage, contributions, missing } = kept
  return { kept, place, job, shown: { job, score, coverage, contributions, missing } as ShownJob }
}

/**
 * The path starts at the score that the formula and the policy of today give on the jobs of then: a
 * step is only worth saying as it would count now.
 *
 * @throws {Problem} `unknown-job` when the ranking does not name it
 */
export async function raiseJob(
  deps: RankingDeps & Catalogues,
  stored: StoredRanking,
  wish: Wish,
): Promise<UpskillingPath> {
  const { skills: framework, clock, courses } = deps
  const { job } = await findJob(deps, stored, wish.jobId)
  const crosswalks = await crosswalksFor(deps, stored.input.skills)
  const basis = { policy: EVIDENCE_POLICY, at: clock(), crosswalks }
  const formula = currentFormula()
  const rules = formula.rules(basis)
  const skills = formula.weigh(stored.input.skills, basis)
  const input = { skills, rules, filters: {}, k: 1 }
  const rescore = rescorer(await catalogueFor(deps, stored), input, job)
  const asked = job.body.skills.map(({ id, level }) => ({
    skillId: id,
    ...(level !== undefined && { level }),
  }))
  const path = pathOf({
    ...{ asked, skills, rescore, courses },
    assumed: rules.assumed,
  })
  const labels = new Map(job.body.skills.map(({ id, label }) => [id, label]))
  const labelOf = (skillId: string): string =>
    framework.byUri(skillId)?.labels[wish.language] ?? labels.get(skillId) ?? skillId
  return {
    score: rescore(skills),
    steps: path.map((step) => ({
      ...step,
      ...titleOf(courses, step, wish.language),
      skills: step.skills.map((skill) => ({ ...skill, label: labelOf(skill.skillId) })),
    })),
  }
}

const titleOf = (
  courses: readonly OfferedCourse[],
  { course }: PathStep,
  language: Language,
): { readonly courseTitle?: string } => {
  const found = courses.find(({ slug }) => slug === course)
  return found ? { courseTitle: found.titleIn(language) } : {}
}

/** The catalogue in use, as long as its statistics are those of then: a score needs no more of it. */
async function catalogueFor(
  deps: RankingDeps & Catalogues,
  { asOf, input }: StoredRanking,
): Promise<Catalogue> {
  const now = await deps.catalogueNow()
  const same = now.scale.statistics.asOf === statisticsChange(asOf)
  if (same && now.taxonomyVersion === (input.taxonomy ?? 'none')) return now
  return deps.catalogueThen({ asOf, taxonomy: input.taxonomy })
}
