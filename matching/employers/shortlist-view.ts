/**
 * A shortlist as it is shown: in the reader's language, with names only of those who agreed.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { INTRODUCTION, type ShortlistView } from '../../schemas/matching-employers.ts'
import { crosswalksFor } from '../crosswalks/crosswalks.ts'
import { EVIDENCE_POLICY, evidencePolicy } from '../evidence/policy.ts'
import { jobStore } from '../jobs/store.ts'
import { matchingProblems } from '../problems.ts'
import { type OneJob, sayOf } from '../ranking/one-job.ts'
import type { Score } from '../ranking/score.ts'
import { currentFormula, formulaVersion } from '../ranking/versions.ts'
import type { Candidate } from './candidate-store.ts'
import type { EmployerDeps } from './deps.ts'
import { type Listed, listedIn } from './listed.ts'
import type { StoredEntry, StoredShortlist } from './shortlist-store.ts'

export async function viewOf(
  deps: EmployerDeps,
  list: StoredShortlist,
  language: Language,
): Promise<ShortlistView> {
  const { jobId, jobVersion, policy, createdAt } = list
  const found = await jobStore(deps.db).versions([{ id: jobId, version: jobVersion }])
  const job = found.get(jobId)
  if (!job) throw new Problem(matchingProblems.unknownShortlist)
  const listed = await listedIn(deps, list)
  const crosswalks = await crosswalksFor(
    deps,
    listed.flatMap(({ entry }) => entry.input),
    list.crosswalks,
  )
  const basis = { policy: evidencePolicy(policy) ?? EVIDENCE_POLICY, at: createdAt, crosswalks }
  const formula = formulaVersion(list.formula) ?? currentFormula()
  const { framework } = deps.skills
  const consents = await deps.accounts.consents.standingFor(list.tenantId, INTRODUCTION)
  return {
    ...{ shortlistId: list.id, jobId: list.jobId, jobVersion: list.jobVersion },
    title: job.body.title,
    madeAt: isoTime(list.createdAt),
    formula: { id: list.formula, text: deps.texts(language, 'full.formula') },
    taxonomyVersion: [`${framework.id} ${framework.version}`, list.taxonomy]
      .filter((version) => version !== 'none')
      .join(', '),
    ...(list.crosswalks.length > 0 && { crosswalks: [...list.crosswalks] }),
    candidates: await Promise.all(
      listed.map(async (one) => {
        const standing = consents.has(one.candidate.personId)
        const person = standing ? await shownPerson(deps, one.candidate) : undefined
        return candidateView(one, retold(deps, { job, formula, basis, language }, one), person)
      }),
    ),
  }
}

/** What was decided, told in the language of whoever reads. */
function retold(
  deps: EmployerDeps,
  {
    language,
    ...made
  }: Pick<OneJob, 'job' | 'formula' | 'basis'> & { readonly language: Language },
  { entry: { answer, input } }: Listed,
): StoredEntry['answer'] {
  const titles = answer.contributions.filter(({ kind }) => kind === 'title')
  const occupationName = (id: string) => titles.find(({ skillId }) => skillId === id)?.label
  const ranked = { ...answer, missing: answer.missing as Score['missing'] }
  return sayOf(deps, { ...made, occupationName }, { ranked, skills: input, language })
}

function candidateView(
  { candidate, place, computedPlace, override }: Listed,
  answer: StoredEntry['answer'],
  person: { readonly name: string; readonly email: string } | undefined,
): ShortlistView['candidates'][number] {
  const { score, coverage, contributions, missing, explanation } = person
    ? answer
    : withoutCredentials(answer)
  const state = candidate.state === 'shown' && !person ? 'declined' : candidate.state
  return {
    ...{ candidateId: candidate.id, place, computedPlace, state },
    ...{ score, coverage, contributions, missing, explanation },
    ...(candidate.askedAt !== undefined && { askedAt: isoTime(candidate.askedAt) }),
    ...(person && { person }),
    ...(override && { override: overrideView(override) }),
  }
}

/** A credential's id leads to its holder: nobody without a name is shown with one. */
function withoutCredentials(answer: StoredEntry['answer']): StoredEntry['answer'] {
  const ids = answer.contributions.flatMap(({ credentialId = [] }) => credentialId)
  const full = ids.reduce((text, id) => text.replaceAll(id, '•••'), answer.explanation.full)
  return {
    ...answer,
    contributions: answer.contributions.map(({ credentialId: _, ...one }) => one),
    explanation: { ...answer.explanation, full },
  }
}

export const overrideView = ({
  from,
  place,
  reason,
  madeAt,
}: {
  readonly from: number
  readonly place: number
  readonly reason: string
  readonly madeAt: number
}) => ({ from, place, reason, madeAt: isoTime(madeAt) })

/** Name and address of who agreed, read now and kept nowhere here. */
async function shownPerson(
  { accounts }: EmployerDeps,
  { state, personId }: Candidate,
): Promise<{ name: string; email: string } | undefined> {
  if (state !== 'shown') return undefined
  const found = await accounts.people.byId(personId)
  return found && { name: found.name, email: found.email }
}
