import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './db/database.ts'
import type { GuardedFetch } from './fetch.ts'
import type { RandomBytes } from './id.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Log } from './log.ts'
import type { Outbox } from './outbox/outbox.ts'

/** What `server/app.ts` hands to the folders. A function takes only the members it uses: `Pick<Ground, 'db' | 'clock'>`. */
export interface Ground {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
  readonly fetch: GuardedFetch
  readonly jobs: Jobs
  readonly outbox: Outbox
}
