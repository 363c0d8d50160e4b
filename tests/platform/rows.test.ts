import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '../../platform/db/database.ts'
import { rowsOf } from '../../platform/db/rows.ts'
import { describeOnBothDatabases } from '../support/databases.ts'

interface Row {
  readonly text: string | null
  readonly number: number
}

describeOnBothDatabases('rows that the database reads from one text', {}, (database) => {
  const read = async (db: Database, rows: readonly (readonly [string | undefined, number])[]) =>
    (
      await sql<Row>`select value->>0 as text, cast(value->>1 as integer) as number from ${rowsOf(db, rows)}`.execute(
        db.tables(),
      )
    ).rows

  it('are those that were given, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.option(
              fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000')),
              { nil: undefined },
            ),
            fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
          ),
        ),
        async (rows) => {
          const expected = rows.map(([text, number]) => ({ text: text ?? null, number }))
          deepEqual(await read(database(), rows), expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are none of none, and no statement whatever stands in them', async () => {
    deepEqual(await read(database(), []), [])
    const text = `'); drop table x; -- "?" $1 \\ \u2028 '::json`
    deepEqual(await read(database(), [[text, 1]]), [{ text, number: 1 }])
  })
})
