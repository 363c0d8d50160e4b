import { isLanguage, type Language } from '../../platform/i18n.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import type { HeldSkill, Mapping } from '../crosswalks/held-skills.ts'
import { weightOf } from '../evidence/policy.ts'
import type { JobVersion } from '../jobs/job.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import type { Basis } from './basis.ts'
import { explain, type LabelOf } from './explain.ts'
import type { RankedJob } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'

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
  readonly request: Pick<RankingRequest, 'notCredited' | 'language'> & {
    readonly skills: readonly HeldSkill[]
  }
  readonly basis: Basis
  /** Id of the version of the formula. */
  readonly formula: string
}

/** The ranking as callers see it, in the reader's language. */
export function answerOf(deps: AnswerDeps, ranking: Ranked): RankingAnswer {
  const { id, contestToken, ranked, request, taxonomy, occupationName } = ranking
  const { config, skills, texts } = deps
  const { language, notCredited } = request
  const { versions: crosswalks } = ranking.basis.crosswalks
  const { framework } = skills
  const evidence = {
    policy: ranking.basis.policy.id,
    skills: evidenceViews(deps, request.skills, { basis: ranking.basis, language }),
  }
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
    ...(crosswalks.length > 0 && { crosswalks: [...crosswalks] }),
    contestUrl: `${config.publicUrl}/rankings/${id}/contest?token=${contestToken}`,
  }
}

/** What each skill weighs and why, so that every amount can be worked out again. */
export function evidenceViews(
  { skills }: Pick<AnswerDeps, 'skills'>,
  held: readonly HeldSkill[],
  { basis, language }: { readonly basis: Basis; readonly language: Language },
): RankingAnswer['evidence']['skills'] {
  const nameOf = (skillId: string, name = skillId): string =>
    skills.byUri(skillId)?.labels[language] ?? name
  return held.map((skill) => ({
    skillId: skill.skillId,
    label: nameOf(skill.skillId, skill.name),
    credentialId: skill.credentialId,
    ...(skill.level !== undefined && { level: skill.level }),
    ...weightOf(basis.policy, skill, basis.at),
    ...(skill.mapping && { mapping: mappingView(skill.mapping, skill.fromName) }),
  }))
}

const mappingView = (mapping: Mapping, label = mapping.from) => ({ ...mapping, label })

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
  const skillLabel = labels(skills, ranked, { language, evidence })
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
    contributions: ranked.contributions.map(({ mapping, ...one }) => ({
      ...one,
      label: labelOf(one.skillId),
      ...(mapping && { mapping: mappingView(mapping, labelOf(mapping.from)) }),
    })),
    missing: ranked.missing.map((one) => {
      const course = courseFor(one.skillId)
      return { ...one, label: labelOf(one.skillId), ...(course !== undefined && { course }) }
    }),
    explanation: explain(ranked, labelOf, { texts, language, evidence }),
  }
}

/** Our label in the reader's language; else what the job, a credential or a crosswalk calls it; else its address. */
function labels(
  skills: Skills,
  { job }: ShownJob,
  { language, evidence }: Pick<Telling, 'language' | 'evidence'>,
): LabelOf {
  const held = evidence.flatMap(
    ({ skillId, label, mapping }): readonly (readonly [string, string])[] => [
      [skillId, label],
      ...(mapping ? [[mapping.from, mapping.label] as const] : []),
    ],
  )
  const named = new Map([...held, ...job.body.skills.map(({ id, label }) => [id, label] as const)])
  return (skillId) => {
    const known = skills.byUri(skillId)?.labels
    return (known && isLanguage(language) && known[language]) || named.get(skillId) || skillId
  }
}
