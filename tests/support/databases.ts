/**
 * Runs one set of tests on SQLite and on PostgreSQL, each test on a database of its own.
 *
 * @module
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, type DbKind, openPostgres, openSqlite } from '../../platform/db/database.ts'
import { type Migrations, migrate } from '../../platform/db/migrate.ts'
import { freshPostgres } from './postgres.ts'

export const DB_KINDS: readonly DbKind[] = ['sqlite', 'postgres']

/** Opens an empty, migrated database; the second member closes and removes it. */
export async function openTestDatabase(
  kind: DbKind,
  migrations: Migrations,
): Promise<readonly [Database, () => Promise<void>]> {
  if (kind === 'postgres') {
    const database = openPostgres(await freshPostgres())
    await migrate(database, migrations)
    return [database, () => database.close()]
  }
  const folder = await mkdtemp(join(tmpdir(), 'brevet-db-'))
  const database = openSqlite(join(folder, 'test.sqlite'))
  database.sqlite?.pragma('synchronous = OFF')
  await migrate(database, migrations)
  const close = async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return [database, close]
}

/**
 * `describe` on both databases.
 *
 * @param body - declares tests; `open()` gives the database of the test under way
 */
export function describeOnBothDatabases(
  title: string,
  migrations: Migrations,
  body: (open: () => Database) => void,
): void {
  for (const kind of DB_KINDS) {
    describe(`${title} (${kind})`, () => {
      let database: Database
      let close: () => Promise<void>
      beforeEach(async () => {
        ;[database, close] = await openTestDatabase(kind, migrations)
      })
      afterEach(async () => {
        await close()
      })
      body(() => database)
    })
  }
}
