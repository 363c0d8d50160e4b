import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Waits until no other transaction has the same name, and has it to the end of this one: what is counted
 * after it is what there is, until what is added is there too.
 *
 * A count under READ COMMITTED does not see what others add at that moment. On SQLite there is one
 * transaction that writes at a time.
 *
 * @param tx - a transaction; outside of one nothing would be held
 * @param name - of what is counted and whose it is, e.g. `wallet_work 7f3a`
 */
export async function takeTurn(tx: Db, name: string): Promise<void> {
  if (!tx.isTransaction) throw new Error(`a turn at ${name} is taken outside a transaction`)
  if (tx.kind === 'sqlite') return
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx.tables())
}
