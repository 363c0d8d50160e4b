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

export interface Matching {
  readonly jobs: JobBook
  readonly challenges: Challenges
  readonly profiles: Profiles
  readonly rankings: Rankings
  /** Verifies a presentation against its challenge and reads the skills that count. */
  present(presented: PresentedBy): Promise<Presented>
  readonly personData: PersonData
}

export type MatchingDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'outbox'> & {
  readonly accounts: Pick<Accounts, 'consents'>
  readonly audit: Pick<Audit, 'record' | 'openCase'>
  readonly skills: Skills
  readonly taxonomies: Pick<Taxonomies, 'space'>
  readonly verifier: Pick<Verifier, 'verifyPresentation' | 'registry'>
  readonly courseFor: (skillId: string) => string | undefined
}

export function createMatching(deps: MatchingDeps): Matching {
  const texts = createTexts({ fr, en, ar, zgh })
  const challenges = createChallenges(deps)
  const trustOf: TrustOf = async (issuer, framework) =>
    (await deps.verifier.registry.trustOf(issuer, framework)).status
  listen(deps)
  return {
    jobs: createJobBook(deps),
    challenges,
    profiles: createProfiles(deps),
    rankings: createRankings({ ...deps, texts }),
    present: (presented) => readPresentation({ ...deps, challenges, trustOf }, presented),
    personData: personData(deps.db),
  }
}

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
