import type { Kysely } from 'kysely'
import type { JsonObject } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { VerifierTables, WatchTable } from '../tables.ts'
import type { DeliveryState, Watch, WatchedStatus } from './watch.ts'

const WATCH = [
  ...(['id', 'tenant_id', 'callback_url', 'reference', 'credential_id', 'issuer'] as const),
  ...(['entries', 'status', 'status_since', 'version', 'read_at', 'unread'] as const),
  ...(['delivery', 'answer', 'tries', 'paused'] as const),
] as const

export const watchStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return { ...reading(tables), ...adding(tables), ...changing(tables) }
}

const adding = (tables: Kysely<VerifierTables>) => ({
  add: async (watch: Watch, secret: Uint8Array): Promise<void> => {
    const { id, reference, issuer, status, version, unread, delivery, answer } = watch
    await tables
      .insertInto('verifier_watch')
      .values({
        ...{ id, issuer, status, version, secret },
        tenant_id: watch.tenantId,
        callback_url: watch.callbackUrl,
        credential_id: watch.credentialId ?? null,
        entries: JSON.stringify(watch.entries),
        status_since: watch.statusSince,
        read_at: watch.readAt,
        reference: reference ?? null,
        unread: unread ?? null,
        delivery: delivery ?? null,
        answer: answer ?? null,
        tries: 0,
        paused: watch.paused ? 1 : 0,
      })
      .execute()
  },
  /** @returns whether it was there */
  remove: async (id: string): Promise<boolean> => {
    const { numDeletedRows } = await tables
      .deleteFrom('verifier_watch')
      .where('id', '=', id)
      .executeTakeFirst()
    return numDeletedRows > 0n
  },
})

const reading = (tables: Kysely<VerifierTables>) => {
  const select = () => tables.selectFrom('verifier_watch').select(WATCH)
  return {
    byId: async (id: string): Promise<Watch | undefined> => {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },
    secretOf: async (id: string): Promise<Uint8Array | undefined> =>
      (
        await tables
          .selectFrom('verifier_watch')
          .select('secret')
          .where('id', '=', id)
          .executeTakeFirst()
      )?.secret,
    ofTenant: async (tenantId: string, limit: number): Promise<readonly Watch[]> => {
      const rows = await select()
        .where('tenant_id', '=', tenantId)
        .orderBy('status_since', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
    count: async (tenantId: string): Promise<number> => {
      const { count } = await tables
        .selectFrom('verifier_watch')
        .select((eb) => eb.fn.countAll<number | bigint | string>().as('count'))
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }
}

const changing = (tables: Kysely<VerifierTables>) => {
  const update = (id: string) => tables.updateTable('verifier_watch').where('id', '=', id)
  return {
    keepReading: async (
      { id }: Pick<Watch, 'id'>,
      { readAt, unread }: { readonly readAt?: UnixSeconds; readonly unread: string | null },
    ): Promise<void> => {
      await update(id)
        .set({ unread, ...(readAt === undefined ? {} : { read_at: readAt }) })
        .execute()
    },
    /** @returns `false` when somebody else saw the change first */
    change: async (
      { id, version }: Pick<Watch, 'id' | 'version'>,
      { status, at }: { readonly status: WatchedStatus; readonly at: UnixSeconds },
    ): Promise<boolean> => {
      const { numUpdatedRows } = await update(id)
        .where('version', '=', version)
        .set({
          ...{ status, status_since: at, read_at: at, version: version + 1 },
          ...{ unread: null, delivery: 'waiting', answer: null, tries: 0 },
        })
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    pause: async (id: string, paused: boolean): Promise<void> => {
      await update(id)
        .set({ paused: paused ? 1 : 0 })
        .execute()
    },
    /** Notes how the change of a version was told, unless a newer one came since. */
    keepDelivery: async (
      { id, version }: Pick<Watch, 'id' | 'version'>,
      told: {
        readonly state: DeliveryState
        readonly answer: string
        readonly tries: number
      },
    ): Promise<void> => {
      const { state, answer, tries } = told
      await update(id)
        .where('version', '=', version)
        .set({ delivery: state, answer, tries })
        .execute()
    },
    /** Lets the last change be told once more, from the first try on. */
    wait: async ({ id, version }: Pick<Watch, 'id' | 'version'>): Promise<void> => {
      await update(id)
        .where('version', '=', version)
        .set({ delivery: 'waiting', tries: 0 })
        .execute()
    },
  }
}

type Row = Pick<WatchTable, (typeof WATCH)[number]>

const fromRow = (row: Row): Watch => ({
  id: row.id,
  tenantId: row.tenant_id,
  callbackUrl: row.callback_url,
  reference: row.reference ?? undefined,
  credentialId: row.credential_id ?? undefined,
  issuer: row.issuer,
  entries: JSON.parse(row.entries) as JsonObject,
  status: row.status as WatchedStatus,
  statusSince: row.status_since,
  version: row.version,
  readAt: row.read_at,
  unread: row.unread ?? undefined,
  delivery: (row.delivery ?? undefined) as DeliveryState | undefined,
  answer: row.answer ?? undefined,
  tries: row.tries,
  paused: row.paused === 1,
})
