/**
 * The whole of Brevet on a free port and a data folder of its own.
 *
 * @module
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../platform/config.ts'
import type { DbKind } from '../../platform/db/database.ts'
import { createLog, type Log } from '../../platform/log.ts'
import { allMigrations } from '../../server/migrations.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { migratedPostgres, migratedSqlite } from './databases.ts'

export interface TestServer extends RunningServer {
  readonly origin: string
  /** Stops it and removes what it wrote. */
  end(): Promise<void>
}

/** @param env - settings beside port, data folder and database */
export async function startTestServer(
  kind: DbKind = 'sqlite',
  env: Readonly<Record<string, string>> = {},
  log: Log = createLog('silent'),
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-server-'))
  if (kind === 'sqlite') {
    await writeFile(join(folder, 'brevet.sqlite'), await migratedSqlite(allMigrations))
  }
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    GRADER: 'human',
    ...(kind === 'postgres' && { DATABASE_URL: await migratedPostgres(allMigrations) }),
    ...env,
  })
  const server = await startServer(config, { log })
  return {
    ...server,
    origin: config.publicUrl,
    end: async () => {
      await server.stop(1000)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
