import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import {
  type Assessment,
  type AssessmentState,
  type Assurance,
  type GraderKind,
  type ObjectiveResult,
  type SkillLevel,
  type StoredForm,
  UNDECIDED,
} from './assessment.ts'
import type { AssessmentTable, AssessmentTables } from './tables.ts'

/** The bytes that are served, and what stays private behind them. */
export interface RecordParts {
  readonly record: string
  readonly transcript: string
  readonly salt: string
}

/** An assessment to be kept; `personId` is known at the beginning. */
export type NewAssessment = Assessment & { readonly personId: string }

export interface AssessmentChange {
  readonly state?: AssessmentState
  readonly active?: false
  readonly objective?: ObjectiveResult
  readonly skills?: readonly SkillLevel[]
  readonly gradedBy?: readonly GraderKind[]
  readonly humanReviewed?: boolean
  readonly demo?: boolean
  readonly assurance?: Assurance
  readonly decidedBy?: string
  readonly caseId?: string
  readonly contestedBy?: NonNullable<Assessment['contestedBy']>
  readonly tries?: number
  readonly submittedAt?: UnixSeconds
  readonly endedAt?: UnixSeconds
  readonly overturnedAt?: UnixSeconds
  readonly reason?: string
  readonly parts?: RecordParts
}

const COLUMNS = [
  ...(['id', 'tenant_id', 'person_id', 'course', 'course_version', 'language', 'state'] as const),
  ...(['seed', 'form', 'objective', 'skills', 'graded_by', 'human_reviewed', 'demo'] as const),
  ...(['assurance', 'time_factor', 'regrade_of', 'case_id', 'contested_by'] as const),
  ...(['decided_by', 'tries', 'started_at', 'submitted_at', 'ended_at', 'reason'] as const),
] as const

export interface AssessmentStore {
  /** @returns whether it was kept: the person has no other under way in the course */
  add(assessment: NewAssessment): Promise<boolean>
  byId(id: string): Promise<Assessment | undefined>
  /** The one under way, from start to decision. */
  active(personId: string, course: string): Promise<Assessment | undefined>
  /** Undecided ones of a tenant whose ids end so; at most two. */
  undecidedEndingIn(
    end: string,
    where: { readonly tenantId: string },
  ): Promise<readonly Assessment[]>
  /** All of a person, newest first. */
  ofPerson(personId: string): Promise<readonly Assessment[]>
  /** Takes the row until the transaction ends, so that steps on one assessment line up. */
  lock(id: string): Promise<Assessment | undefined>
  /** @returns whether it was in one of the states */
  change(id: string, from: readonly AssessmentState[], change: AssessmentChange): Promise<boolean>
  record(id: string): Promise<string | undefined>
  /** Ids of assessments with a record, in order, those after `id`. */
  recordedAfter(id: string, limit: number): Promise<readonly string[]>
  transcript(id: string): Promise<Omit<RecordParts, 'record'> | undefined>
  /**
   * Keeps of decided assessments what says nothing of the person, removes the others whole.
   *
   * @returns ids of all that the person had
   */
  erase(personId: string): Promise<readonly string[]>
}

type Tables = Kysely<AssessmentTables>

export const assessmentStore = (db: Db): AssessmentStore => {
  const tables = db.tables<AssessmentTables>()
  return { ...reading(tables), ...writing(tables), erase: (personId) => erase(tables, personId) }
}

const select = (tables: Tables) => tables.selectFrom('tutor_assessment').select(COLUMNS)

type Reading = Pick<
  AssessmentStore,
  | 'byId'
  | 'active'
  | 'undecidedEndingIn'
  | 'ofPerson'
  | 'lock'
  | 'record'
  | 'recordedAfter'
  | 'transcript'
>

const reading = (tables: Tables): Reading => ({
  byId: async (id) => read(await select(tables).where('id', '=', id).executeTakeFirst()),
  active: async (personId, course) =>
    read(
      await select(tables).where('active_key', '=', activeKey(personId, course)).executeTakeFirst(),
    ),
  undecidedEndingIn: async (end, { tenantId }) => {
    const rows = await select(tables)
      .where('tenant_id', '=', tenantId)
      .where('state', 'in', UNDECIDED)
      .where('id', 'like', `%${end}`)
      .limit(2)
      .execute()
    return rows.map(assessmentFrom)
  },
  ofPerson: async (personId) => {
    const rows = await select(tables)
      .where('person_id', '=', personId)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    return rows.map(assessmentFrom)
  },
  lock: async (id) =>
    read(
      await tables
        .updateTable('tutor_assessment')
        .set((eb) => ({ tries: eb.ref('tries') }))
        .where('id', '=', id)
        .returning(COLUMNS)
        .executeTakeFirst(),
    ),
  recordedAfter: (id, limit) =>
    tables
      .selectFrom('tutor_assessment')
      .select('id')
      .where('record', 'is not', null)
      .where('id', '>', id)
      .orderBy('id')
      .limit(limit)
      .execute()
      .then((rows) => rows.map((row) => row.id)),
  record: async (id) => (await partsOf(tables, id))?.record ?? undefined,
  transcript: async (id) => {
    const row = await partsOf(tables, id)
    return row?.transcript && row.salt ? { transcript: row.transcript, salt: row.salt } : undefined
  },
})

