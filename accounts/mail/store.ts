import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AccountsTables } from '../tables.ts'

export interface StoredMail {
  readonly id: string
  readonly recipient: string
  /** Sealed: a link that signs in stands in it. */
  readonly content: Uint8Array
  readonly createdAt: UnixSeconds
  readonly expiresAt: UnixSeconds
}

const COLUMNS = [
  'id',
  'recipient',
  'content',
  'created_at as createdAt',
  'expires_at as expiresAt',
] as const

/** Mails on their way out, or, in development, the inbox. */
export const mailStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    add: async (mail: StoredMail): Promise<void> => {
      await tables
        .insertInto('accounts_mail')
        .values({
          id: mail.id,
          recipient: mail.recipient,
          content: mail.content,
          created_at: mail.createdAt,
          expires_at: mail.expiresAt,
        })
        .execute()
    },

    byId: (id: string): Promise<StoredMail | undefined> =>
      tables.selectFrom('accounts_mail').select(COLUMNS).where('id', '=', id).executeTakeFirst(),

    /** Newest first. */
    newest: (limit: number): Promise<StoredMail[]> =>
      tables
        .selectFrom('accounts_mail')
        .select(COLUMNS)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute(),

    countTo: async (recipient: string): Promise<number> => {
      const { count } = await tables
        .selectFrom('accounts_mail')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('recipient', '=', recipient)
        .executeTakeFirstOrThrow()
      return count
    },

    remove: async (id: string): Promise<void> => {
      await tables.deleteFrom('accounts_mail').where('id', '=', id).execute()
    },

    removeExpired: async (now: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('accounts_mail').where('expires_at', '<=', now).execute()
    },

    removeTo: async (recipient: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_mail')
        .where('recipient', '=', recipient)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}
