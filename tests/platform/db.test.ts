import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { columns } from '../../platform/db/columns.ts'
import { openSqlite } from '../../platform/db/database.ts'
import { type Migrations, migrate, NewerDatabaseError } from '../../platform/db/migrate.ts'
import { pgTypes } from '../../platform/db/pg-types.ts'
import { describeOnBothDatabases, openTestDatabase } from '../support/databases.ts'

interface Tables {
  value: {
    id: string
    big: number
    bytes: Uint8Array
    json: string
    flag: number
    time: number
  }
}

const values: Migrations = {
  'value-001': async (db, column) => {
    await db.schema
      .createTable('value')
      .addColumn('id', 'text', (id) => id.primaryKey())
      .addColumn('big', column.bigint)
      .addColumn('bytes', column.bytes)
      .addColumn('json', column.json)
      .addColumn('flag', column.flag)
      .addColumn('time', column.time)
      .execute()
  },
}

const row = {
  id: 'a',
  big: Number.MAX_SAFE_INTEGER,
  bytes: new Uint8Array([0, 1, 254, 255]),
  json: '{"a":[1,"é",null]}',
  flag: 1,
  time: 1_800_000_000,
}

describeOnBothDatabases('portable columns', values, (open) => {
  it('give back what was put in, of the same types', async () => {
    const table = open().tables<Tables>()
    await table.insertInto('value').values(row).execute()
    const read = await table
      .selectFrom('value')
      .select(['id', 'big', 'bytes', 'json', 'flag', 'time'])
      .executeTakeFirstOrThrow()
    deepEqual({ ...read, bytes: new Uint8Array(read.bytes) }, row)
  })

  it('count and sum as numbers', async () => {
    const table = open().tables<Tables>()
    for (const id of ['a', 'b']) {
      await table
        .insertInto('value')
        .values({ ...row, id, big: 7 })
        .execute()
    }
    const { count } = await table
      .selectFrom('value')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    equal(count, 2)
  })

  it('tell how many rows a statement touched, on both alike', async () => {
    const table = open().tables<Tables>()
    await table.insertInto('value').values(row).execute()
    const again = await table
      .insertInto('value')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    equal(again.numInsertedOrUpdatedRows, 0n)
    const updated = await table.updateTable('value').set({ flag: 0 }).executeTakeFirst()
    equal(updated.numUpdatedRows, 1n)
  })

  it('answer when asked whether the database is there', async () => {
    await open().ping()
    await rejects(
      open().transaction(async () => {
        await open().ping()
      }),
      /pass the transaction on/,
    )
  })

  it('stay apart from another database inside a transaction', async () => {
    const [other, close] = await openTestDatabase('sqlite', values)
    await open().transaction(async (tx) => {
      await tx.tables<Tables>().insertInto('value').values(row).execute()
      await other.tables<Tables>().insertInto('value').values(row).execute()
    })
    await close()
  })

  it('keep nothing of a nested transaction whose outer one fails later', async () => {
    const failing = open().transaction(async (tx) => {
      await tx.transaction(async (inner) => {
        await inner.tables<Tables>().insertInto('value').values(row).execute()
      })
      equal(tx.isTransaction, true)
      throw new Error('later')
    })
    await rejects(failing, { message: 'later' })
    const left = await open().tables<Tables>().selectFrom('value').select('id').execute()
    deepEqual(left, [])
  })
})

describeOnBothDatabases('migrations', {}, (open) => {
  const exists = async (table: string): Promise<boolean> =>
    sql`select 1 from ${sql.table(table)}`.execute(open().tables()).then(
      () => true,
      () => false,
    )
  const making =
    (table: string): Migrations[string] =>
    async (db) => {
      await db.schema.createTable(table).addColumn('id', 'text').execute()
    }

  it('run once, and later ones after them', async () => {
    await migrate(open(), { 'b-001': making('b') })
    await migrate(open(), { 'b-001': making('b'), 'b-002': making('b2') })
    deepEqual([await exists('b'), await exists('b2')], [true, true])
  })

  it('may come from a folder that sorts before others', async () => {
    await migrate(open(), { 'b-001': making('b') })
    await migrate(open(), { 'a-001': making('a'), 'b-001': making('b') })
    equal(await exists('a'), true)
  })

  it('tell which one failed, and leave nothing of it', async () => {
    const failing = migrate(open(), {
      'a-001': async (db, column, kind) => {
        await making('half')(db, column, kind)
        throw new Error('broken')
      },
    })
    await rejects(failing, { message: 'migration a-001 failed' })
    equal(await exists('half'), false)
    await migrate(open(), { 'a-001': making('whole') })
    equal(await exists('whole'), true)
  })

  it('do not touch a database that a newer program has migrated', async () => {
    await migrate(open(), { 'a-001': making('a'), 'a-002': making('a2') })
    await rejects(migrate(open(), { 'a-001': making('a'), 'a-003': making('a3') }), (error) => {
      ok(error instanceof NewerDatabaseError)
      equal(error.message.split('\n').length, 1)
      return true
    })
    equal(await exists('a3'), false)
  })

  it('know the database they run on', async () => {
    await migrate(open(), {
      'a-001': async (_db, column, kind) => {
        deepEqual(Object.keys(column), Object.keys(columns(kind)))
        equal(kind, open().kind)
      },
    })
  })
})

describe('integers of PostgreSQL', () => {
  const parse = pgTypes.getTypeParser(20) as (text: string) => unknown

  it('come as numbers', () => {
    equal(parse('9007199254740991'), Number.MAX_SAFE_INTEGER)
    equal(parse('-7'), -7)
  })

  it('are refused where a number cannot hold them', () => {
    for (const text of ['9007199254740992', '-9007199254740992', '9223372036854775807']) {
      throws(() => parse(text), RangeError)
    }
  })

  it('leave times as text, and the rest to the driver', () => {
    const time = pgTypes.getTypeParser(1184) as (text: string) => unknown
    equal(time('2026-11-22 09:30:00+00'), '2026-11-22 09:30:00+00')
    const flag = pgTypes.getTypeParser(16) as (text: string) => unknown
    equal(flag('t'), true)
  })
})

describe('a SQLite file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-db-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('survives a power cut after an answer, and checks its keys', async () => {
    const database = openSqlite(join(folder, 'a.sqlite'))
    const pragma = (name: string) => database.sqlite?.pragma(name, { simple: true })
    equal(pragma('journal_mode'), 'wal')
    equal(pragma('synchronous'), 2)
    equal(pragma('foreign_keys'), 1)
    equal(pragma('secure_delete'), 1)
    await database.close()
  })

  it('holds nothing of what was deleted', async () => {
    const file = join(folder, 'a.sqlite')
    const database = openSqlite(file)
    await migrate(database, values)
    const table = database.tables<Tables>()
    await table
      .insertInto('value')
      .values({ ...row, json: 's3cret-of-ada' })
      .execute()
    database.sqlite?.pragma('wal_checkpoint(TRUNCATE)')
    equal((await readFile(file)).includes('s3cret-of-ada'), true)
    await table.deleteFrom('value').execute()
    database.sqlite?.pragma('wal_checkpoint(TRUNCATE)')
    equal((await readFile(file)).includes('s3cret-of-ada'), false)
    await database.close()
  })
})
