import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface ShareRow {
  readonly id: string
  readonly credentialId: string
  readonly linkKey: Uint8Array
  readonly createdAt: UnixSeconds
  readonly expiresAt: UnixSeconds
  readonly views: number
  readonly viewedAt: UnixSeconds | undefined
  readonly viewLimit: number | undefined
  readonly hasPasscode: boolean
  readonly attemptsLeft: number | undefined
  readonly note: Uint8Array | undefined
}

/** One opening of a link, or a wrong guess at its passcode. Who it was is not recorded. */
export interface ShareAccess {
  readonly shareId: string
  readonly outcome: 'opened' | 'wrong-passcode'
  readonly at: UnixSeconds
}

const COLUMNS = [
  'id',
  'credential_id',
  'link_key',
  'created_at',
  'expires_at',
  'views',
  'viewed_at',
  'view_limit',
  'passcode',
  'attempts_left',
  'note',
] as const

/** Makes and ends links; what they open is ciphertext. */
export const shareStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    add: async (share: {
      readonly id: string
      readonly personId: string
      readonly credentialId: string
      readonly iv: Uint8Array
      readonly ciphertext: Uint8Array
      readonly linkKey: Uint8Array
      readonly createdAt: UnixSeconds
      readonly expiresAt: UnixSeconds
      readonly viewLimit: number | undefined
      readonly passcode: Uint8Array | undefined
      readonly attemptsLeft: number | undefined
      readonly note: Uint8Array | undefined
    }): Promise<void> => {
      await tables
        .insertInto('wallet_share')
        .values({
          id: share.id,
          person_id: share.personId,
          credential_id: share.credentialId,
          iv: share.iv,
          ciphertext: share.ciphertext,
          link_key: share.linkKey,
          created_at: share.createdAt,
          expires_at: share.expiresAt,
          views: 0,
          viewed_at: null,
          view_limit: share.viewLimit ?? null,
          passcode: share.passcode ?? null,
          attempts_left: share.attemptsLeft ?? null,
          note: share.note ?? null,
        })
        .execute()
    },
    remove: async (personId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_share')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    /** All links of a credential, or of the person. */
    removeAll: async (personId: string, credentialId?: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_share')
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** Finds links, and what they open. */
export const shareReader = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** Links of a credential, or of all, newest first. */
    list: async (personId: string, credentialId?: string): Promise<readonly ShareRow[]> => {
      const rows = await tables
        .selectFrom('wallet_share')
        .select(COLUMNS)
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        credentialId: row.credential_id,
        linkKey: row.link_key,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        views: row.views,
        viewedAt: row.viewed_at ?? undefined,
        viewLimit: row.view_limit ?? undefined,
        hasPasscode: row.passcode !== null,
        attemptsLeft: row.attempts_left ?? undefined,
        note: row.note ?? undefined,
      }))
    },
  }
}

/** When links were opened, for their owner alone. */
export const shareLog = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** Of every link of a profile, newest first. */
    all: async ({
      personId,
      profileId,
    }: {
      readonly personId: string
      readonly profileId: string
    }): Promise<readonly (ShareAccess & { readonly id: string })[]> => {
      const rows = await tables
        .selectFrom('wallet_share_access')
        .innerJoin('wallet_share', 'wallet_share.id', 'wallet_share_access.share_id')
        .innerJoin('wallet_credential', 'wallet_credential.id', 'wallet_share.credential_id')
        .select([
          'wallet_share_access.id',
          'wallet_share_access.share_id',
          'wallet_share_access.outcome',
          'wallet_share_access.at',
        ])
        .where('wallet_share.person_id', '=', personId)
        .where('wallet_credential.profile_id', '=', profileId)
        .orderBy('at', 'desc')
        .limit(500)
        .execute()
      return rows.map(({ share_id: shareId, outcome, ...rest }) => ({
        ...rest,
        shareId,
        outcome: outcome as ShareAccess['outcome'],
      }))
    },
    /** Newest first; the owner's alone. */
    of: async (
      personId: string,
      shareId: string,
    ): Promise<readonly Omit<ShareAccess, 'shareId'>[]> => {
      const rows = await tables
        .selectFrom('wallet_share_access')
        .innerJoin('wallet_share', 'wallet_share.id', 'wallet_share_access.share_id')
        .select(['wallet_share_access.outcome', 'wallet_share_access.at'])
        .where('wallet_share.person_id', '=', personId)
        .where('share_id', '=', shareId)
        .orderBy('at', 'desc')
        .orderBy('wallet_share_access.id', 'desc')
        .limit(200)
        .execute()
      return rows.map(({ outcome, at }) => ({ outcome: outcome as ShareAccess['outcome'], at }))
    },
  }
}

export type ShareDoor = ReturnType<typeof shareDoor>

/** What opening a link reads and counts. */
export const shareDoor = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    find: async (id: string) => {
      const row = await tables
        .selectFrom('wallet_share')
        .select(['expires_at', 'views', 'view_limit', 'passcode'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) return undefined
      const { expires_at: expiresAt, views, view_limit, passcode } = row
      const viewLimit = view_limit ?? undefined
      return { expiresAt, views, viewLimit, hasPasscode: passcode !== null }
    },
    /** Takes one guess; `undefined` when none is left. */
    takeAttempt: async (id: string) => {
      const row = await tables
        .updateTable('wallet_share')
        .set((eb) => ({ attempts_left: eb('attempts_left', '-', 1) }))
        .where('id', '=', id)
        .where('attempts_left', '>', 0)
        .returning(['passcode', 'attempts_left'])
        .executeTakeFirst()
      if (!row?.passcode) return undefined
      return { passcode: row.passcode, left: row.attempts_left ?? 0 }
    },
    giveAttemptBack: async (id: string): Promise<void> => {
      await tables
        .updateTable('wallet_share')
        .set((eb) => ({ attempts_left: eb('attempts_left', '+', 1) }))
        .where('id', '=', id)
        .execute()
    },
    /** What the link opens, counted; `undefined` when it has ended or was opened as often as it may be. */
    view: (id: string, now: UnixSeconds) =>
      tables
        .updateTable('wallet_share')
        .set((eb) => ({ views: eb('views', '+', 1), viewed_at: now }))
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .where((eb) =>
          eb.or([eb('view_limit', 'is', null), eb('views', '<', eb.ref('view_limit'))]),
        )
        .returning(['iv', 'ciphertext'])
        .executeTakeFirst(),
    log: async (id: string, { shareId, outcome, at }: ShareAccess): Promise<void> => {
      await tables
        .insertInto('wallet_share_access')
        .values({ id, share_id: shareId, outcome, at })
        .execute()
    },
  }
}
