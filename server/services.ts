/**
 * Puts the folders together, from the ground up; a service is handed what it may use and nothing else.
 *
 * @module
 */

import { type Accounts, createAccounts } from '../accounts/index.ts'
import { type Audit, createAudit } from '../audit/index.ts'
import { type Courses, createCourses } from '../courses/index.ts'
import { createIssuer, type Issuer } from '../issuer/index.ts'
import { createKeys, type Keys } from '../keys/index.ts'
import { createMatching, type Matching } from '../matching/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { createIdempotency, type Idempotency } from '../platform/http/idempotency.ts'
import { createQuotas, type Quotas } from '../platform/http/quotas.ts'
import { createRateLimiter, type RateLimiter } from '../platform/http/rate-limit.ts'
import type { RandomBytes } from '../platform/id.ts'
import { createJobs } from '../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../platform/jobs/jobs.ts'
import type { Log } from '../platform/log.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import { createOutbox, type SweptOutbox } from '../platform/outbox/create-outbox.ts'
import { createGuardedFetch, type OwnedFetch } from '../platform/outgoing/guarded-fetch.ts'
import type { PersonData } from '../platform/person-data.ts'
import { certificatesIn, readTrustAnchors } from '../platform/trust-anchors.ts'
import { createSkills, createTaxonomies, type Skills, type Taxonomies } from '../skills/index.ts'
import { createTutor, type Tutor } from '../tutor/index.ts'
import { createVerifier, type Verifier } from '../verifier/index.ts'
import { createWallet, type Wallet } from '../wallet-api/index.ts'
import { chooseSkillsWith } from './choose-skills.ts'
import { offeredCourses } from './offered-courses.ts'

/** What the process brings along. */
export interface Outside {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
}

export interface Services {
  readonly ground: Ground & {
    readonly db: Database
    readonly jobs: JobRunner
    readonly outbox: SweptOutbox
    readonly fetch: OwnedFetch
  }
  readonly limit: RateLimiter
  readonly quotas: Quotas
  readonly idempotency: Idempotency
  readonly metrics: Metrics
  readonly keys: Keys
  readonly audit: Audit
  readonly accounts: Accounts
  readonly skills: Skills
  readonly taxonomies: Taxonomies
  readonly courses: Courses
  readonly tutor: Tutor
  readonly issuer: Issuer
  readonly wallet: Wallet
  readonly verifier: Verifier
  readonly matching: Matching
  /** Everything about one person, by folder. */
  readonly sections: readonly PersonData[]
}

export async function createServices(outside: Outside): Promise<Services> {
  const { config, database: db, clock, random, log } = outside
  const jobs = await createJobs(db, { clock, log, random })
  const outbox = createOutbox({ db, clock, random, jobs })
  const fetch = createGuardedFetch({ config })
  const ground = { config, db, clock, random, log, fetch, jobs, outbox }
  const keys = await createKeys(ground)
  const { sealer } = keys
  const audit = createAudit({ ...ground, sealer })
  const accounts = await createAccounts({ ...ground, sealer, audit })

  const skills = createSkills(config)
  const taxonomies = createTaxonomies({ ...ground, skills })
  const courses = createCourses({ ...ground, skills })
  const learners = { people: accounts.people, consents: accounts.consents }
  const tutor = createTutor({ ...ground, courses, audit, ...learners })
  const issuer = await createIssuer({
    ...ground,
    keys,
    audit,
    accounts,
    skills,
    courses,
    assessments: decidedOnly(tutor),
  })
  const wallet = createWallet({ ...ground, sealer, authorities: authoritiesOf(config, keys) })
  const around = { organisations: accounts.organisations, statusLists: issuer.statusListUrls }
  const verifier = createVerifier({ ...ground, keys, audit, ...around })
  const people = { accounts, audit, verifier }
  const chooseSkills = chooseSkillsWith({ log, ask: tutor.ground.ask })
  const known = { skills, taxonomies, chooseSkills, courses: offeredCourses(courses, skills) }
  const matching = createMatching({ ...ground, ...people, ...known })

  const services = {
    keys,
    audit,
    accounts,
    skills,
    taxonomies,
    courses,
    tutor,
    issuer,
    wallet,
    verifier,
    matching,
  }
  return {
    ground,
    limit: createRateLimiter(config, db),
    quotas: createQuotas(config, db),
    idempotency: createIdempotency({ ...ground, sealer }),
    metrics: createMetrics(() => jobs.counts()),
    ...services,
    // Accounts last: what the others blank may need to know whom it was about.
    sections: sectionsOf([wallet, matching, issuer, tutor, courses, audit, accounts], outbox),
  }
}

/** Those that the operator names, and this installation's own. */
function authoritiesOf({ trustAnchors }: Config, { certificates }: Keys) {
  const named = readTrustAnchors(trustAnchors)
  return async () => [...named, ...certificatesIn(await certificates.anchor())]
}

/** The issuer hears of decided assessments alone. */
const decidedOnly = (tutor: Tutor) => ({
  outcome: async (assessmentId: string) => {
    const outcome = await tutor.outcome(assessmentId)
    return outcome?.endedAt === undefined ? undefined : { ...outcome, endedAt: outcome.endedAt }
  },
})

const sectionsOf = (
  folders: readonly { readonly personData: PersonData }[],
  outbox: SweptOutbox,
): readonly PersonData[] => [...folders.map(({ personData }) => personData), outboxData(outbox)]

/** Events name people by id alone, so there is nothing to show. */
const outboxData = (outbox: SweptOutbox): PersonData => ({
  section: 'events',
  exportPerson: async () => ({}),
  erasePerson: (tx, personId) => outbox.forgetPerson(tx, personId),
})
