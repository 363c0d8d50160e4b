import { deepEqual, equal, throws } from 'node:assert/strict'
import Sqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'
import { remembering } from '../../platform/db/statements.ts'

describe('statements of SQLite that are kept', () => {
  let sqlite: Sqlite.Database
  let db: SqliteDatabase
  let prepared: string[]
  beforeEach(() => {
    sqlite = new Sqlite(':memory:')
    sqlite.exec('create table t (a integer); insert into t values (1), (2), (3)')
    prepared = []
    const counting = {
      prepare: (text: string) => {
        prepared.push(text)
        return sqlite.prepare(text)
      },
      close: () => sqlite.close(),
    }
    db = remembering(counting as unknown as Sqlite.Database)
  })
  afterEach(() => sqlite.close())

  it('are prepared once, and give what is there now', () => {
    const count = () => db.prepare('select count(*) as n from t').all([])
    deepEqual(count(), [{ n: 3 }])
    equal(db.prepare('insert into t values (?)').run([4]).changes, 1)
    deepEqual(count(), [{ n: 4 }])
    equal(prepared.filter((text) => text.startsWith('select')).length, 1)
  })

  it('see tables that were changed since', () => {
    const all = () => db.prepare('select * from t where a = ?').all([1])
    deepEqual(all(), [{ a: 1 }])
    sqlite.exec('alter table t add column b text')
    deepEqual(all(), [{ a: 1, b: null }])
    sqlite.exec('drop table t')
    throws(all, /no such table/)
  })

  it('do not stand in the way of each other when they are read row by row', () => {
    const text = 'select a from t order by a'
    const rows: unknown[] = []
    for (const row of db.prepare(text).iterate([])) {
      rows.push([row, db.prepare(text).all([]).length])
      for (const inner of db.prepare(text).iterate([])) rows.push(inner)
    }
    equal(rows.length, 12)
  })

  it('are no more than a few hundred, the last ones used', () => {
    for (let at = 0; at < 300; at++) {
      db.prepare(`select ${at}`).all([])
      db.prepare('select 0').all([])
    }
    equal(prepared.length, 300)
    db.prepare('select 1').all([])
    equal(prepared.length, 301)
  })

  it('are not kept when they are as long as lists can be', () => {
    const long = `select a from t where a in (${'1,'.repeat(9_000)}1)`
    db.prepare(long).all([])
    db.prepare(long).all([])
    equal(prepared.length, 2)
  })

  it('are refused as SQLite refuses them', () => {
    throws(() => db.prepare('select a from nowhere'), /no such table/)
  })
})
