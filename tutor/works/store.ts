import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Flag } from '../grading/pre-checks.ts'
import type { HumanReason } from '../grading/votes.ts'
import type { WorkTable, WorkTables } from './tables.ts'
import type { CriterionLevel, CriterionMean, Work, WorkGrader, WorkState } from './work.ts'

export interface WorkPlace {
  readonly assessmentId: string
  readonly taskId: string
}

export interface WorkStore {
  /** Saves a draft; the caller has locked the open assessment. */
  save(
    place: WorkPlace,
    what: { readonly text: string; readonly fingerprint: string },
    at: UnixSeconds,
  ): Promise<void>
  ofAssessment(assessmentId: string): Promise<readonly Work[]>
  find(place: WorkPlace): Promise<Work | undefined>
  /** Hands all drafts of an assessment to grading. */
  handIn(assessmentId: string): Promise<void>
  /** Whether another assessment has a text of the same fingerprint in the task. */
  isCopied(place: WorkPlace, besides: readonly string[]): Promise<boolean>
  /** @returns whether the work was in the state */
  move(place: WorkPlace, from: WorkState, change: WorkChange): Promise<boolean>
  remove(assessmentIds: readonly string[]): Promise<number>
}

export interface WorkChange {
  readonly state: WorkState
  readonly flags?: readonly Flag[]
  readonly reasons?: readonly HumanReason[]
  readonly proposal?: readonly CriterionLevel[]
  readonly marks?: readonly CriterionMean[]
  readonly grader?: WorkGrader
  readonly rubric?: NonNullable<Work['rubric']>
  readonly model?: NonNullable<Work['model']>
}

const COLUMNS = [
  ...(['assessment_id', 'task_id', 'text', 'saved_at', 'state', 'flags', 'reasons'] as const),
  ...(['proposal', 'marks', 'grader', 'rubric_version', 'rubric_digest', 'model'] as const),
  'prompt_hash',
] as const

type Tables = Kysely<WorkTables>

export const workStore = (db: Db): WorkStore => {
  const tables = db.tables<WorkTables>()
  return { ...reading(tables), ...writing(tables) }
}

const select = (tables: Tables) => tables.selectFrom('tutor_work').select(COLUMNS)

const reading = (tables: Tables): Pick<WorkStore, 'ofAssessment' | 'find' | 'isCopied'> => ({
  ofAssessment: async (assessmentId) => {
    const rows = await select(tables)
      .where('assessment_id', '=', assessmentId)
      .orderBy('task_id')
      .execute()
    return rows.map(workFrom)
  },
  find: async ({ assessmentId, taskId }) => {
    const row = await select(tables)
      .where('assessment_id', '=', assessmentId)
      .where('task_id', '=', taskId)
      .executeTakeFirst()
    return row && workFrom(row)
  },
  isCopied: async ({ assessmentId, taskId }, besides) => {
    const found = await tables
      .selectFrom('tutor_work as own')
      .innerJoin('tutor_work as other', (join) =>
        join
          .onRef('other.task_id', '=', 'own.task_id')
          .onRef('other.fingerprint', '=', 'own.fingerprint'),
      )
      .select('other.assessment_id')
      .where('own.assessment_id', '=', assessmentId)
      .where('own.task_id', '=', taskId)
      .where('other.assessment_id', 'not in', [assessmentId, ...besides])
      .where('other.state', '<>', 'draft')
      .executeTakeFirst()
    return found !== undefined
  },
})

const writing = (tables: Tables): Pick<WorkStore, 'save' | 'handIn' | 'move' | 'remove'> => ({
  save: async ({ assessmentId, taskId }, { text, fingerprint }, now) => {
    const saved = { text, fingerprint, saved_at: now }
    const place = { assessment_id: assessmentId, task_id: taskId }
    await tables
      .insertInto('tutor_work')
      .values({ ...place, ...saved, state: 'draft', flags: '[]', reasons: '[]' })
      .onConflict((conflict) => conflict.columns(['assessment_id', 'task_id']).doUpdateSet(saved))
      .execute()
  },
  handIn: async (assessmentId) => {
    await tables
      .updateTable('tutor_work')
      .set({ state: 'grading' })
      .where('assessment_id', '=', assessmentId)
      .where('state', '=', 'draft')
      .execute()
  },
  move: async ({ assessmentId, taskId }, from, change) => {
    const moved = await tables
      .updateTable('tutor_work')
      .set(changeToRow(change))
      .where('assessment_id', '=', assessmentId)
      .where('task_id', '=', taskId)
      .where('state', '=', from)
      .executeTakeFirst()
    return moved.numUpdatedRows > 0n
  },
  remove: async (assessmentIds) => {
    if (assessmentIds.length === 0) return 0
    const removed = await tables
      .deleteFrom('tutor_work')
      .where('assessment_id', 'in', assessmentIds)
      .executeTakeFirst()
    return Number(removed.numDeletedRows)
  },
})

function changeToRow(change: WorkChange): Partial<WorkTable> {
  const { flags, reasons, proposal, marks, rubric, model } = change
  return {
    state: change.state,
    ...(flags ? { flags: JSON.stringify(flags) } : {}),
    ...(reasons ? { reasons: JSON.stringify(reasons) } : {}),
    ...(proposal ? { proposal: JSON.stringify(proposal) } : {}),
    ...(marks ? { marks: JSON.stringify(marks) } : {}),
    ...(change.grader ? { grader: change.grader } : {}),
    ...(rubric ? { rubric_version: rubric.version, rubric_digest: rubric.digest } : {}),
    ...(model ? { model: model.name, prompt_hash: model.promptHash } : {}),
  }
}

function workFrom(row: Pick<WorkTable, (typeof COLUMNS)[number]>): Work {
  return {
    assessmentId: row.assessment_id,
    taskId: row.task_id,
    text: row.text,
    savedAt: row.saved_at,
    state: row.state as WorkState,
    flags: JSON.parse(row.flags) as Flag[],
    reasons: JSON.parse(row.reasons) as HumanReason[],
    proposal: parsed<readonly CriterionLevel[]>(row.proposal),
    marks: parsed<readonly CriterionMean[]>(row.marks),
    grader: (row.grader as WorkGrader | null) ?? undefined,
    rubric:
      row.rubric_version !== null && row.rubric_digest !== null
        ? { version: row.rubric_version, digest: row.rubric_digest }
        : undefined,
    model:
      row.model !== null && row.prompt_hash !== null
        ? { name: row.model, promptHash: row.prompt_hash }
        : undefined,
  }
}

const parsed = <T>(json: string | null): T | undefined =>
  json === null ? undefined : (JSON.parse(json) as T)
