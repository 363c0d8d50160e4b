/**
 * Runs one set of tests on SQLite and on PostgreSQL, each test on a database of its own.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, type DbKind, openPostgres, openSqlite } from '../../platform/db/database.ts'
import { type Migrations, migrate } from '../../platform/db/migrate.ts'
import { dropPostgres, freshPostgres } from './postgres.ts'

export const DB_KINDS: readonly DbKind[] = ['sqlite', 'postgres']

/** Opens an empty, migrated database; the second member closes and removes it. */
export async function openTestDatabase(
  kind: DbKind,
  migrations: Migrations,
): Promise<readonly [Database, () => Promise<void>]> {
  if (kind === 'postgres') {
    const url = await migratedPostgres(migrations)
    const database = openPostgres(url)
    const close = async () => {
      await database.close()
      await dropPostgres(url)
    }
    return [database, close]
  }
  const folder = await mkdtemp(join(tmpdir(), 'brevet-db-'))
  const file = join(folder, 'test.sqlite')
  await writeFile(file, await migratedSqlite(migrations))
  const database = openSqlite(file)
  database.sqlite?.pragma('synchronous = OFF')
  const close = async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return [database, close]
}

/** Connection string of a new PostgreSQL database with these tables: a copy of one migrated once. */
export async function migratedPostgres(migrations: Migrations): Promise<string> {
  const template = await once(`postgres ${nameOf(migrations)}`, async () => {
    const url = await freshPostgres()
    const database = openPostgres(url)
    await migrate(database, migrations)
    await database.close()
    return url
  })
  return freshPostgres(new URL(template).pathname.slice(1))
}

/** Content of a SQLite file with these tables. */
export const migratedSqlite = (migrations: Migrations): Promise<Buffer> =>
  once(`sqlite ${nameOf(migrations)}`, async () => {
    const database = openSqlite(':memory:')
    await migrate(database, migrations)
    const file = database.sqlite?.serialize()
    await database.close()
    return file ?? Buffer.alloc(0)
  })

const made = new Map<string, Promise<unknown>>()

function once<T>(key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known as Promise<T>
}

/** Same steps, same name. */
const nameOf = (migrations: Migrations): string =>
  createHash('sha256')
    .update(Object.entries(migrations).flat().map(String).join('\n'))
    .digest('hex')

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
