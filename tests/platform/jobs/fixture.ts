import type { Database } from '../../../platform/db/database.ts'
import { systemRandom } from '../../../platform/id.ts'
import { createJobs } from '../../../platform/jobs/create-jobs.ts'
import type { JobPayload, JobRunner } from '../../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../../platform/jobs/tables.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { type CapturedLog, captureLog } from '../support/log.ts'

export const START = 1_800_000_000

/** What a test of jobs works with; `now` is the clock and is moved by hand. */
export interface JobsFixture {
  now: number
  readonly log: CapturedLog
  readonly database: Database
  /** A runner of its own, stopped after the test. */
  runner(): Promise<JobRunner>
  /** Handles the name and gives the payloads seen. */
  collect(jobs: JobRunner, name: string): readonly JobPayload[]
}

/** `describe` on both databases; `fixture()` gives that of the test under way. */
export function describeJobs(title: string, body: (fixture: () => JobsFixture) => void): void {
  describeOnBothDatabases(title, jobsMigrations, (open) => {
    // A suite of its own: its hooks run before the one that closes the database.
    describe('', () => {
      let fixture: JobsFixture
      const made: JobRunner[] = []
      beforeEach(() => {
        fixture = create(open(), made)
      })
      afterEach(async () => {
        for (const jobs of made.splice(0)) await jobs.stop(0)
      })
      body(() => fixture)
    })
  })
}

function create(database: Database, made: JobRunner[]): JobsFixture {
  const fixture: JobsFixture = {
    now: START,
    log: captureLog(),
    database,
    runner: async () => {
      const { log } = fixture
      const jobs = await createJobs(database, {
        clock: () => fixture.now,
        log,
        random: systemRandom,
      })
      made.push(jobs)
      return jobs
    },
    collect: (jobs, name) => {
      const seen: JobPayload[] = []
      jobs.handle(name, async (payload) => {
        seen.push(payload)
      })
      return seen
    },
  }
  return fixture
}