const partsOf = (tables: Tables, id: string) =>
  tables
    .selectFrom('tutor_assessment')
    .select(['record', 'transcript', 'salt'])
    .where('id', '=', id)
    .executeTakeFirst()

const writing = (tables: Tables): Pick<AssessmentStore, 'add' | 'change'> => ({
  add: async (assessment) => {
    const added = await tables
      .insertInto('tutor_assessment')
      .values(assessmentToRow(assessment))
      .onConflict((conflict) => conflict.column('active_key').doNothing())
      .executeTakeFirst()
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
  },
  change: async (id, from, change) => {
    const changed = await tables
      .updateTable('tutor_assessment')
      .set(changeToRow(change))
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirst()
    return changed.numUpdatedRows > 0n
  },
})

async function erase(tables: Tables, personId: string): Promise<readonly string[]> {
  await tables
    .updateTable('tutor_assessment')
    .set({ decided_by: null })
    .where('decided_by', '=', personId)
    .execute()
  const found = await tables
    .selectFrom('tutor_assessment')
    .select(['id', 'record'])
    .where('person_id', '=', personId)
    .execute()
  const undecided = found.filter(({ record }) => record === null).map(({ id }) => id)
  if (undecided.length > 0) {
    await tables.deleteFrom('tutor_assessment').where('id', 'in', undecided).execute()
  }
  await tables
    .updateTable('tutor_assessment')
    .set({
      ...{ person_id: null, active_key: null, seed: '', form: '{}', objective: null },
      ...{ skills: null, transcript: null, salt: null, reason: null, case_id: null },
    })
    .where('person_id', '=', personId)
    .execute()
  return found.map(({ id }) => id)
}

const activeKey = (personId: string, course: string): string => `${personId}/${course}`

const read = (row: Row | undefined): Assessment | undefined => row && assessmentFrom(row)

type Row = Pick<AssessmentTable, (typeof COLUMNS)[number]>

const parsed = <T>(json: string | null, otherwise: T): T =>
  json === null ? otherwise : (JSON.parse(json) as T)

const assessmentFrom = (row: Row): Assessment => ({
  id: row.id,
  tenantId: row.tenant_id,
  personId: row.person_id ?? undefined,
  course: row.course,
  courseVersion: row.course_version,
  language: row.language as Language,
  state: row.state as AssessmentState,
  seed: row.seed,
  form: JSON.parse(row.form) as StoredForm,
  objective: parsed<ObjectiveResult | undefined>(row.objective, undefined),
  skills: parsed<readonly SkillLevel[]>(row.skills, []),
  gradedBy: parsed<readonly GraderKind[]>(row.graded_by, []),
  humanReviewed: row.human_reviewed === 1,
  demo: row.demo === 1,
  assurance: row.assurance as Assurance,
  timeFactor: row.time_factor,
  regradeOf: row.regrade_of ?? undefined,
  caseId: row.case_id ?? undefined,
  contestedBy: (row.contested_by as Assessment['contestedBy'] | null) ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  tries: row.tries,
  startedAt: row.started_at,
  submittedAt: row.submitted_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  reason: row.reason ?? undefined,
})

const assessmentToRow = (assessment: NewAssessment) => ({
  id: assessment.id,
  tenant_id: assessment.tenantId,
  person_id: assessment.personId,
  course: assessment.course,
  course_version: assessment.courseVersion,
  language: assessment.language,
  active_key:
    assessment.regradeOf === undefined ? activeKey(assessment.personId, assessment.course) : null,
  state: assessment.state,
  seed: assessment.seed,
  form: JSON.stringify(assessment.form),
  objective: assessment.objective ? JSON.stringify(assessment.objective) : null,
  human_reviewed: 0,
  demo: 0,
  assurance: assessment.assurance,
  time_factor: assessment.timeFactor,
  regrade_of: assessment.regradeOf ?? null,
  tries: 0,
  started_at: assessment.startedAt,
  submitted_at: assessment.submittedAt ?? null,
})

function changeToRow(change: AssessmentChange): Partial<AssessmentTable> {
  const columns = {
    state: change.state,
    active_key: change.active === false ? null : undefined,
    objective: json(change.objective),
    skills: json(change.skills),
    graded_by: json(change.gradedBy),
    human_reviewed: flag(change.humanReviewed),
    demo: flag(change.demo),
    assurance: change.assurance,
    decided_by: change.decidedBy,
    case_id: change.caseId,
    contested_by: change.contestedBy,
    tries: change.tries,
    submitted_at: change.submittedAt,
    ended_at: change.endedAt,
    overturned_at: change.overturnedAt,
    reason: change.reason,
    ...change.parts,
  }
  const wanted = Object.entries(columns).filter(([, value]) => value !== undefined)
  return Object.fromEntries(wanted) as Partial<AssessmentTable>
}

const json = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value)

const flag = (value: boolean | undefined): number | undefined =>
  value === undefined ? undefined : Number(value)
