import { type Kysely, sql } from 'kysely'
import type { DbKind } from '../platform/db/database.ts'
import type { Migrations } from '../platform/db/migrate.ts'

export interface ChainTable {
  readonly tenant_id: string
  readonly seq: number
  readonly hash: string
}

export interface EntryTable {
  readonly tenant_id: string
  readonly seq: number
  readonly id: string
  readonly kind: string
  readonly subject_id: string
  readonly facts: string
  readonly personal_digest: string | null
  readonly previous_hash: string
  readonly hash: string
  readonly at: number
}

export interface PersonalTable {
  readonly entry_id: string
  readonly person_id: string
  readonly payload: Uint8Array
}

export interface PersonKeyTable {
  readonly person_id: string
  readonly wrapped: Uint8Array
}

export interface CaseTable {
  readonly id: string
  readonly tenant_id: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly person_id: string | null
  /** Whoever made the decision contested. */
  readonly decided_by: string | null
  readonly language: string
  /** Sealed: reason and contact. */
  readonly complaint: Uint8Array | null
  readonly state: string
  readonly opened_at: number
  readonly due_at: number
  readonly decided_at: number | null
  readonly handler_id: string | null
  readonly outcome: string | null
  /** Sealed: remedy and explanation. */
  readonly answer: Uint8Array | null
}

export interface AuditTables {
  readonly audit_chain: ChainTable
  readonly audit_entry: EntryTable
  readonly audit_personal: PersonalTable
  readonly audit_person_key: PersonKeyTable
  readonly audit_case: CaseTable
}

export const auditMigrations: Migrations = {
  'audit-001-chain': async (db, columns, kind) => {
    await db.schema
      .createTable('audit_chain')
      .addColumn('tenant_id', 'text', (column) => column.primaryKey())
      .addColumn('seq', columns.bigint, (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('audit_entry')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('seq', columns.bigint, (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject_id', 'text', (column) => column.notNull())
      .addColumn('facts', columns.json, (column) => column.notNull())
      .addColumn('personal_digest', 'text')
      .addColumn('previous_hash', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_entry_key', ['tenant_id', 'seq'])
      .execute()
    await refuseChanges(db, kind)
    await db.schema
      .createTable('audit_personal')
      .addColumn('entry_id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('payload', columns.bytes, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('audit_personal_person')
      .on('audit_personal')
      .column('person_id')
      .execute()
    await db.schema
      .createTable('audit_person_key')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('wrapped', columns.bytes, (column) => column.notNull())
      .execute()
  },
  'audit-002-case': async (db, columns) => {
    await db.schema
      .createTable('audit_case')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('subject_kind', 'text', (column) => column.notNull())
      .addColumn('subject_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('decided_by', 'text')
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('complaint', columns.bytes)
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('opened_at', columns.time, (column) => column.notNull())
      .addColumn('due_at', columns.time, (column) => column.notNull())
      .addColumn('decided_at', columns.time)
      .addColumn('handler_id', 'text')
      .addColumn('outcome', 'text')
      .addColumn('answer', columns.bytes)
      .execute()
    await db.schema
      .createIndex('audit_case_one_open')
      .unique()
      .on('audit_case')
      .columns(['subject_kind', 'subject_id'])
      .where(sql.ref('state'), '=', sql.lit('open'))
      .execute()
    await db.schema
      .createIndex('audit_case_due')
      .on('audit_case')
      .columns(['tenant_id', 'state', 'due_at'])
      .execute()
    await db.schema.createIndex('audit_case_person').on('audit_case').column('person_id').execute()
  },
}

/** The database itself refuses to change or remove an entry. */
async function refuseChanges(db: Kysely<unknown>, kind: DbKind): Promise<void> {
  if (kind === 'sqlite') {
    for (const change of ['update', 'delete']) {
      await sql`
        create trigger ${sql.ref(`audit_entry_no_${change}`)} before ${sql.raw(change)} on audit_entry
        begin select raise(abort, 'audit entries are append-only'); end`.execute(db)
    }
    return
  }
  await sql`
    create function audit_entry_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'audit entries are append-only'; end $$`.execute(db)
  await sql`
    create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_append_only()`.execute(db)
}
