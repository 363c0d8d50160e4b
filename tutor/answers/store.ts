import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { ItemAnswer } from '../../schemas/courses.ts'
import type { AnswerTables } from './tables.ts'

export interface StoredAnswer {
  readonly itemId: string
  readonly answer: ItemAnswer
  /** Known once the assessment was handed in. */
  readonly correct: boolean | undefined
}

export interface AnswerPlace {
  readonly assessmentId: string
  readonly itemId: string
}

export interface AnswerStore {
  /** The caller has locked the open assessment. */
  save(place: AnswerPlace, answer: ItemAnswer, at: UnixSeconds): Promise<void>
  ofAssessment(assessmentId: string): Promise<readonly StoredAnswer[]>
  mark(place: AnswerPlace, correct: boolean): Promise<void>
  remove(assessmentIds: readonly string[]): Promise<number>
}

export const answerStore = (db: Db): AnswerStore => {
  const tables = db.tables<AnswerTables>()
  return {
    save: async ({ assessmentId, itemId }, answer, at) => {
      const saved = { answer: JSON.stringify(answer), saved_at: at }
      await tables
        .insertInto('tutor_answer')
        .values({ assessment_id: assessmentId, item_id: itemId, ...saved })
        .onConflict((conflict) => conflict.columns(['assessment_id', 'item_id']).doUpdateSet(saved))
        .execute()
    },
    ofAssessment: async (assessmentId) => {
      const rows = await tables
        .selectFrom('tutor_answer')
        .select(['item_id', 'answer', 'correct'])
        .where('assessment_id', '=', assessmentId)
        .orderBy('item_id')
        .execute()
      return rows.map((row) => ({
        itemId: row.item_id,
        answer: JSON.parse(row.answer) as ItemAnswer,
        correct: row.correct === null ? undefined : row.correct === 1,
      }))
    },
    mark: async ({ assessmentId, itemId }, correct) => {
      await tables
        .updateTable('tutor_answer')
        .set({ correct: correct ? 1 : 0 })
        .where('assessment_id', '=', assessmentId)
        .where('item_id', '=', itemId)
        .execute()
    },
    remove: async (assessmentIds) => {
      if (assessmentIds.length === 0) return 0
      const removed = await tables
        .deleteFrom('tutor_answer')
        .where('assessment_id', 'in', assessmentIds)
        .executeTakeFirst()
      return Number(removed.numDeletedRows)
    },
  }
}
