import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletScope } from '../../platform/http/actor.ts'
import type { AccountsTables } from '../tables.ts'
import type { Asked, Grant, GrantState } from './grant.ts'

export const grantStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return { ...keeping(tables), ...stepping(tables), ...ending(tables) }
}

/** The update of a grant in this state: of two at the same time one is the first. */
const step = (tables: Kysely<AccountsTables>, id: string, from: GrantState) =>
  tables.updateTable('accounts_grant').where('id', '=', id).where('state', '=', from)

const stepping = (tables: Kysely<AccountsTables>) => ({
  /** `false` when it was answered before, or it was too late. */
  answer: async (
    id: string,
    by: {
      readonly personId: string
      readonly profileId: string
      readonly scopes: readonly WalletScope[]
      readonly codeHash: string
      readonly now: UnixSeconds
      readonly expiresAt: UnixSeconds
    },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await step(tables, id, 'asked')
      .set({
        state: 'answered',
        person_id: by.personId,
        profile_id: by.profileId,
        scopes: by.scopes.join(' '),
        code_hash: by.codeHash,
        given_at: by.now,
        expires_at: by.expiresAt,
      })
      .where('expires_at', '>', by.now)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  } /** `false` when the code was redeemed before. */,
  redeem: async (id: string, refreshHash: string, expiresAt: UnixSeconds): Promise<boolean> => {
    const { numUpdatedRows } = await step(tables, id, 'answered')
      .set({ state: 'live', refresh_hash: refreshHash, expires_at: expiresAt })
      .executeTakeFirst()
    return numUpdatedRows === 1n
  } /** `false` when the token was replaced before. */,
  rotate: async (
    id: string,
    tokens: { readonly from: string; readonly to: string; readonly expiresAt: UnixSeconds },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await step(tables, id, 'live')
      .set({ refresh_hash: tokens.to, expires_at: tokens.expiresAt })
      .where('refresh_hash', '=', tokens.from)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  } /** Notes the use, where the last one noted is older. */,
  use: async (id: string, at: UnixSeconds, unlessAfter: UnixSeconds): Promise<void> => {
    await step(tables, id, 'live')
      .set({ used_at: at })
      .where((is) => is.or([is('used_at', 'is', null), is('used_at', '<=', unlessAfter)]))
      .execute()
  },
})

const ending = (tables: Kysely<AccountsTables>) => ({
  /** `false` when the person has none in force under this id. */
  end: async (id: string, personId: string): Promise<boolean> => {
    const { numUpdatedRows } = await step(tables, id, 'live')
      .set({ state: 'ended', refresh_hash: null })
      .where('person_id', '=', personId)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  } /** Ends it whatever came of it. */,
  revoke: async (id: string): Promise<void> => {
    await tables
      .updateTable('accounts_grant')
      .set({ state: 'ended', refresh_hash: null })
      .where('id', '=', id)
      .execute()
  } /** Ends what the client had of this profile before. */,
  endOthers: async ({ id, clientId, personId, profileId }: Grant): Promise<void> => {
    await tables
      .updateTable('accounts_grant')
      .set({ state: 'ended', refresh_hash: null })
      .where('client_id', '=', clientId)
      .where('person_id', '=', personId ?? '')
      .where('profile_id', '=', profileId ?? '')
      .where('state', '=', 'live')
      .where('id', '!=', id)
      .execute()
  },
})

const keeping = (tables: Kysely<AccountsTables>) => ({
  add: async (
    grant: Pick<Grant, 'id' | 'clientId' | 'scopes' | 'asked' | 'expiresAt'> & {
      readonly requestHash: string
    },
  ): Promise<void> => {
    await tables
      .insertInto('accounts_grant')
      .values({
        id: grant.id,
        client_id: grant.clientId,
        person_id: null,
        profile_id: null,
        scopes: grant.scopes.join(' '),
        asked: JSON.stringify(grant.asked),
        state: 'asked',
        request_hash: grant.requestHash,
        code_hash: null,
        refresh_hash: null,
        given_at: null,
        used_at: null,
        expires_at: grant.expiresAt,
      })
      .execute()
  },
  remove: async (id: string): Promise<boolean> => {
    const { numDeletedRows } = await tables
      .deleteFrom('accounts_grant')
      .where('id', '=', id)
      .where('state', '=', 'asked')
      .executeTakeFirst()
    return numDeletedRows === 1n
  },
  removeExpired: async (before: UnixSeconds): Promise<void> => {
    await tables.deleteFrom('accounts_grant').where('expires_at', '<=', before).execute()
  },
  erase: async (personId: string): Promise<number> => {
    const { numDeletedRows } = await tables
      .deleteFrom('accounts_grant')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    return Number(numDeletedRows)
  },
})

export const grantReader = (db: Db) => {
  const grants = db.tables<AccountsTables>().selectFrom('accounts_grant').selectAll()
  const by = async (column: 'id' | 'request_hash' | 'code_hash', value: string) => {
    const row = await grants.where(column, '=', value).executeTakeFirst()
    return row && fromRow(row)
  }
  return {
    byId: (id: string) => by('id', id),
    byRequest: (requestHash: string) => by('request_hash', requestHash),
    byCode: (codeHash: string) => by('code_hash', codeHash),
    /** In force or not, newest first. */
    ofPerson: async (personId: string): Promise<readonly Grant[]> => {
      const rows = await grants.where('person_id', '=', personId).orderBy('id', 'desc').execute()
      return rows.map(fromRow)
    },
  }
}

const fromRow = (row: AccountsTables['accounts_grant']): Grant => ({
  id: row.id,
  clientId: row.client_id,
  personId: row.person_id ?? undefined,
  profileId: row.profile_id ?? undefined,
  scopes: row.scopes.split(' ') as WalletScope[],
  asked: JSON.parse(row.asked) as Asked,
  state: row.state as GrantState,
  refreshHash: row.refresh_hash ?? undefined,
  givenAt: row.given_at ?? undefined,
  usedAt: row.used_at ?? undefined,
  expiresAt: row.expires_at,
})
