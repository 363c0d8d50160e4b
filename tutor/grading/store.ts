import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import { type Gate, type GateKey, gateName } from './gate.ts'
import type { ModelMark } from './mark.ts'
import type { GateTable, GradingTables } from './tables.ts'

/** A mark of the model with its place. */
export interface PlacedMark {
  readonly assessmentId: string
  readonly taskId: string
  readonly criterion: string
  readonly number: number
  readonly mark: ModelMark
}

export interface GradingStore {
  /** Marks on a criterion, in the order made. */
  marks(place: Pick<PlacedMark, 'assessmentId' | 'taskId' | 'criterion'>): Promise<ModelMark[]>
  /** All marks on an assessment. */
  allMarks(assessmentId: string): Promise<readonly PlacedMark[]>
  /** Keeps the first mark under a number; gives what is kept. */
  keepMark(placed: PlacedMark, at: UnixSeconds): Promise<ModelMark>
  removeMarks(assessmentIds: readonly string[]): Promise<number>
  /** The open gate of the key. */
  gate(key: GateKey): Promise<Gate | undefined>
  openGate(gate: Gate, report: string, at: UnixSeconds): Promise<void>
  /** @returns whether it was open */
  closeGate(key: GateKey, at: UnixSeconds): Promise<boolean>
  gates(): Promise<readonly (Gate & { report: string; passedAt: UnixSeconds; open: boolean })[]>
}

type Tables = Kysely<GradingTables>

export const gradingStore = (db: Db): GradingStore => {
  const tables = db.tables<GradingTables>()
  return { ...marking(tables), ...gating(tables) }
}

const ofCriterion = (
  tables: Tables,
  place: Pick<PlacedMark, 'assessmentId' | 'taskId' | 'criterion'>,
) =>
  tables
    .selectFrom('tutor_model_mark')
    .select('mark')
    .where('assessment_id', '=', place.assessmentId)
    .where('task_id', '=', place.taskId)
    .where('criterion', '=', place.criterion)

const marking = (
  tables: Tables,
): Pick<GradingStore, 'marks' | 'allMarks' | 'keepMark' | 'removeMarks'> => ({
  marks: async (place) => {
    const rows = await ofCriterion(tables, place).orderBy('number').execute()
    return rows.map(({ mark }) => markFrom(mark))
  },
  allMarks: async (assessmentId) => {
    const rows = await tables
      .selectFrom('tutor_model_mark')
      .select(['task_id', 'criterion', 'number', 'mark'])
      .where('assessment_id', '=', assessmentId)
      .orderBy('task_id')
      .orderBy('criterion')
      .orderBy('number')
      .execute()
    return rows.map((row) => ({
      assessmentId,
      taskId: row.task_id,
      criterion: row.criterion,
      number: row.number,
      mark: markFrom(row.mark),
    }))
  },
  keepMark: async (placed, at) => {
    const { assessmentId, taskId, criterion, number, mark } = placed
    await tables
      .insertInto('tutor_model_mark')
      .values({
        ...{ assessment_id: assessmentId, task_id: taskId, criterion, number },
        mark: JSON.stringify(mark),
        at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const kept = await ofCriterion(tables, placed)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return markFrom(kept.mark)
  },
  removeMarks: async (assessmentIds) => {
    if (assessmentIds.length === 0) return 0
    const removed = await tables
      .deleteFrom('tutor_model_mark')
      .where('assessment_id', 'in', assessmentIds)
      .executeTakeFirst()
    return Number(removed.numDeletedRows)
  },
})

const gating = (
  tables: Tables,
): Pick<GradingStore, 'gate' | 'openGate' | 'closeGate' | 'gates'> => ({
  gate: async (key) => {
    const row = await tables
      .selectFrom('tutor_gate')
      .select(GATE_COLUMNS)
      .where('name', '=', gateName(key))
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return row && gateFrom(row)
  },
  openGate: async (gate, report, at) => {
    const { criterion, rubricDigest, language, model, promptHash, leastConfidence } = gate
    const passed = { least_confidence: leastConfidence, report, passed_at: at, closed_at: null }
    await tables
      .insertInto('tutor_gate')
      .values({
        ...{ name: gateName(gate), criterion, rubric_digest: rubricDigest, language, model },
        prompt_hash: promptHash,
        ...passed,
      })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(passed))
      .execute()
  },
  closeGate: async (key, at) => {
    const closed = await tables
      .updateTable('tutor_gate')
      .set({ closed_at: at })
      .where('name', '=', gateName(key))
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    return closed.numUpdatedRows > 0n
  },
  gates: async () => {
    const rows = await tables
      .selectFrom('tutor_gate')
      .select([...GATE_COLUMNS, 'report', 'passed_at', 'closed_at'])
      .orderBy('name')
      .execute()
    return rows.map(({ report, passed_at, closed_at, ...gate }) => ({
      ...gateFrom(gate),
      ...{ report, passedAt: passed_at, open: closed_at === null },
    }))
  },
})

const GATE_COLUMNS = [
  'criterion',
  'rubric_digest',
  'language',
  'model',
  'prompt_hash',
  'least_confidence',
] as const

const markFrom = (json: string): ModelMark => JSON.parse(json) as ModelMark

const gateFrom = (row: Pick<GateTable, (typeof GATE_COLUMNS)[number]>): Gate => ({
  criterion: row.criterion,
  rubricDigest: row.rubric_digest,
  language: row.language as Language,
  model: row.model,
  promptHash: row.prompt_hash,
  leastConfidence: row.least_confidence,
})
