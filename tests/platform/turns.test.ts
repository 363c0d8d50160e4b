import { deepEqual, equal, rejects } from 'node:assert/strict'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { takeTurn } from '../../platform/db/turns.ts'
import { describeOnBothDatabases } from '../support/databases.ts'

interface Tables {
  readonly seat: { readonly room: string; readonly number: number }
}

const MOST = 3

describeOnBothDatabases('a turn at what is counted', {}, (db) => {
  beforeEach(() => sql`create table seat (room text, number integer)`.execute(db().tables()))

  const taken = async (on: Db, room: string) =>
    (
      await on
        .tables<Tables>()
        .selectFrom('seat')
        .select('number')
        .where('room', '=', room)
        .execute()
    ).length
  const sit = (room: string) =>
    db().transaction(async (tx) => {
      await takeTurn(tx, `seat ${room}`)
      const number = await taken(tx, room)
      if (number >= MOST) return false
      await tx.tables<Tables>().insertInto('seat').values({ room, number }).execute()
      return true
    })

  it('lets as many in as there is room for, however many come at once', async () => {
    const sat = await Promise.all(Array.from({ length: 10 }, () => sit('red')))
    equal(sat.filter(Boolean).length, MOST)
    const { rows } = await sql<{ number: number }>`select number from seat`.execute(db().tables())
    deepEqual(rows.map(({ number }) => number).sort(), [0, 1, 2])
  })

  it('is given back by a transaction that fails', async () => {
    await rejects(
      db().transaction(async (tx) => {
        await takeTurn(tx, 'seat red')
        throw new Error('fell over')
      }),
    )
    equal(await sit('red'), true)
  })

  it('is nobody’s outside a transaction', async () => {
    await rejects(takeTurn(db(), 'seat red'), /outside a transaction/)
  })
})
