/**
 * From configuration to a server that listens, and back.
 *
 * @module
 */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { type Database, openPostgres, openSqlite } from '../platform/db/database.ts'
import { migrate } from '../platform/db/migrate.ts'
import { listen } from '../platform/http/server.ts'
import { systemRandom } from '../platform/id.ts'
import { createLog, type Log } from '../platform/log.ts'
import { keepHouse } from './housekeeping.ts'
import { createHttpApp, createListener } from './http-app.ts'
import { allMigrations } from './migrations.ts'
import { registerOwnIssuer, seedDevelopment } from './seed.ts'
import { createServices, type Services } from './services.ts'

export interface RunningServer {
  readonly config: Config
  readonly services: Services
  readonly port: number
  /** Milliseconds from the call to the first request that can be answered. */
  readonly readyMs: number
  /** Answers what is open, hands jobs back, closes the database. */
  stop(graceMs: number): Promise<void>
}

export interface ServerOptions {
  readonly log?: Log
  readonly clock?: () => number
}

/**
 * @throws {ConfigError} {@link ListenError} {@link KeyStoreError} {@link NewerDatabaseError} one line
 *   each for the operator; whatever was opened is closed again
 */
export async function startServer(
  config: Config,
  { log = createLog(config.logLevel), clock = systemClock }: ServerOptions = {},
): Promise<RunningServer> {
  const began = performance.now()
  const database = openDatabase(config)
  try {
    await migrate(database, allMigrations)
    const services = await createServices({ config, database, clock, random: systemRandom, log })
    const app = createHttpApp(services)
    const { jobs, fetch } = services.ground
    fetch.answerOwnOrigin(app)
    await registerOwnIssuer(services)
    if (!config.production) await seedDevelopment(services)
    const listening = await listen(createListener(services, app), config)
    await jobs.start()
    const house = keepHouse(services)
    if (config.services.has('matching')) loadJobs(services)
    return {
      config,
      services,
      port: listening.port,
      readyMs: performance.now() - began,
      stop: async (graceMs) => {
        house.stop()
        await listening.close(graceMs)
        await jobs.stop(graceMs)
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Nobody waits for it; `/readyz` tells when it is done, and tries again where it failed. */
function loadJobs({ matching, ground }: Services): void {
  matching.loadJobs().catch((err: unknown) => ground.log.warn({ err }, 'jobs not loaded'))
}

export function openDatabase(config: Config): Database {
  if (config.databaseUrl !== undefined) return openPostgres(config.databaseUrl)
  mkdirSync(config.dataDir, { recursive: true })
  return openSqlite(join(config.dataDir, 'brevet.sqlite'))
}
