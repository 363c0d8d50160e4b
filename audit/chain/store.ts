import type { Kysely } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AuditTables, EntryTable } from '../tables.ts'
import type { Json } from './canonical-json.ts'
import { type ChainState, type Entry, GENESIS } from './entry.ts'

export interface PersonalPart {
  readonly entryId: string
  readonly personId: string
  readonly payload: Uint8Array
}

const ENTRY = [
  'id',
  'tenant_id',
  'seq',
  'previous_hash',
  'hash',
  'kind',
  'subject_id',
  'facts',
  'personal_digest',
  'at',
] as const

/** Chains and their entries. */
export const chainStore = (db: Db) => {
  const tables = db.tables<AuditTables>()
  return {
    /**
     * Takes the next place of the chain; until the transaction ends nobody else gets one.
     *
     * @returns the place, and the hash of the entry before
     */
    takePlace: async (tenantId: string): Promise<ChainState> => {
      const place = (await nextPlace(tables, tenantId)) ?? (await firstPlace(tables, tenantId))
      if (!place) throw new Error(`the chain of ${tenantId} cannot be opened`)
      return place
    },
    append: async (entry: Entry): Promise<void> => {
      await tables.insertInto('audit_entry').values(toEntryRow(entry)).execute()
      await tables
        .updateTable('audit_chain')
        .set({ hash: entry.hash })
        .where('tenant_id', '=', entry.tenantId)
        .execute()
    },
    head: (tenantId: string): Promise<ChainState | undefined> =>
      tables
        .selectFrom('audit_chain')
        .select(['seq', 'hash'])
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst(),
    /** Entries after a place, in order, `limit` at the most. */
    page: async (tenantId: string, after: number, limit: number): Promise<readonly Entry[]> => {
      const rows = await tables
        .selectFrom('audit_entry')
        .select(ENTRY)
        .where('tenant_id', '=', tenantId)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(fromEntryRow)
    },
  }
}

const nextPlace = (
  tables: Kysely<AuditTables>,
  tenantId: string,
): Promise<ChainState | undefined> =>
  tables
    .updateTable('audit_chain')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .returning(['seq', 'hash'])
    .executeTakeFirst()

async function firstPlace(
  tables: Kysely<AuditTables>,
  tenantId: string,
): Promise<ChainState | undefined> {
  await tables
    .insertInto('audit_chain')
    .values({ tenant_id: tenantId, seq: 0, hash: GENESIS })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return nextPlace(tables, tenantId)
}

/** What entries tell about people, encrypted, apart from the chain. */
export const personalStore = (db: Db) => {
  const tables = db.tables<AuditTables>()
  return {
    keepPersonal: async ({ entryId, personId, payload }: PersonalPart): Promise<void> => {
      await tables
        .insertInto('audit_personal')
        .values({ entry_id: entryId, person_id: personId, payload })
        .execute()
    },
    personalPayloads: async (entryIds: readonly string[]): Promise<Map<string, Uint8Array>> => {
      if (entryIds.length === 0) return new Map()
      const rows = await tables
        .selectFrom('audit_personal')
        .select(['entry_id', 'payload'])
        .where('entry_id', 'in', entryIds)
        .execute()
      return new Map(rows.map((row) => [row.entry_id, new Uint8Array(row.payload)]))
    },
    /** Entries that tell about a person, with their encrypted part. */
    ofPerson: async (
      personId: string,
    ): Promise<readonly { readonly entry: Entry; readonly payload: Uint8Array }[]> => {
      const rows = await tables
        .selectFrom('audit_personal')
        .innerJoin('audit_entry', 'audit_entry.id', 'audit_personal.entry_id')
        .select(ENTRY.map((column) => `audit_entry.${column}` as const))
        .select('audit_personal.payload')
        .where('audit_personal.person_id', '=', personId)
        .orderBy('audit_entry.at')
        .orderBy('audit_entry.seq')
        .execute()
      return rows.map((row) => ({
        entry: fromEntryRow(row),
        payload: new Uint8Array(row.payload),
      }))
    },
  }
}

/** The keys that personal parts are encrypted under, wrapped. */
export const personKeyStore = (db: Db) => {
  const tables = db.tables<AuditTables>()
  const get = (personId: string): Promise<Uint8Array | undefined> =>
    tables
      .selectFrom('audit_person_key')
      .select('wrapped')
      .where('person_id', '=', personId)
      .executeTakeFirst()
      .then((row) => row && new Uint8Array(row.wrapped))
  return {
    get,
    /** Keeps the key unless the person has one; gives the one that stands. */
    ensure: async (personId: string, wrapped: Uint8Array): Promise<Uint8Array> => {
      await tables
        .insertInto('audit_person_key')
        .values({ person_id: personId, wrapped })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return (await get(personId)) ?? wrapped
    },
    /** Removes the key and everything encrypted under it; gives the rows removed. */
    erase: async (personId: string): Promise<number> => {
      const parts = await tables
        .deleteFrom('audit_personal')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      const keys = await tables
        .deleteFrom('audit_person_key')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(parts.numDeletedRows + keys.numDeletedRows)
    },
  }
}

const toEntryRow = (entry: Entry): EntryTable => ({
  id: entry.id,
  tenant_id: entry.tenantId,
  seq: entry.seq,
  previous_hash: entry.previousHash,
  hash: entry.hash,
  kind: entry.kind,
  subject_id: entry.subjectId,
  facts: JSON.stringify(entry.facts),
  personal_digest: entry.personalDigest ?? null,
  at: entry.at,
})

const fromEntryRow = (row: EntryTable): Entry => ({
  id: row.id,
  tenantId: row.tenant_id,
  seq: row.seq,
  previousHash: row.previous_hash,
  hash: row.hash,
  kind: row.kind,
  subjectId: row.subject_id,
  facts: JSON.parse(row.facts) as Json,
  personalDigest: row.personal_digest ?? undefined,
  at: row.at,
})
