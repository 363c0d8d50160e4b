/**
 * One handle for SQLite and PostgreSQL, and for a transaction on either.
 *
 * @module
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import Sqlite from 'better-sqlite3'
import {
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { pgTypes } from './pg-types.ts'
import { remembering } from './statements.ts'

export type DbKind = 'sqlite' | 'postgres'

/** A database, or a transaction on it: what stores are made of. */
export interface Db {
  readonly kind: DbKind
  readonly isTransaction: boolean
  /**
   * Kysely over the tables `T` of one folder.
   *
   * @throws {Error} when the outer database is used inside a transaction: on SQLite that would wait
   *   for ever, on PostgreSQL it would quietly leave the transaction
   */
  tables<T>(): Kysely<T>
  /** Runs `work` in a transaction; joins the one this handle already stands for. */
  transaction<R>(work: (tx: Db) => Promise<R>): Promise<R>
}

/** The open database, owned by whoever opened it. */
export interface Database extends Db {
  /** The PostgreSQL pool, for libraries that bring their own SQL (job worker, rate limits). */
  readonly pool: pg.Pool | undefined
  /** The SQLite connection, for libraries that bring their own SQL. */
  readonly sqlite: Sqlite.Database | undefined
  ping(): Promise<void>
  close(): Promise<void>
}

const openTransactions = new AsyncLocalStorage<ReadonlySet<object>>()

/**
 * Opens SQLite in WAL mode.
 *
 * `synchronous = FULL`: a credential that was answered survives a power cut.
 *
 * @param file - path, or `:memory:`
 */
export function openSqlite(file: string): Database {
  const sqlite = new Sqlite(file)
  for (const pragma of [
    'journal_mode = WAL',
    'foreign_keys = ON',
    'busy_timeout = 5000', // milliseconds
    'synchronous = FULL',
    'secure_delete = ON', // what a person had erased is overwritten, not only unlinked
  ]) {
    sqlite.pragma(pragma)
  }
  const dialect = new SqliteDialect({ database: remembering(sqlite) })
  dialect.createAdapter = () => new TransactionalSqlite()
  const kysely = new Kysely<unknown>({ dialect })
  return database('sqlite', kysely, { sqlite, pool: undefined })
}

/** SQLite changes tables in transactions, so that a migration that fails leaves nothing behind. */
class TransactionalSqlite extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Opens a pool of connections to PostgreSQL. */
export function openPostgres(connectionString: string, max = 10): Database {
  const pool = new pg.Pool({ connectionString, max, types: pgTypes })
  // A connection that the server cuts while idle is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  return database('postgres', kysely, { sqlite: undefined, pool })
}

function database(
  kind: DbKind,
  kysely: Kysely<unknown>,
  owned: Pick<Database, 'pool' | 'sqlite'>,
): Database {
  const refuseInsideTransaction = () => {
    if (openTransactions.getStore()?.has(kysely)) {
      throw new Error('the database was used inside a transaction; pass the transaction on')
    }
  }
  return {
    kind,
    ...owned,
    isTransaction: false,
    tables: <T>() => {
      refuseInsideTransaction()
      return kysely as Kysely<T>
    },
    transaction: (work) => {
      refuseInsideTransaction()
      const open = new Set([...(openTransactions.getStore() ?? []), kysely])
      return openTransactions.run(open, () =>
        kysely.transaction().execute((transaction) => work(joined(kind, transaction))),
      )
    },
    ping: async () => {
      refuseInsideTransaction()
      await sql`select 1`.execute(kysely)
    },
    close: () => kysely.destroy(),
  }
}

function joined(kind: DbKind, transaction: Transaction<unknown>): Db {
  const handle: Db = {
    kind,
    isTransaction: true,
    tables: <T>() => transaction as Kysely<unknown> as Kysely<T>,
    transaction: (work) => work(handle),
  }
  return handle
}
