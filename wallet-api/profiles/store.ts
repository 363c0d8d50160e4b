import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface ProfileRow {
  readonly id: string
  /** From 0. */
  readonly place: number
  readonly isDefault: boolean
  readonly record: Uint8Array | undefined
  readonly createdAt: UnixSeconds
}

/** Profiles of learners. Every statement names the learner: an id alone opens nothing. */
export const profileStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** In their order. */
    list: async (personId: string): Promise<readonly ProfileRow[]> => {
      const rows = await tables
        .selectFrom('wallet_profile')
        .select(['id', 'place', 'standard', 'record', 'created_at'])
        .where('person_id', '=', personId)
        .orderBy('place')
        .execute()
      return rows.map(({ standard, record, created_at, ...row }) => ({
        ...row,
        isDefault: standard === 1,
        record: record ? new Uint8Array(record) : undefined,
        createdAt: created_at,
      }))
    },
    /** `false` where its place, or its name among all, is taken. */
    add: async (personId: string, profile: ProfileRow): Promise<boolean> => {
      const { id, place, isDefault, record = null, createdAt: created_at } = profile
      const standard = isDefault ? 1 : 0
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('wallet_profile')
        .values({ id, person_id: personId, place, standard, record, created_at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    putRecord: async (personId: string, id: string, record: Uint8Array): Promise<void> => {
      await tables
        .updateTable('wallet_profile')
        .set({ record })
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .execute()
    },
    /** This one is used where none is named, and no other. */
    makeDefault: async (personId: string, id: string): Promise<void> => {
      await tables
        .updateTable('wallet_profile')
        .set((eb) => ({ standard: eb.case().when('id', '=', id).then(1).else(0).end() }))
        .where('person_id', '=', personId)
        .execute()
    },
    /** Holds a profile, or all of a learner's, to the end of the transaction. */
    hold: async (personId: string, id?: string): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('wallet_profile')
        .set((eb) => ({ place: eb.ref('place') }))
        .where('person_id', '=', personId)
        .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_profile')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

const OF_PROFILE = [
  'wallet_credential',
  'wallet_receiving',
  'wallet_presentation',
  'wallet_event',
  'wallet_holder_key',
] as const

const BESIDE_CREDENTIALS = ['wallet_share', 'wallet_work'] as const

/** What lies in one profile of a learner. */
export const profileContents = (db: Db, personId: string, profileId: string) => {
  const tables = db.tables<WalletTables>()
  const credentials = tables
    .selectFrom('wallet_credential')
    .select('id')
    .where('person_id', '=', personId)
    .where('profile_id', '=', profileId)
  const inside = async (table: 'wallet_credential' | 'wallet_presentation'): Promise<number> => {
    const row = await tables
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('person_id', '=', personId)
      .where('profile_id', '=', profileId)
      .executeTakeFirstOrThrow()
    return Number(row.total)
  }
  const beside = async (table: (typeof BESIDE_CREDENTIALS)[number]): Promise<number> => {
    const row = await tables
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('person_id', '=', personId)
      .where('credential_id', 'in', credentials)
      .executeTakeFirstOrThrow()
    return Number(row.total)
  }
  return {
    count: async () => ({
      credentials: await inside('wallet_credential'),
      links: await beside('wallet_share'),
      works: await beside('wallet_work'),
      presentations: await inside('wallet_presentation'),
    }),
    /** With the profile itself. */
    remove: async (): Promise<void> => {
      for (const table of BESIDE_CREDENTIALS) {
        const rows = tables.deleteFrom(table).where('person_id', '=', personId)
        await rows.where('credential_id', 'in', credentials).execute()
      }
      for (const table of OF_PROFILE) {
        const rows = tables.deleteFrom(table).where('person_id', '=', personId)
        await rows.where('profile_id', '=', profileId).execute()
      }
      const row = tables.deleteFrom('wallet_profile').where('person_id', '=', personId)
      await row.where('id', '=', profileId).execute()
    },
  }
}
