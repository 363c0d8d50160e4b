/**
 * What a learner sees: employers with open jobs, what each was given, where one is listed and why.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import {
  type CandidacyView,
  type EmployersView,
  SHORTLIST,
} from '../../schemas/matching-employers.ts'
import { skillNames } from '../jobs/skill-names.ts'
import type { Profile } from '../profiles/profile.ts'
import { type Candidate, candidateStore } from './candidate-store.ts'
import type { EmployerDeps } from './deps.ts'
import { listedIn } from './listed.ts'
import { shortlistStore } from './shortlist-store.ts'
import { overrideView } from './shortlist-view.ts'

export async function employersFor(
  deps: EmployerDeps,
  { personId }: PersonActor,
  language: Language,
): Promise<EmployersView> {
  const given = new Map(
    (await deps.profiles.ofPerson(personId, SHORTLIST)).map((profile) => [
      profile.employer,
      profile,
    ]),
  )
  const open = new Map((await deps.book.employers()).map(({ id, jobs }) => [id, jobs]))
  const ids = [...new Set([...open.keys(), ...given.keys()])].sort()
  const employers = await Promise.all(
    ids.map(async (id) => ({
      ...{ id, jobs: open.get(id) ?? 0, name: await nameOf(deps, id) },
      ...(await profileView(deps, given.get(id), language)),
    })),
  )
  const candidates = await candidateStore(deps.db).ofPerson(personId)
  return {
    employers,
    candidacies: await Promise.all(candidates.map((one) => candidacyOf(deps, one))),
  }
}

const nameOf = async ({ accounts }: EmployerDeps, id: string): Promise<string> =>
  (await accounts.organisations.byId(id))?.name ?? id

async function profileView(deps: EmployerDeps, profile: Profile | undefined, language: Language) {
  if (!profile) return {}
  const ids = profile.skills.map(({ skillId }) => ({ id: skillId }))
  const names = Object.values(await skillNames(deps, ids, language))
  return {
    profileId: profile.id,
    givenAt: isoTime(profile.createdAt),
    skills: names,
    others: ids.length - names.length,
  }
}

async function candidacyOf(deps: EmployerDeps, candidate: Candidate): Promise<CandidacyView> {
  const { id, tenantId, jobId, state, askedAt, answeredAt, message } = candidate
  const job = await deps.book.own(tenantId, jobId)
  const list = await shortlistStore(deps.db).last(tenantId, jobId)
  const listed = list ? await listedIn(deps, list) : []
  const own = listed.find((one) => one.candidate.id === id)
  return {
    ...{ id, jobId, state, title: job.body.title },
    employer: { id: tenantId, name: await nameOf(deps, tenantId) },
    ...(own && { place: own.place, of: listed.length }),
    ...(own?.override && { override: overrideView(own.override) }),
    ...(askedAt !== undefined && { askedAt: isoTime(askedAt) }),
    ...(answeredAt !== undefined && { answeredAt: isoTime(answeredAt) }),
    ...(message !== undefined && { message }),
  }
}
