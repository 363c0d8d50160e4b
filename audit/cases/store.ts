import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { AuditTables, CaseTable } from '../tables.ts'
import type { CaseOutcome, CaseRow, CaseState, CaseSubject } from './case-row.ts'

const CASE = [
  'id',
  'tenant_id',
  'subject_kind',
  'subject_id',
  'person_id',
  'decided_by',
  'language',
  'complaint',
  'state',
  'opened_at',
  'due_at',
  'decided_at',
  'handler_id',
  'outcome',
  'answer',
] as const

/** Contest cases. */
export const caseStore = (db: Db) => {
  const tables = db.tables<AuditTables>()
  return { ...reading(tables), ...writing(tables), erase: erasing(tables) }
}

const reading = (tables: Kysely<AuditTables>) => {
  const select = () => tables.selectFrom('audit_case').select(CASE)
  return {
    byId: (id: string): Promise<CaseRow | undefined> =>
      select()
        .where('id', '=', id)
        .executeTakeFirst()
        .then((row) => row && fromCaseRow(row)),
    ofPerson: async (personId: string, state?: CaseState): Promise<readonly CaseRow[]> => {
      const query = select().where('person_id', '=', personId)
      const rows = await (state ? query.where('state', '=', state) : query)
        .orderBy('opened_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(fromCaseRow)
    },
    isOpen: async (tenantId: string, subjectId: string): Promise<boolean> => {
      const row = await select()
        .where('tenant_id', '=', tenantId)
        .where('subject_id', '=', subjectId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return row !== undefined
    },
    /** Those of a tenant, the most urgent first, 200 at the most. */
    ofTenant: async (tenantId: string, state: CaseState): Promise<readonly CaseRow[]> => {
      const rows = await select()
        .where('tenant_id', '=', tenantId)
        .where('state', '=', state)
        .orderBy('due_at')
        .orderBy('id')
        .limit(200)
        .execute()
      return rows.map(fromCaseRow)
    },
  }
}

const writing = (tables: Kysely<AuditTables>) => ({
  /** `false` when a case about the same decision is open. */
  open: async (row: CaseRow): Promise<boolean> => {
    const { numInsertedOrUpdatedRows } = await tables
      .insertInto('audit_case')
      .values(toCaseRow(row))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  },
  /** `false` when the case was not open any more. */
  decide: async (decision: {
    readonly id: string
    readonly handlerId: string
    readonly outcome: CaseOutcome
    readonly answer: Uint8Array
    readonly at: UnixSeconds
  }): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('audit_case')
      .set({
        state: 'decided',
        handler_id: decision.handlerId,
        outcome: decision.outcome,
        answer: decision.answer,
        decided_at: decision.at,
      })
      .where('id', '=', decision.id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
})

/** Blanks what tells about a person: as complainant, as decider, as handler. */
const erasing =
  (tables: Kysely<AuditTables>) =>
  async (personId: string): Promise<number> => {
    await tables
      .updateTable('audit_case')
      .set({ state: 'withdrawn' })
      .where('person_id', '=', personId)
      .where('state', '=', 'open')
      .execute()
    const own = await tables
      .updateTable('audit_case')
      .set({ person_id: null, complaint: null, answer: null })
      .where('person_id', '=', personId)
      .executeTakeFirst()
    const decided = await tables
      .updateTable('audit_case')
      .set({ decided_by: null })
      .where('decided_by', '=', personId)
      .executeTakeFirst()
    const handled = await tables
      .updateTable('audit_case')
      .set({ handler_id: null })
      .where('handler_id', '=', personId)
      .executeTakeFirst()
    return Number(own.numUpdatedRows + decided.numUpdatedRows + handled.numUpdatedRows)
  }

const toCaseRow = (row: CaseRow): CaseTable => ({
  id: row.id,
  tenant_id: row.tenantId,
  subject_kind: row.subjectKind,
  subject_id: row.subjectId,
  person_id: row.personId ?? null,
  decided_by: row.decidedBy ?? null,
  language: row.language,
  complaint: row.complaint ?? null,
  state: row.state,
  opened_at: row.openedAt,
  due_at: row.dueAt,
  decided_at: row.decidedAt ?? null,
  handler_id: row.handlerId ?? null,
  outcome: row.outcome ?? null,
  answer: row.answer ?? null,
})

const fromCaseRow = (row: CaseTable): CaseRow => ({
  id: row.id,
  tenantId: row.tenant_id,
  subjectKind: row.subject_kind as CaseSubject,
  subjectId: row.subject_id,
  personId: row.person_id ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  language: row.language as Language,
  complaint: row.complaint ? new Uint8Array(row.complaint) : undefined,
  state: row.state as CaseState,
  openedAt: row.opened_at,
  dueAt: row.due_at,
  decidedAt: row.decided_at ?? undefined,
  handlerId: row.handler_id ?? undefined,
  outcome: (row.outcome ?? undefined) as CaseOutcome | undefined,
  answer: row.answer ? new Uint8Array(row.answer) : undefined,
})
