import { type Kysely, sql } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { rowsOf } from '../../platform/db/rows.ts'
import type { IssuerRef } from '../signers.ts'
import type { StatusList, StatusPurpose } from './status-list.ts'
import type { StatusListTable, StatusListTables } from './tables.ts'

export interface ListKey {
  readonly issuerRef: IssuerRef
  readonly did: string
  readonly purpose: StatusPurpose
}

const LIST = [
  'id',
  'issuer_ref',
  'did',
  'purpose',
  'capacity',
  'version',
  'signed_version',
  'signed',
] as const

/** The lists themselves. */
export const listStore = (db: Db) => {
  const tables = db.tables<StatusListTables>()
  return { ...readingLists(tables), ...writingLists(tables), held: held(db) }
}

/** As `open`; on PostgreSQL whoever else wants to take many entries of the list waits for this transaction. */
const held =
  (db: Db) =>
  async (key: ListKey): Promise<StatusList | undefined> => {
    const query = openLists(db.tables<StatusListTables>(), key)
    const row = await (db.kind === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
    return row && fromRow(row)
  }

const openLists = (tables: Kysely<StatusListTables>, key: ListKey) =>
  tables
    .selectFrom('issuer_status_list')
    .select(LIST)
    .where('issuer_ref', '=', key.issuerRef)
    .where('did', '=', key.did)
    .where('purpose', '=', key.purpose)
    .where('state', '=', 'open')

const readingLists = (tables: Kysely<StatusListTables>) => ({
  /** Of every list there ever was. */
  ids: async (): Promise<readonly string[]> =>
    (await tables.selectFrom('issuer_status_list').select('id').orderBy('id').execute()).map(
      ({ id }) => id,
    ),
  byId: (id: string): Promise<StatusList | undefined> =>
    tables
      .selectFrom('issuer_status_list')
      .select(LIST)
      .where('id', '=', id)
      .executeTakeFirst()
      .then((row) => row && fromRow(row)),
  /** The list that new entries go to. */
  open: (key: ListKey): Promise<StatusList | undefined> =>
    openLists(tables, key)
      .executeTakeFirst()
      .then((row) => row && fromRow(row)),
})

const writingLists = (tables: Kysely<StatusListTables>) => ({
  /** Opens a list unless one is open for the same. */
  add: async (
    list: ListKey & { readonly id: string; readonly capacity: number },
    now: UnixSeconds,
  ): Promise<void> => {
    await tables
      .insertInto('issuer_status_list')
      .values({
        id: list.id,
        issuer_ref: list.issuerRef,
        did: list.did,
        purpose: list.purpose,
        capacity: list.capacity,
        state: 'open',
        version: 1,
        signed_version: null,
        signed: null,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
  close: async (id: string): Promise<void> => {
    await tables
      .updateTable('issuer_status_list')
      .set({ state: 'full' })
      .where('id', '=', id)
      .execute()
  },
  /** Counts a change of its entries. */
  touch: async (id: string): Promise<void> => {
    await tables
      .updateTable('issuer_status_list')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  },
  /** Keeps what was signed, unless something newer is kept already. */
  keepSigned: async (
    { id, version }: Pick<StatusList, 'id' | 'version'>,
    signed: string,
    now: UnixSeconds,
  ): Promise<void> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_status_list')
      .set({ signed, signed_version: version })
      .where('id', '=', id)
      .where((eb) => eb.or([eb('signed_version', 'is', null), eb('signed_version', '<', version)]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await tables
      .insertInto('issuer_status_state')
      .values({ list_id: id, version, signed, signed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
})

/** An entry that was given out. */
export interface EntryRef {
  readonly listId: string
  readonly index: number
}

/** The entries of lists. */
export const entryStore = (db: Db) => {
  const tables = db.tables<StatusListTables>()
  return { ...givenEntries(db, tables), ...readingEntries(tables), setIndexes: setIndexes(db) }
}

const givenEntries = (db: Db, tables: Kysely<StatusListTables>) => ({
  /** `false` when the index is taken. */
  take: async (
    { listId, index }: EntryRef,
    { recordId, purpose }: { readonly recordId: string; readonly purpose: StatusPurpose },
  ): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto('issuer_status_entry')
      .values({ list_id: listId, idx: index, purpose, record_id: recordId, value: 0 })
      .onConflict((conflict) => conflict.columns(['list_id', 'idx']).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
  /** Takes many of a list that is held. @returns those that were free */
  takeAll: async (
    listId: string,
    purpose: StatusPurpose,
    wanted: readonly { readonly index: number; readonly recordId: string }[],
  ): Promise<readonly { readonly index: number; readonly recordId: string }[]> => {
    if (wanted.length === 0) return []
    const rows = wanted.toSorted((a, b) => a.index - b.index)
    const { numAffectedRows } =
      await sql`insert into issuer_status_entry (list_id, idx, purpose, record_id, value)
        select ${listId}, cast(value->>0 as integer), ${purpose}, value->>1, 0
        from ${rowsOf(
          db,
          rows.map(({ index, recordId }) => [index, recordId]),
        )} where true
        on conflict (list_id, idx) do nothing`.execute(db.tables())
    if (numAffectedRows === BigInt(wanted.length)) return wanted
    const given = await tables
      .selectFrom('issuer_status_entry')
      .select(['idx', 'record_id'])
      .where(
        'record_id',
        'in',
        wanted.map(({ recordId }) => recordId),
      )
      .where('purpose', '=', purpose)
      .execute()
    return given.map(({ idx, record_id }) => ({ index: idx, recordId: record_id }))
  },
  /** Gives back the entries of records that came to nothing. */
  release: async (recordIds: readonly string[]): Promise<void> => {
    if (recordIds.length === 0) return
    await tables.deleteFrom('issuer_status_entry').where('record_id', 'in', recordIds).execute()
  },
})

const readingEntries = (tables: Kysely<StatusListTables>) => ({
  of: async (
    recordId: string,
  ): Promise<readonly { readonly purpose: StatusPurpose; readonly value: boolean }[]> => {
    const rows = await tables
      .selectFrom('issuer_status_entry')
      .select(['purpose', 'value'])
      .where('record_id', '=', recordId)
      .orderBy('purpose')
      .execute()
    return rows.map((row) => ({
      purpose: row.purpose as StatusPurpose,
      value: row.value === 1,
    }))
  },
  /** The lists that changed by it. */
  set: async (
    recordIds: readonly string[],
    purpose: StatusPurpose,
    value: boolean,
  ): Promise<readonly string[]> => {
    if (recordIds.length === 0) return []
    const rows = await tables
      .updateTable('issuer_status_entry')
      .set({ value: value ? 1 : 0 })
      .where('record_id', 'in', recordIds)
      .where('purpose', '=', purpose)
      .where('value', '=', value ? 0 : 1)
      .returning('list_id')
      .execute()
    return [...new Set(rows.map((row) => row.list_id))].sort()
  },
})

/**
 * Indexes whose bit is set, in any order.
 *
 * One text instead of a row for each; the value stands in the statement, since SQLite takes a partial index only then.
 */
const setIndexes =
  (db: Db) =>
  async (listId: string): Promise<readonly number[]> => {
    const all =
      db.kind === 'postgres'
        ? sql<string | null>`string_agg(idx::text, ',')`
        : sql<string | null>`group_concat(idx)`
    const row = await db
      .tables<StatusListTables>()
      .selectFrom('issuer_status_entry')
      .select(all.as('indexes'))
      .where('list_id', '=', listId)
      .where('value', '=', sql.lit(1))
      .executeTakeFirst()
    return row?.indexes ? row.indexes.split(',').map(Number) : []
  }

type ListRow = Pick<StatusListTable, (typeof LIST)[number]>

const fromRow = (row: ListRow): StatusList => ({
  id: row.id,
  issuerRef: row.issuer_ref as IssuerRef,
  did: row.did,
  purpose: row.purpose as StatusPurpose,
  capacity: row.capacity,
  version: row.version,
  signedVersion: row.signed_version ?? undefined,
  signed: row.signed ?? undefined,
})
