import type { Migrations } from '../../platform/db/migrate.ts'
import { digestOfRows, type Match } from './crosswalk-rows.ts'

const PREFIX = 'crosswalk '

/** As they were before this step. */
type Before = {
  readonly skills_crosswalk: {
    readonly crosswalk: string
    readonly from_uri: string
    readonly to_uri: string
    readonly match: string
  }
  readonly skills_crosswalk_version: {
    readonly id: string
    readonly name: string
    readonly digest: string
    readonly row_count: number
    readonly imported_at: number
    readonly place: number
  }
}

/** Crosswalks that were taken in before there were versions are the first of their names. */
export const versionCrosswalks: Migrations[string] = async (db, columns) => {
  for (const column of ['from_label', 'to_label']) {
    await db.schema.alterTable('skills_crosswalk').addColumn(column, 'text').execute()
  }
  await db.schema
    .createTable('skills_crosswalk_version')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('row_count', 'integer', (column) => column.notNull())
    .addColumn('imported_at', columns.time, (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull().unique())
    .execute()
  await nameThoseOfBefore(db)
}

async function nameThoseOfBefore(db: Parameters<Migrations[string]>[0]): Promise<void> {
  const tables = db.withTables<Before>()
  const ids = await tables
    .selectFrom('skills_crosswalk')
    .select('crosswalk')
    .distinct()
    .orderBy('crosswalk')
    .execute()
  for (const [at, { crosswalk: id }] of ids.entries()) {
    const rows = await tables
      .selectFrom('skills_crosswalk')
      .select(['from_uri', 'to_uri', 'match'])
      .where('crosswalk', '=', id)
      .execute()
    const digest = digestOfRows(
      rows.map(({ from_uri: from, to_uri: to, match }) => ({ from, to, match: match as Match })),
    )
    const name = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id
    await tables
      .insertInto('skills_crosswalk_version')
      .values({ id, name, digest, row_count: rows.length, imported_at: 0, place: at + 1 })
      .execute()
  }
}
