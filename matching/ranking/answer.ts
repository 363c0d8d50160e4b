import { isLanguage } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import type { JobVersion } from '../jobs/job.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import { explain, type LabelOf } from './explain.ts'
import { FORMULA } from './formula.ts'
import type { RankedJob } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'

type AnswerDeps = Pick<RankingDeps, 'config' | 'skills' | 'texts' | 'courseFor'>

/** A ranked job with what it says. */
export type ShownJob = RankedJob & { readonly job: JobVersion }

interface Ranked {
  readonly id: string
  readonly contestToken: string
  readonly ranked: readonly ShownJob[]
  /** Beside our own framework; `none` when none is imported. */
  readonly taxonomy: string
  readonly occupationName: (id: string) => string | undefined
  readonly request: RankingRequest
}

/** The ranking as callers see it, in the reader's language. */
export function answerOf(
  deps: AnswerDeps,
  { id, contestToken, ranked, request, taxonomy, occupationName }: Ranked,
): RankingAnswer {
  const { config, skills, texts } = deps
  const { language, notCredited } = request
  const { framework } = skills
  return {
    rankingId: id,
    results: ranked.map((one) => resultOf(deps, one, { request, occupationName })),
    notCredited: notCredited.map((refusal: Refusal) => ({
      ...refusal,
      amount: 0,
      message: texts(language, `reason.${refusal.reason}`),
    })),
    formula: { id: FORMULA, text: texts(language, 'full.formula') },
    taxonomyVersion: [`${framework.id} ${framework.version}`, taxonomy]
      .filter((version) => version !== 'none')
      .join(', '),
    contestUrl: `${config.publicUrl}/rankings/${id}/contest?token=${contestToken}`,
  }
}

function resultOf(
  { skills, texts, courseFor }: AnswerDeps,
  ranked: ShownJob,
  { request: { language }, occupationName }: Pick<Ranked, 'request' | 'occupationName'>,
): RankingAnswer['results'][number] {
  const { job, score, coverage } = ranked
  const { title, employer, location, remote } = job.body
  const skillLabel = labels(skills, ranked, language)
  const labelOf: LabelOf = (id) => occupationName(id) ?? skillLabel(id)
  return {
    jobId: job.id,
    jobVersion: job.version,
    title,
    ...(employer !== undefined && { employer }),
    ...(location !== undefined && { location }),
    ...(remote !== undefined && { remote }),
    score,
    coverage,
    contributions: ranked.contributions.map((one) => ({ ...one, label: labelOf(one.skillId) })),
    missing: ranked.missing.map((one) => {
      const course = courseFor(one.skillId)
      return { ...one, label: labelOf(one.skillId), ...(course !== undefined && { course }) }
    }),
    explanation: explain(ranked, labelOf, { texts, language }),
  }
}

/** Our label in the reader's language; else what the job calls it; else its address. */
function labels(skills: Skills, { job }: ShownJob, language: unknown): LabelOf {
  const own = new Map(job.body.skills.map(({ id, label }) => [id, label]))
  return (skillId) => {
    const known = skills.byUri(skillId)?.labels
    return (known && isLanguage(language) && known[language]) || own.get(skillId) || skillId
  }
}
