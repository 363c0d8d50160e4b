import { isLanguage } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import { explain, type LabelOf } from './explain.ts'
import type { RankedJob } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import { FORMULA } from './score.ts'

type AnswerDeps = Pick<RankingDeps, 'config' | 'skills' | 'texts' | 'courseFor'>

interface Ranked {
  readonly id: string
  readonly contestToken: string
  readonly ranked: readonly RankedJob[]
  readonly request: RankingRequest
}

/** The ranking as callers see it, in the reader's language. */
export function answerOf(
  deps: AnswerDeps,
  { id, contestToken, ranked, request }: Ranked,
): RankingAnswer {
  const { config, skills, texts } = deps
  const { language, notCredited } = request
  const { framework } = skills
  return {
    rankingId: id,
    results: ranked.map((one) => resultOf(deps, one, request)),
    notCredited: notCredited.map((refusal: Refusal) => ({
      ...refusal,
      amount: 0,
      message: texts(language, `reason.${refusal.reason}`),
    })),
    formula: { id: FORMULA, text: texts(language, 'full.formula') },
    taxonomyVersion: `${framework.id} ${framework.version}`,
    contestUrl: `${config.publicUrl}/rankings/${id}/contest?token=${contestToken}`,
  }
}

function resultOf(
  { skills, texts, courseFor }: AnswerDeps,
  ranked: RankedJob,
  { language }: RankingRequest,
): RankingAnswer['results'][number] {
  const { job, score, coverage } = ranked
  const { title, employer, location, remote } = job.body
  const labelOf = labels(skills, ranked, language)
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
function labels(skills: Skills, { job }: RankedJob, language: unknown): LabelOf {
  const own = new Map(job.body.skills.map(({ id, label }) => [id, label]))
  return (skillId) => {
    const known = skills.byUri(skillId)?.labels
    return (known && isLanguage(language) && known[language]) || own.get(skillId) || skillId
  }
}
