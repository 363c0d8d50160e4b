import { CompiledQuery } from 'kysely'
import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { HttpTables } from './tables.ts'

export interface Claim {
  readonly keyHash: string
  readonly fingerprint: string
  readonly holder: string
  readonly heldUntil: UnixSeconds
  readonly expiresAt: UnixSeconds
}

export interface IdempotencyStore {
  /** `true` when the caller may work: the key is new, expired, or left by a holder that is gone. */
  claim(claim: Claim, now: UnixSeconds): Promise<boolean>
  find(keyHash: string): Promise<{ fingerprint: string; answer: Uint8Array | null } | undefined>
  /** The fingerprint is known at last where the body was read as it came. */
  answer(
    claim: Pick<Claim, 'keyHash' | 'holder' | 'fingerprint'>,
    answer: Uint8Array,
  ): Promise<void>
  /** Goes on holding the key. */
  hold(claim: Pick<Claim, 'keyHash' | 'holder' | 'heldUntil'>): Promise<void>
  release(keyHash: string, holder: string): Promise<void>
  /** Removes what has expired; returns how many. */
  sweep(now: UnixSeconds): Promise<number>
}

export const idempotencyStore = (db: Db): IdempotencyStore => ({
  claim: (claim, now) => claimKey(db, claim, now),

  find: (keyHash) =>
    db
      .tables<HttpTables>()
      .selectFrom('http_idempotency')
      .select(['fingerprint', 'answer'])
      .where('key_hash', '=', keyHash)
      .executeTakeFirst(),

  answer: async ({ keyHash, holder, fingerprint }, answer) => {
    await db
      .tables<HttpTables>()
      .updateTable('http_idempotency')
      .set({ answer, fingerprint })
      .where('key_hash', '=', keyHash)
      .where('holder', '=', holder)
      .execute()
  },

  hold: async ({ keyHash, holder, heldUntil }) => {
    await db
      .tables<HttpTables>()
      .updateTable('http_idempotency')
      .set({ held_until: heldUntil })
      .where('key_hash', '=', keyHash)
      .where('holder', '=', holder)
      .execute()
  },

  release: async (keyHash, holder) => {
    await db
      .tables<HttpTables>()
      .deleteFrom('http_idempotency')
      .where('key_hash', '=', keyHash)
      .where('holder', '=', holder)
      .execute()
  },

  sweep: async (now) => {
    const swept = await db
      .tables<HttpTables>()
      .deleteFrom('http_idempotency')
      .where('expires_at', '<=', now)
      .executeTakeFirst()
    return Number(swept.numDeletedRows)
  },
})

async function claimKey(db: Db, claim: Claim, now: UnixSeconds): Promise<boolean> {
  const row = {
    key_hash: claim.keyHash,
    fingerprint: claim.fingerprint,
    answer: null,
    holder: claim.holder,
    held_until: claim.heldUntil,
    expires_at: claim.expiresAt,
  }
  const claimed = await db
    .tables<HttpTables>()
    .insertInto('http_idempotency')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('key_hash')
        .doUpdateSet(row)
        .where((eb) =>
          eb.or([
            eb('http_idempotency.expires_at', '<=', now),
            eb.and([
              eb('http_idempotency.answer', 'is', null),
              eb('http_idempotency.held_until', '<=', now),
              eb('http_idempotency.fingerprint', '=', claim.fingerprint),
            ]),
          ]),
        ),
    )
    .executeTakeFirst()
  return claimed.numInsertedOrUpdatedRows === 1n
}

/**
 * The SQLite connection as the library wants it, its statements in turn with all others: written past
 * Kysely they would fall into whatever transaction is open, and be lost with it.
 */
export function statementsInTurn(db: Pick<Db, 'tables'>): object {
  const prepare = (query: string) => ({
    get: async (...parameters: readonly unknown[]): Promise<unknown> => {
      const compiled = CompiledQuery.raw(query, [...parameters])
      const { rows } = await db.tables<object>().executeQuery(compiled)
      return rows[0]
    },
  })
  return { prepare, transaction: (work: () => unknown) => work }
}
