import { sql } from 'kysely'
import type { Migrations } from '../../platform/db/migrate.ts'

/** What a learner held before there were profiles is of the first, which has no name yet. */
export const profileMigrations: Migrations = {
  'wallet-007-profile': async (db, columns) => {
    await db.schema
      .createTable('wallet_profile')
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('standard', 'integer', (column) => column.notNull())
      .addColumn('record', columns.bytes)
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_profile_key', ['person_id', 'id'])
      .addUniqueConstraint('wallet_profile_place', ['person_id', 'place'])
      .addCheckConstraint('wallet_profile_most', sql`place between 0 and 9`)
      .execute()
    await sql`insert into wallet_profile (id, person_id, place, standard, created_at)
      select 'first', person_id, 0, 1, min(created_at) from wallet_unlocker group by person_id`.execute(
      db,
    )
    for (const table of ['credential', 'receiving', 'presentation', 'event']) {
      await db.schema
        .alterTable(`wallet_${table}`)
        .addColumn('profile_id', 'text', (column) => column.notNull().defaultTo('first'))
        .execute()
    }
    await db.schema
      .createTable('wallet_holder_key_of_profile')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('profile_id', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('sealed', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_holder_key_of_profile_key', [
        'person_id',
        'profile_id',
        'algorithm',
      ])
      .execute()
    await sql`insert into wallet_holder_key_of_profile
      (person_id, profile_id, algorithm, sealed, created_at)
      select person_id, 'first', algorithm, sealed, created_at from wallet_holder_key`.execute(db)
    await db.schema.dropTable('wallet_holder_key').execute()
    await db.schema
      .alterTable('wallet_holder_key_of_profile')
      .renameTo('wallet_holder_key')
      .execute()
  },
}
