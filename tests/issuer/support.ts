import { type Accounts, accountsMigrations, createAccounts } from '../../accounts/index.ts'
import { type Audit, auditMigrations, createAudit } from '../../audit/index.ts'
import type { AchievementTexts } from '../../courses/index.ts'
import { type Verification, verifyCredential } from '../../credentials/index.ts'
import {
  type AssessmentOutcome,
  createIssuer,
  type Issuer,
  issuerMigrations,
  issuerRoutes,
} from '../../issuer/index.ts'
import { createKeys, type Keys, keysMigrations } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database, DbKind } from '../../platform/db/database.ts'
import type { Migrations } from '../../platform/db/migrate.ts'
import { createIdempotency } from '../../platform/http/idempotency.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbox } from '../../platform/outbox/create-outbox.ts'
import type { Events, Outbox } from '../../platform/outbox/outbox.ts'
import { outboxMigrations } from '../../platform/outbox/tables.ts'
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import { createSkills } from '../../skills/index.ts'
import { type Caller, type Served, serve } from '../audit/support.ts'
import { temporaryFolder } from '../keys/support.ts'
import { openTestDatabase } from '../support/databases.ts'

export { type Answer, client, person, slugOf } from '../audit/support.ts'

export const NOW = 1_795_340_000

export const migrations: Migrations = {
  ...keysMigrations,
  ...auditMigrations,
  ...outboxMigrations,
  ...jobsMigrations,
  ...accountsMigrations,
  ...issuerMigrations,
  ...httpMigrations,
}

export interface Bench {
  readonly db: Database
  readonly issuer: Issuer
  readonly keys: Keys
  readonly audit: Audit
  readonly accounts: Accounts
  readonly jobs: JobRunner
  readonly outbox: Outbox
  readonly origin: string
  readonly call: Caller
  /** What the tutor would say, by assessment. */
  readonly outcomes: Map<string, AssessmentOutcome>
  /** Statuses that were told to whoever listens. */
  readonly told: Events['credential.status-changed'][]
  setNow(now: number): void
  now(): number
  verify(credential: unknown): Promise<Verification>
  close(): Promise<void>
}

export interface BenchOptions {
  readonly statusListCapacity?: number
  /** Settings beside data folder and address. */
  readonly env?: Readonly<Record<string, string>>
}

/** On a database of its own, with the instances of the development server; both end together. */
export async function openSeededIssuer(kind: DbKind): Promise<Bench> {
  const [database, closeDatabase] = await openTestDatabase(kind, migrations)
  const bench = await openIssuer(database)
  await bench.issuer.seedDevelopment()
  const close = async (): Promise<void> => {
    await bench.close()
    await closeDatabase()
  }
  return { ...bench, close }
}

/** The issuer on real parts; the tutor alone is spoken for by `outcomes`. */
export async function openIssuer(db: Database, options: BenchOptions = {}): Promise<Bench> {
  const [dataDir, removeFolder] = await temporaryFolder()
  let now = NOW
  let made: Omit<Bench, 'origin' | 'call' | 'close'> | undefined
  const served: Served = await serve(async (origin) => {
    const config = readConfig({ DATA_DIR: dataDir, PUBLIC_URL: origin, ...options.env })
    const log = createLog('silent')
    const clock = () => now
    const random = systemRandom
    const jobs = await createJobs(db, { clock, log, random })
    const outbox = createOutbox({ db, clock, random, jobs })
    const fetch = createGuardedFetch({ config })
    fetch.answerOwnOrigin((request, response) => served.app(request, response))
    const ground = { db, clock, random, config, log, jobs, outbox, fetch }
    const keys = await createKeys(ground)
    const audit = createAudit({ ...ground, sealer: keys.sealer })
    const accounts = await createAccounts({ ...ground, sealer: keys.sealer, audit })
    await accounts.organisations.ensure({ id: 'acme', name: 'Acme Learning' })
    const outcomes = new Map<string, AssessmentOutcome>()
    const told: Events['credential.status-changed'][] = []
    outbox.on('credential.status-changed', 'test', async (_tx, event) => {
      told.push(event)
    })
    const issuer = await createIssuer({
      ...ground,
      keys,
      audit,
      accounts,
      skills: createSkills({ publicUrl: origin }),
      courses: { achievement: courseTexts },
      assessments: { outcome: async (id) => outcomes.get(id) },
      ...options,
    })
    const verify = (credential: unknown) =>
      verifyCredential(
        credential,
        {},
        {
          clock,
          fetch,
          resolveDid: async (did) => ({ ...(await keys.didDocument(did)), id: did }),
        },
      )
    made = {
      ...{ db, issuer, keys, audit, accounts, jobs, outbox, outcomes, told, verify },
      now: clock,
      setNow: (to) => {
        now = to
      },
    }
    const { sealer } = keys
    const idempotent = createIdempotency({ ...ground, sealer }).handler
    return issuerRoutes(issuer, { ...ground, keys, idempotent })
  })
  if (!made) throw new Error('nothing was made')
  const { jobs } = made
  const close = async () => {
    await served.close()
    await jobs.stop(1000)
    await removeFolder()
  }
  return { ...made, origin: served.origin, call: served.call, close }
}

