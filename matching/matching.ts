/**
 * RANK: jobs by verified skills, never by what somebody says of themselves.
 *
 * @module
 */

import type { Accounts } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Ground } from '../platform/ground.ts'
import { createTexts, type Texts } from '../platform/i18n.ts'
import type { PersonData } from '../platform/person-data.ts'
import type { Skills, Taxonomies } from '../skills/index.ts'
import type { Verifier } from '../verifier/index.ts'
import { type Challenges, createChallenges } from './challenges/challenges.ts'
import { candidateStore } from './employers/candidate-store.ts'
import { createEmployers, type Employers } from './employers/employers.ts'
import { createStops, type Stops } from './employers/stops.ts'
import { createFairness, type Fairness } from './fairness/fairness.ts'
import { demographicStore } from './fairness/store.ts'
import type { SkillSources } from './jobs/job.ts'
import { createJobBook, type JobBook } from './jobs/jobs.ts'
import type { SkillNames } from './jobs/skill-names.ts'
import type { ChooseSkills, SuggestDeps } from './jobs/suggest.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import zgh from './messages/zgh.json' with { type: 'json' }
import { matchingPersonData } from './person-data.ts'
import { type Presented, type PresentedBy, readPresentation } from './profiles/presentation.ts'
import { createProfiles, type Profiles } from './profiles/profiles.ts'
import { profileStore } from './profiles/store.ts'
import type { TrustOf } from './profiles/verified-skills.ts'
import { followJobs } from './ranking/follow.ts'
import { courseForSkill, type OfferedCourse } from './ranking/offered-courses.ts'
import { createRankings, type Rankings } from './ranking/rankings.ts'
import { rankingStore } from './ranking/store.ts'

export interface Matching extends SuggestDeps, SkillNames {
  readonly skills: SkillNames['skills'] & SkillSources['skills']
  readonly taxonomies: SuggestDeps['taxonomies'] &
    SkillNames['taxonomies'] &
    SkillSources['taxonomies']
  readonly jobs: JobBook
  readonly challenges: Challenges
  readonly profiles: Profiles
  readonly rankings: Rankings
  readonly employers: Employers
  readonly fairness: Fairness
  readonly texts: Texts
  readonly clock: Ground['clock']
  /** Verifies a presentation against its challenge and reads the skills that count. */
  present(presented: PresentedBy): Promise<Presented>
  readonly personData: PersonData
  /** Reads the jobs that are ranked by, so that the first ranking need not wait for it. */
  loadJobs(): Promise<void>
}

export type MatchingDeps = Pick<
  Ground,
  'db' | 'clock' | 'random' | 'config' | 'log' | 'outbox' | 'jobs'
> & {
  readonly accounts: Pick<Accounts, 'consents' | 'people' | 'mailer' | 'organisations'>
  readonly audit: Pick<Audit, 'record' | 'openCase' | 'caseById' | 'isContested'>
  readonly skills: Skills
  readonly taxonomies: Pick<
    Taxonomies,
    'space' | 'known' | 'link' | 'namesOf' | 'versions' | 'crosswalks' | 'ties'
  >
  readonly verifier: Pick<Verifier, 'verifyPresentation' | 'registry'>
  readonly courses: readonly OfferedCourse[]
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
  const stops = createStops(deps)
  const catalogues = followJobs(deps)
  const courseFor = courseForSkill(deps.courses)
  const shared = { ...deps, texts, profiles, ...catalogues, courseFor }
  return {
    jobs,
    taxonomies: deps.taxonomies,
    skills: deps.skills,
    chooseSkills: deps.chooseSkills,
    challenges,
    profiles,
    rankings: guarded({ jobs, stops }, createRankings(shared)),
    employers: createEmployers({ ...shared, book: jobs, stops }),
    fairness: createFairness(deps),
    texts,
    clock: deps.clock,
    present: (presented) => readPresentation({ ...deps, challenges, trustOf }, presented),
    personData: matchingPersonData(deps.db),
    loadJobs: onceDone(async () => void (await catalogues.catalogueNow())),
  }
}

/** Done once, whoever waits for it; where it failed, the next who asks tries again. */
function onceDone(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work().catch((error: unknown) => {
      done = undefined
      throw error
    })
    return done
  }
}

/** Nobody is ranked by jobs that are over, nor while rankings are stopped. */
const guarded = (
  { jobs, stops }: { readonly jobs: JobBook; readonly stops: Stops },
  rankings: Rankings,
): Rankings => ({
  ...rankings,
  rank: async (request) => {
    await stops.refuse(request.personId === undefined ? request.tenantId : undefined)
    await jobs.closeExpired()
    return rankings.rank(request)
  },
})

/** What changes elsewhere and must show here at once. */
function listen({ outbox }: Pick<Ground, 'outbox'>): void {
  outbox.on('consent.withdrawn', 'matching.forget-profiles', async (tx, { consentId }) => {
    await rankingStore(tx).removeOfProfiles('consent_id', consentId)
    await candidateStore(tx).removeOfProfiles('consent_id', consentId)
    await profileStore(tx).remove('consent_id', consentId)
    await demographicStore(tx).remove('consent_id', consentId)
  })
  outbox.on('credential.status-changed', 'matching.recheck-profiles', async (tx, event) => {
    await profileStore(tx).setStatus(event.credentialId, event.status)
  })
}
