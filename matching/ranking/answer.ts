import { isLanguage, type Language } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import { weightOf } from '../evidence/policy.ts'
import type { JobVersion } from '../jobs/job.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import { explain, type LabelOf } from './explain.ts'
import type { RankedJob } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import type { Basis } from './versions.ts'

export type AnswerDeps = Pick<RankingDeps, 'config' | 'skills' | 'texts' | 'courseFor'>

/** A ranked job with what it says. */
export type ShownJob = RankedJob & { readonly job: JobVersion }

interface Ranked {
  readonly id: string
  readonly contestToken: string
  readonly ranked: readonly ShownJob[]
  /** Beside our own framework; `none` when none is imported. */
  readonly taxonomy: string
  readonly occupationName: (id: string) => string | undefined
  readonly request: Pick<RankingRequest, 'skills' | 'notCredited' | 'language'>
  readonly basis: Basis
  /** Id of the version of the formula. */
  readonly formula: string
}

/** The ranking as callers see it, in the reader's language. */
export function answerOf(deps: AnswerDeps, ranking: Ranked): RankingAnswer {
  const { id, contestToken, ranked, request, taxonomy, occupationName } = ranking
  const { config, skills, texts } = deps
  const { language, notCredited } = request
  const { framework } = skills
  const evidence = evidenceViews(deps, ranking)
  return {
    rankingId: id,
    results: ranked.map((one) =>
      resultOf(deps, one, { language, occupationName, evidence: evidence.skills }),
    ),
    notCredited: notCredited.map((refusal: Refusal) => ({
      ...refusal,
      amount: 0,
      message: texts(language, `reason.${refusal.reason}`),
    })),
    evidence,
    formula: { id: ranking.formula, text: texts(language, 'full.formula') },
    taxonomyVersion: [`${framework.id} ${framework.version}`, taxonomy]
      .filter((version) => version !== 'none')
      .join(', '),
    contestUrl: `${config.publicUrl}/rankings/${id}/contest?token=${contestToken}`,
  }
}

/** What each skill weighs and why, so that every amount can be worked out again. */
const evidenceViews = (
  { skills }: AnswerDeps,
  { request, basis }: Ranked,
): RankingAnswer['evidence'] => ({
  policy: basis.policy.id,
  skills: request.skills.map((skill) => ({
    skillId: skill.skillId,
    label: skills.byUri(skill.skillId)?.labels[request.language] ?? skill.skillId,
    credentialId: skill.credentialId,
    ...(skill.level !== undefined && { level: skill.level }),
    ...weightOf(basis.policy, skill, basis.at),
  })),
})

export interface Telling extends Pick<Ranked, 'occupationName'> {
  readonly language: Language
  readonly evidence: RankingAnswer['evidence']['skills']
}

/** One job of a ranking, in the reader's language. */
export function resultOf(
  { skills, texts, courseFor }: AnswerDeps,
  ranked: ShownJob,
  { language, occupationName, evidence }: Telling,
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
    explanation: explain(ranked, labelOf, { texts, language, evidence }),
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
