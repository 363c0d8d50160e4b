/**
 * One set of migrations for both databases, brought by the folders that own the tables.
 *
 * @module
 */

import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { columns, type PortableColumns } from './columns.ts'
import type { Database, DbKind } from './database.ts'

/** One step. Never edited after release; the next change is the next step. */
type Migration = (db: Kysely<unknown>, columns: PortableColumns, kind: DbKind) => Promise<void>

/** Steps by name, `<folder>-<number>-<what>`, e.g. `issuer-001-awards`. */
export type Migrations = Readonly<Record<string, Migration>>

/** The database holds a step that this program does not know: it was used by a newer one. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError'
}

/**
 * Brings the database to the newest step, each step in a transaction.
 *
 * @throws {NewerDatabaseError} when the database was migrated by a newer program
 */
export async function migrate(database: Database, migrations: Migrations): Promise<void> {
  const kysely = database.tables<unknown>()
  const portable = columns(database.kind)
  const migrator = new Migrator({
    db: kysely,
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, up]) => [
            name,
            { up: (db: Kysely<unknown>) => up(db, portable, database.kind) },
          ]),
        ),
    },
  })
  const applied = (await migrator.getMigrations()).length // creates nothing, reads what is known
  const { error, results } = await migrator.migrateToLatest()
  if (!error) return
  const failed = results?.find(({ status }) => status === 'Error')
  if (!failed && applied > 0 && String(error).includes('corrupted migrations')) {
    throw new NewerDatabaseError('the database was made by a newer version of Brevet', {
      cause: error,
    })
  }
  throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
}
