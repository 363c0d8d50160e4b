/**
 * Profiles: the verified skills a person gave for a purpose, and nothing else about the person.
 *
 * @module
 */

import type { Accounts } from '../../accounts/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor, PersonActor } from '../../platform/http/actor.ts'
import { newId, newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { candidateStore } from '../employers/candidate-store.ts'
import { matchingProblems } from '../problems.ts'
import { rankingStore } from '../ranking/store.ts'
import { sameSecret, sha256 } from '../secret.ts'
import type { Presented } from './presentation.ts'
import type { Profile } from './profile.ts'
import { profileStore } from './store.ts'
import type { Refusal, VerifiedSkill } from './verified-skills.ts'

export interface NewProfile {
  readonly profile: Profile
  /** Withdraws the profile without an account. */
  readonly withdrawToken: string
}

export interface Profiles {
  /** Keeps what a presentation proved; for a person, together with the consent that allows it. */
  keep(actor: PersonActor, presented: Presented): Promise<NewProfile>
  /**
   * The profile as it counts now: skills of credentials revoked or suspended meanwhile are refused.
   *
   * @throws {Problem} `unknown-profile`, the same for one that is not the caller's
   */
  current(actor: Actor, id: string): Promise<Profile>
  /**
   * Profiles that learners gave an employer for a purpose, as they count now, one for each person: the
   * last one given. The consent of each is asked for anew.
   */
  consentedTo(employer: string, purpose: string): Promise<readonly Profile[]>
  /** Those of a person for a purpose, whose consent stands; one for each employer. */
  ofPerson(personId: string, purpose: string): Promise<readonly Profile[]>
  /** @throws {Problem} `unknown-profile` */
  withdraw(actor: Actor, id: string, token: string | undefined): Promise<void>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly accounts: Pick<Accounts, 'consents'>
}

export const createProfiles = (deps: Deps): Profiles => ({
  keep: (actor, presented) => keep(deps, actor, presented),
  current: (actor, id) => current(deps, actor, id),
  consentedTo: async (employer, purpose) => {
    const given = await profileStore(deps.db).givenTo(employer, purpose)
    const live = await deps.accounts.consents.standingFor(employer, purpose)
    const ids = [...live.values()].map(({ id }) => id)
    return standing(deps, lastBy(given, byPerson), new Set(ids))
  },
  ofPerson: async (personId, purpose) => {
    const own = await profileStore(deps.db).ofPerson(personId)
    const wanted = own.filter((profile) => profile.purpose === purpose)
    const given = await deps.accounts.consents.ofPerson(personId)
    const ids = given.flatMap(({ id, withdrawnAt }) => (withdrawnAt === undefined ? [id] : []))
    return standing(deps, lastBy(wanted, byEmployer), new Set(ids))
  },
  withdraw: (actor, id, token) => withdraw(deps, actor, { id, token }),
})

function keep(
  { db, clock, random, accounts }: Deps,
  { personId }: PersonActor,
  { challenge, findings }: Presented,
): Promise<NewProfile> {
  return db.transaction(async (tx) => {
    const now = clock()
    const { purpose, employer, tenantId } = challenge
    const consent = await accounts.consents.give(tx, { personId, purpose, employer })
    const profile: Profile = {
      id: newId(random, now),
      personId,
      tenantId,
      purpose,
      employer,
      consentId: consent.id,
      createdAt: now,
      ...findings,
    }
    const withdrawToken = newSecret(random)
    await profileStore(tx).add(profile, sha256(withdrawToken))
    return { profile, withdrawToken }
  })
}

const mayUse = (actor: Actor, profile: Profile): boolean =>
  actor.kind === 'person'
    ? profile.personId === actor.personId
    : actor.kind === 'client' && profile.employer === actor.tenantId && profile.employer !== ''

/** Asked each time: a consent withdrawn ends the use at once, though the profile goes a moment later. */
async function isConsented({ consents }: Deps['accounts'], profile: Profile): Promise<boolean> {
  const { personId, purpose, employer, consentId } = profile
  if (personId === undefined || consentId === undefined) return false
  return (await consents.current(personId, purpose, employer))?.id === consentId
}

async function current({ db, accounts }: Deps, actor: Actor, id: string): Promise<Profile> {
  const store = profileStore(db)
  const profile = await store.byId(id)
  if (!profile || !mayUse(actor, profile) || !(await isConsented(accounts, profile))) {
    throw new Problem(matchingProblems.unknownProfile)
  }
  return asItCounts(profile, (await store.inactive([id])).get(id))
}

const byPerson = ({ personId = '' }: Profile): string => personId
const byEmployer = ({ employer }: Profile): string => employer

/** @param profiles - the oldest first */
const lastBy = (
  profiles: readonly Profile[],
  keyOf: (profile: Profile) => string,
): readonly Profile[] => [...new Map(profiles.map((profile) => [keyOf(profile), profile])).values()]

/** Those whose consent stands, as they count: as many questions for one as for thousands. */
async function standing(
  { db }: Deps,
  profiles: readonly Profile[],
  consents: ReadonlySet<string>,
): Promise<readonly Profile[]> {
  const found = profiles.filter(
    ({ personId, consentId }) =>
      personId !== undefined && consentId !== undefined && consents.has(consentId),
  )
  const inactive = await profileStore(db).inactive(found.map(({ id }) => id))
  return found.map((profile) => asItCounts(profile, inactive.get(profile.id)))
}

/** Skills of credentials that are revoked or suspended meanwhile are refused. */
function asItCounts(profile: Profile, inactive: ReadonlySet<string> = new Set()): Profile {
  const stands = ({ credentialId }: VerifiedSkill) => !inactive.has(credentialId)
  const fallen = profile.skills.filter((skill) => !stands(skill))
  const refusals = fallen.map(
    ({ credentialId, skillId }): Refusal => ({
      credentialId,
      skillId,
      reason: 'credential-not-verified',
    }),
  )
  return {
    ...profile,
    skills: profile.skills.filter(stands),
    notCredited: [...profile.notCredited, ...refusals],
  }
}

async function withdraw(
  { db, accounts }: Deps,
  actor: Actor,
  { id, token }: { readonly id: string; readonly token: string | undefined },
): Promise<void> {
  await db.transaction(async (tx) => {
    const store = profileStore(tx)
    const profile = await store.byId(id)
    const own = actor.kind === 'person' && profile?.personId === actor.personId
    const allowed = own || sameSecret(token, await store.withdrawHash(id))
    if (!profile || !allowed) throw new Problem(matchingProblems.unknownProfile)
    await rankingStore(tx).removeOfProfiles('id', id)
    await candidateStore(tx).removeOfProfiles('id', id)
    await store.remove('id', id)
    if (profile.consentId !== undefined && profile.personId !== undefined) {
      await accounts.consents.withdraw(tx, profile.consentId, profile.personId)
    }
  })
}
