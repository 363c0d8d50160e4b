import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface SealedWork {
  readonly id: string
  readonly credentialId: string
  readonly record: Uint8Array
  readonly createdAt: UnixSeconds
}

/** Works that learners put beside their credentials, sealed. */
export const workStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    add: async (personId: string, work: SealedWork): Promise<void> => {
      const { id, credentialId: credential_id, record, createdAt: created_at } = work
      await tables
        .insertInto('wallet_work')
        .values({ id, person_id: personId, credential_id, record, created_at })
        .execute()
    },
    /** Of one credential, or of all; oldest first. */
    list: async (personId: string, credentialId?: string): Promise<readonly SealedWork[]> => {
      const rows = await tables
        .selectFrom('wallet_work')
        .select(['id', 'credential_id', 'record', 'created_at'])
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(({ credential_id, created_at, ...row }) => ({
        ...row,
        credentialId: credential_id,
        createdAt: created_at,
      }))
    },
    remove: async (personId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_work')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    /** All of a credential, or of the person. */
    removeAll: async (personId: string, credentialId?: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_work')
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
