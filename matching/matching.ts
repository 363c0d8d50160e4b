/**
 * RANK: jobs by verified skills, never by what somebody says of themselves.
 *
 * @module
 */

import type { Accounts } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { createTexts } from '../platform/i18n.ts'
import type { PersonData } from '../platform/person-data.ts'
import type { Skills, Taxonomies } from '../skills/index.ts'
import type { Verifier } from '../verifier/index.ts'
import { type Challenges, createChallenges } from './challenges/challenges.ts'
import { challengeStore } from './challenges/store.ts'
import { createJobBook, type JobBook } from './jobs/jobs.ts'
import type { ChooseSkills, SuggestDeps } from './jobs/suggest.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }
import { type Presented, type PresentedBy, readPresentation } from './profiles/presentation.ts'
import { createProfiles, type Profiles } from './profiles/profiles.ts'
import { profileStore } from './profiles/store.ts'
import type { TrustOf } from './profiles/verified-skills.ts'
import { createRankings, type Rankings } from './ranking/rankings.ts'
import { rankingStore } from './ranking/store.ts'

export interface Matching extends SuggestDeps {
  readonly jobs: JobBook
  readonly challenges: Challenges
  readonly profiles: Profiles
  readonly rankings: Rankings
  /** Verifies a presentation against its challenge and reads the skills that count. */
  present(presented: PresentedBy): Promise<Presented>
  readonly personData: PersonData
}

export type MatchingDeps = Pick<
  Ground,
  'db' | 'clock' | 'random' | 'config' | 'log' | 'outbox' | 'jobs'
> & {
  readonly accounts: Pick<Accounts, 'consents' | 'people' | 'mailer'>
  readonly audit: Pick<Audit, 'record' | 'openCase' | 'caseById' | 'isContested'>
  readonly skills: Skills
  readonly taxonomies: Pick<Taxonomies, 'space' | 'known' | 'link' | 'versions'>
  readonly verifier: Pick<Verifier, 'verifyPresentation' | 'registry'>
  readonly courseFor: (skillId: string) => string | undefined
  /** Addresses of all the skills that a course grants. */
  readonly skillsOfCourse: (slug: string) => readonly string[]
  /** Chooses among suggested skills; `undefined` where no model is set up. */
  readonly chooseSkills?: ChooseSkills | undefined
}

export function createMatching(deps: MatchingDeps): Matching {
  const texts = createTexts({ fr, en, ar, zgh })
  const challenges = createChallenges(deps)
  const trustOf: TrustOf = async (issuer, framework) =>
    (await deps.verifier.registry.trustOf(issuer, framework)).status
  listen(deps)
  const profiles = createProfiles(deps)
  const jobs = createJobBook(deps)
  return {
    jobs,
    taxonomies: deps.taxonomies,
    chooseSkills: deps.chooseSkills,
    challenges,
    profiles,
    rankings: ofOpenJobs(jobs, createRankings({ ...deps, texts, profiles })),
    present: (presented) => readPresentation({ ...deps, challenges, trustOf }, presented),
    personData: personData(deps.db),
  }
}

/** Jobs that are over are closed before anybody is ranked. */
const ofOpenJobs = (jobs: JobBook, rankings: Rankings): Rankings => ({
  ...rankings,
  rank: async (request) => {
    await jobs.closeExpired()
    return rankings.rank(request)
  },
})

/** What changes elsewhere and must show here at once. */
function listen({ outbox }: Pick<Ground, 'outbox'>): void {
  outbox.on('consent.withdrawn', 'matching.forget-profiles', async (tx, { consentId }) => {
    await rankingStore(tx).removeOfProfiles('consent_id', consentId)
    await profileStore(tx).remove('consent_id', consentId)
  })
  outbox.on('credential.status-changed', 'matching.recheck-profiles', async (tx, event) => {
    await profileStore(tx).setStatus(event.credentialId, event.status)
  })
}

const personData = (db: Db): PersonData => ({
  section: 'matching',
  exportPerson: async (personId) => ({
    profiles: await profileStore(db).ofPerson(personId),
    rankings: (await rankingStore(db).ofPerson(personId)).map(({ id, createdAt, answer }) => ({
      id,
      createdAt,
      answer,
    })),
  }),
  erasePerson: async (tx, personId) =>
    (await challengeStore(tx).removeOfPerson(personId)) +
    (await rankingStore(tx).removeOfPerson(personId)) +
    (await profileStore(tx).remove('person_id', personId)),
})