/** What the course says of itself; version 1 and 2 alike. */
function courseTexts(slug: string, version: string, language: AchievementTexts['language']) {
  if (slug !== 'ai-foundations' || !['1', '2'].includes(version)) return undefined
  const name = {
    fr: 'Fondations de l’IA',
    en: 'AI Foundations',
    ar: 'أسس الذكاء الاصطناعي',
    zgh: 'ⵉⵙⵉⵍⴰⵏ ⵏ AI',
  }[language]
  const texts: AchievementTexts = {
    slug,
    version,
    language,
    languages: ['fr', 'en', 'ar', 'zgh'],
    awaitingNativeReview: false,
    name,
    description: `${name}: choose, ask, check, answer for it.`,
    criteria: '22 right answers of 28, three tasks marked.',
    tags: ['AI'],
    imageCaption: name,
    validYears: 3,
    alignments: [
      {
        type: ['Alignment'],
        targetName: 'Check AI output',
        targetUrl: 'https://skills.example/check-ai-output',
        targetFramework: 'Brevet AI Skills 1',
        targetType: 'CFItem',
        targetCode: 'check-ai-output',
      },
    ],
    resultDescriptions: [
      {
        id: 'urn:brevet:result:objective',
        type: ['ResultDescription'],
        name: 'Questions',
        resultType: 'RawScore',
        valueMin: '0',
        valueMax: '28',
        requiredValue: '22',
      },
      {
        id: 'urn:brevet:result:check-ai-output',
        type: ['ResultDescription'],
        name: 'Check AI output',
        resultType: 'RubricCriterionLevel',
        requiredLevel: 'urn:brevet:level:check-ai-output:2',
        rubricCriterionLevel: ([1, 2, 3] as const).map((level) => ({
          id: `urn:brevet:level:check-ai-output:${level}`,
          type: ['RubricCriterionLevel'] as const,
          name: `Level ${level}`,
          level: String(level),
          points: String(level),
        })),
      },
    ],
  }
  return texts
}

/** An unsigned Open Badge of a foreign issuer. */
export const openBadge = (issuer: string, more: Record<string, unknown> = {}) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'https://acme.example/badges/7',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Welding',
  issuer: { id: issuer, type: ['Profile'], name: 'Acme' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://acme.example/achievements/welding',
      type: ['Achievement'],
      name: 'Welding',
      description: 'Joins metal.',
      criteria: { narrative: 'Weld something.' },
    },
  },
  ...more,
})

/** An unsigned plain credential. */
export const plainCredential = (issuer: unknown, more: Record<string, unknown> = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0f1a6ef0-86b3-4c8b-9b8e-3a1f5a0c7a11',
  type: ['VerifiableCredential'],
  issuer,
  credentialSubject: { id: 'did:example:subject' },
  ...more,
})

/** A passed assessment. */
export const passed = (more: Partial<AssessmentOutcome> = {}): AssessmentOutcome => ({
  assessmentId: 'assessment-1',
  personId: 'amina',
  tenantId: 'academy',
  courseSlug: 'ai-foundations',
  courseVersion: '2',
  language: 'fr',
  state: 'passed',
  demo: false,
  objective: { correct: 25, of: 28, required: 22 },
  skills: [
    { code: 'check-ai-output', level: 3 },
    { code: 'not-reached', level: 0 },
  ],
  gradedBy: ['auto-objective', 'llm+gate'],
  humanReviewed: true,
  assurance: 'self-asserted',
  endedAt: NOW - 3600,
  record: {
    url: 'https://brevet.example/assessments/assessment-1/record.json',
    bytes: new Uint8Array(Buffer.from('{"record":true}\n')),
  },
  ...more,
})
