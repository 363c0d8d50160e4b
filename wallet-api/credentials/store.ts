import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface SealedCredential {
  readonly id: string
  readonly profileId: string
  readonly summary: Uint8Array
  readonly receivedAt: UnixSeconds
}

/** Keeps and removes credentials of learners, sealed. Every statement names the learner: an id alone opens nothing. */
export const credentialStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** @returns the id under which it is kept: an earlier one when it was there already */
    add: async (credential: {
      readonly id: string
      readonly personId: string
      readonly profileId: string
      readonly digest: string
      readonly summary: Uint8Array
      readonly document: Uint8Array
      readonly receivedAt: UnixSeconds
    }): Promise<string> => {
      const { id, personId, profileId, digest, summary, document, receivedAt } = credential
      await tables
        .insertInto('wallet_credential')
        .values({
          id,
          person_id: personId,
          profile_id: profileId,
          digest,
          summary,
          document,
          received_at: receivedAt,
        })
        .onConflict((conflict) => conflict.columns(['person_id', 'digest']).doNothing())
        .execute()
      const row = await tables
        .selectFrom('wallet_credential')
        .select('id')
        .where('person_id', '=', personId)
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow()
      return row.id
    },
    putSummary: async (personId: string, id: string, summary: Uint8Array): Promise<void> => {
      await tables
        .updateTable('wallet_credential')
        .set({ summary })
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .execute()
    },
    remove: async (personId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_credential')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_credential')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** Takes credentials from one profile to another. */
export const credentialMover = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** `false` where the same credential is there already. */
    move: async (
      personId: string,
      id: string,
      { profileId, digest }: { readonly profileId: string; readonly digest: string },
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('wallet_credential')
        .set({ profile_id: profileId, digest })
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('wallet_credential as other')
                .select('other.id')
                .where('other.person_id', '=', personId)
                .where('other.digest', '=', digest),
            ),
          ),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

/** Finds credentials of a learner. */
export const credentialReader = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    count: async (personId: string): Promise<number> => {
      const row = await tables
        .selectFrom('wallet_credential')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return Number(row.total)
    },
    /** Of a profile, or of the person; newest first. */
    list: async (personId: string, profileId?: string): Promise<readonly SealedCredential[]> => {
      const rows = await tables
        .selectFrom('wallet_credential')
        .select(['id', 'profile_id', 'summary', 'received_at'])
        .where('person_id', '=', personId)
        .$if(profileId !== undefined, (query) => query.where('profile_id', '=', profileId ?? ''))
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(({ profile_id, received_at, ...row }) => ({
        ...row,
        profileId: profile_id,
        receivedAt: received_at,
      }))
    },
    find: async (
      personId: string,
      id: string,
    ): Promise<(SealedCredential & { readonly document: Uint8Array }) | undefined> => {
      const row = await tables
        .selectFrom('wallet_credential')
        .select(['id', 'profile_id', 'summary', 'document', 'received_at'])
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) return undefined
      const { profile_id: profileId, received_at: receivedAt, ...rest } = row
      return { ...rest, profileId, receivedAt }
    },
  }
}
