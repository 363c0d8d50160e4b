import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { Migrations } from '../../platform/db/migrate.ts'
import { migrate, NewerDatabaseError } from '../../platform/db/migrate.ts'
import { describeOnBothDatabases } from '../support/databases.ts'

interface Tables {
  thing: { id: string; amount: number; bytes: Uint8Array }
}

const migrations: Migrations = {
  'thing-001': async (db, columns) => {
    await db.schema
      .createTable('thing')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('amount', columns.bigint, (column) => column.notNull())
      .addColumn('bytes', columns.bytes, (column) => column.notNull())
      .execute()
  },
}

describeOnBothDatabases('a database', migrations, (open) => {
  const rows = () => open().tables<Tables>().selectFrom('thing').select(['id', 'amount']).execute()
  const row = (id: string) => ({ id, amount: 2 ** 40, bytes: new Uint8Array([1, 2]) })

  it('keeps what a transaction wrote', async () => {
    await open().transaction(async (tx) => {
      await tx.tables<Tables>().insertInto('thing').values(row('a')).execute()
    })
    deepEqual(await rows(), [{ id: 'a', amount: 2 ** 40 }])
  })

  it('keeps nothing of a transaction that failed', async () => {
    const failing = open().transaction(async (tx) => {
      await tx.tables<Tables>().insertInto('thing').values(row('a')).execute()
      throw new Error('no')
    })
    await rejects(failing, { message: 'no' })
    deepEqual(await rows(), [])
  })

  it('joins the transaction it is in', async () => {
    const failing = open().transaction(async (tx) => {
      await tx.transaction(async (inner) => {
        await inner.tables<Tables>().insertInto('thing').values(row('a')).execute()
      })
      throw new Error('no')
    })
    await rejects(failing)
    deepEqual(await rows(), [])
  })

  it('refuses the outer handle inside a transaction, where it would hang or leave it', async () => {
    const misused = open().transaction(async () => {
      await rows()
    })
    await rejects(misused, /pass the transaction on/)
  })

  it('lets transactions of others run at the same time', async () => {
    const written = await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        open().transaction(async (tx) => {
          await tx.tables<Tables>().insertInto('thing').values(row(id)).execute()
          return id
        }),
      ),
    )
    deepEqual(written, ['a', 'b', 'c'])
    equal((await rows()).length, 3)
  })

  it('is migrated again without a change', async () => {
    await migrate(open(), migrations)
    deepEqual(await rows(), [])
  })

  it('refuses a database that a newer program has migrated', async () => {
    await rejects(migrate(open(), { 'other-001': async () => {} }), NewerDatabaseError)
  })
})
