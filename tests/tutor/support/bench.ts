/**
 * The tutor on real parts: database, jobs, outbox, audit, courses, accounts' consents, HTTP.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { Router } from 'express'
import { type Audit, auditMigrations, auditRoutes, createAudit } from '../../../audit/index.ts'
import { type Courses, coursesMigrations, createCourses } from '../../../courses/index.ts'
import { createSealer } from '../../../keys/index.ts'
import { type Config, readConfig } from '../../../platform/config.ts'
import type { Database } from '../../../platform/db/database.ts'
import type { Migrations } from '../../../platform/db/migrate.ts'
import { systemRandom } from '../../../platform/id.ts'
import { createJobs } from '../../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../../platform/jobs/tables.ts'
import { createLog } from '../../../platform/log.ts'
import { createOutbox } from '../../../platform/outbox/create-outbox.ts'
import type { Events, EventType, Outbox } from '../../../platform/outbox/outbox.ts'
import { outboxMigrations } from '../../../platform/outbox/tables.ts'
import { createSkills } from '../../../skills/index.ts'
import { createTutor, type Tutor, tutorMigrations, tutorRoutes } from '../../../tutor/index.ts'
import type { Model } from '../../../tutor/model.ts'
import { person, type Served, serve } from '../../audit/support.ts'
import { writeCourse } from './course.ts'

export const NOW = 1_795_340_000
export const DAY = 24 * 3600
export const TENANT = 'academy'

export const migrations: Migrations = {
  ...auditMigrations,
  ...outboxMigrations,
  ...jobsMigrations,
  ...coursesMigrations,
  ...tutorMigrations,
}

export interface Bench {
  readonly tutor: Tutor
  readonly audit: Audit
  readonly courses: Courses
  readonly jobs: JobRunner
  readonly outbox: Outbox
  readonly served: Served
  /** Events as they were delivered. */
  readonly events: { readonly type: EventType; readonly event: Events[EventType] }[]
  now(): number
  pass(seconds: number): void
  /** Which hosts people consented to. */
  readonly consents: Set<string>
  close(): Promise<void>
}

export interface BenchOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly model?: Model
  readonly random?: (size: number) => Uint8Array
}

export async function openBench(db: Database, options: BenchOptions = {}): Promise<Bench> {
  let now = NOW
  const clock = () => now
  const random = options.random ?? systemRandom
  const log = createLog('silent')
  const jobs = await createJobs(db, { clock, log, random: systemRandom })
  const outbox = createOutbox({ db, clock, random: systemRandom, jobs })
  const sealer = createSealer(createHash('sha256').update('test').digest(), systemRandom)
  const audit = createAudit({ db, clock, random: systemRandom, outbox, sealer })
  const content = writeCourse()
  const skills = createSkills({ publicUrl: 'http://localhost:3000' })
  const courses = createCourses({ db, clock, random, skills, contentFolder: content.folder })
  const consents = new Set<string>()
  const config: Config = readConfig({ GRADER: 'human', ...options.env })
  const tutor = createTutor({
    ...{ db, clock, random, log, jobs, outbox, audit, courses, config },
    consents: {
      current: async (personId, purpose, employer) =>
        consents.has(`${personId}/${purpose}/${employer}`)
          ? { id: 'c', personId, purpose, employer, givenAt: NOW }
          : undefined,
    },
    people: {
      byId: async (id) => ({ id, email: `${id}@example.org`, name: id, language: 'en' }),
    },
    ...(options.model ? { model: options.model } : {}),
  })
  const events: { type: EventType; event: Events[EventType] }[] = []
  for (const type of ['assessment.passed', 'assessment.overturned', 'case.decided'] as const) {
    outbox.on(type, `test.${type}`, async (_tx, event) => {
      events.push({ type, event })
    })
  }
  const served = await serve(() => Router().use(tutorRoutes(tutor)).use(auditRoutes(audit)))
  return {
    ...{ tutor, audit, courses, jobs, outbox, served, events, consents },
    now: clock,
    pass: (seconds) => {
      now += seconds
    },
    close: async () => {
      await served.close()
      await jobs.stop(1_000)
      content.remove()
    },
  }
}

export const learner = (id = 'ada') => person(id)
export const operator = (id = 'walid') => person(id, ['learner', 'issuer-operator'])
export const reviewer = (id = 'rose') => person(id, ['learner', 'reviewer'])
