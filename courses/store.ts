import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Db } from '../platform/db/database.ts'
import type { Language } from '../platform/i18n.ts'
import type { ItemAnswer, Part } from '../schemas/courses.ts'
import type { CoursesTables } from './tables.ts'

/** A learner in a course. */
export interface InCourse {
  readonly personId: string
  readonly course: string
}

export interface Practice extends InCourse {
  readonly id: string
  readonly module: string
  readonly language: Language
  readonly seed: string
  readonly items: readonly string[]
  readonly createdAt: UnixSeconds
}

/** The newest answer counts where an item was practised more than once. */
export interface AnsweredItem {
  readonly module: string
  readonly item: string
  readonly correct: boolean
}

export type CoursesStore = ReturnType<typeof coursesStore>

type Tables = Kysely<CoursesTables>

export const coursesStore = (db: Db) => {
  const tables = db.tables<CoursesTables>()
  return {
    ...learning(tables),
    ...sessions(tables),
    ...answers(tables),
    ...personal(tables),
  }
}

function learning(tables: Tables) {
  return {
    /** Enrols once; the first enrolment stays. */
    enrol: async (at: InCourse, version: string, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('courses_enrolment')
        .values({ person_id: at.personId, course: at.course, version, enrolled_at: now })
        .onConflict((conflict) => conflict.columns(['person_id', 'course']).doNothing())
        .execute()
    },

    enrolments: (personId: string) =>
      tables
        .selectFrom('courses_enrolment')
        .select(['course', 'version', 'enrolled_at as enrolledAt'])
        .where('person_id', '=', personId)
        .orderBy('enrolled_at')
        .execute(),

    markDone: async (
      at: InCourse & { readonly module: string },
      part: Part,
      now: UnixSeconds,
    ): Promise<void> => {
      await tables
        .insertInto('courses_progress')
        .values({
          ...{ person_id: at.personId, course: at.course, module: at.module },
          ...{ part, done_at: now },
        })
        .onConflict((conflict) =>
          conflict.columns(['person_id', 'course', 'module', 'part']).doNothing(),
        )
        .execute()
    },

    doneParts: ({ personId, course }: InCourse) =>
      tables
        .selectFrom('courses_progress')
        .select(['module', 'part', 'done_at as doneAt'])
        .where('person_id', '=', personId)
        .where('course', '=', course)
        .execute(),
  }
}

function sessions(tables: Tables) {
  return {
    addPractice: async (practice: Practice): Promise<void> => {
      const { id, personId, course, module, language, seed, items, createdAt } = practice
      await tables
        .insertInto('courses_practice')
        .values({
          ...{ id, course, module, language, seed },
          person_id: personId,
          items: JSON.stringify(items),
          created_at: createdAt,
        })
        .execute()
    },

    practice: async (id: string, personId: string): Promise<Practice | undefined> => {
      const row = await tables
        .selectFrom('courses_practice')
        .select(['id', 'person_id', 'course', 'module', 'language', 'seed', 'items', 'created_at'])
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row && practiceFrom(row)
    },
  }
}

function answers(tables: Tables) {
  return {
    /** Keeps the first answer to an item; `false` when there was one. */
    addAnswer: async (
      practiceId: string,
      given: { item: string; answer: ItemAnswer; correct: boolean },
      now: UnixSeconds,
    ): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('courses_practice_answer')
        .values({
          ...{ practice_id: practiceId, item: given.item },
          answer: JSON.stringify(given.answer),
          correct: given.correct ? 1 : 0,
          answered_at: now,
        })
        .onConflict((conflict) => conflict.columns(['practice_id', 'item']).doNothing())
        .executeTakeFirstOrThrow()
      return Number(numInsertedOrUpdatedRows ?? 0) > 0
    },

    answer: async (practiceId: string, item: string): Promise<ItemAnswer | undefined> => {
      const row = await tables
        .selectFrom('courses_practice_answer')
        .select('answer')
        .where('practice_id', '=', practiceId)
        .where('item', '=', item)
        .executeTakeFirst()
      return row && (JSON.parse(row.answer) as ItemAnswer)
    },

    answerCount: async (practiceId: string): Promise<number> => {
      const { count } = await tables
        .selectFrom('courses_practice_answer')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('practice_id', '=', practiceId)
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** One entry per item practised, with the newest answer. */
    answered: async ({ personId, course }: InCourse): Promise<readonly AnsweredItem[]> => {
      const rows = await tables
        .selectFrom('courses_practice_answer as given')
        .innerJoin('courses_practice as practice', 'practice.id', 'given.practice_id')
        .select(['practice.module', 'given.item', 'given.correct'])
        .where('practice.person_id', '=', personId)
        .where('practice.course', '=', course)
        .orderBy('given.answered_at')
        .orderBy('practice.id')
        .execute()
      const newest = new Map(rows.map((row) => [row.item, { ...row, correct: row.correct === 1 }]))
      return [...newest.values()]
    },
  }
}

function personal(tables: Tables) {
  return {
    /** Everything kept about a person. */
    about: async (personId: string) => ({
      enrolments: await tables
        .selectFrom('courses_enrolment')
        .select(['course', 'version', 'enrolled_at as enrolledAt'])
        .where('person_id', '=', personId)
        .execute(),
      progress: await tables
        .selectFrom('courses_progress')
        .select(['course', 'module', 'part', 'done_at as doneAt'])
        .where('person_id', '=', personId)
        .execute(),
      practice: await tables
        .selectFrom('courses_practice_answer as given')
        .innerJoin('courses_practice as practice', 'practice.id', 'given.practice_id')
        .select([
          ...(['practice.course', 'practice.module', 'given.item', 'given.answer'] as const),
          ...(['given.correct', 'given.answered_at as answeredAt'] as const),
        ])
        .where('practice.person_id', '=', personId)
        .orderBy('given.answered_at')
        .execute(),
    }),

    /** Removes it; gives the rows removed. */
    forget: async (personId: string): Promise<number> => {
      const mine = tables
        .selectFrom('courses_practice')
        .select('id')
        .where('person_id', '=', personId)
      const removed = [
        await tables
          .deleteFrom('courses_practice_answer')
          .where('practice_id', 'in', mine)
          .executeTakeFirst(),
      ]
      for (const table of ['courses_practice', 'courses_progress', 'courses_enrolment'] as const) {
        removed.push(
          await tables.deleteFrom(table).where('person_id', '=', personId).executeTakeFirst(),
        )
      }
      return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
    },
  }
}

const practiceFrom = (row: CoursesTables['courses_practice']): Practice => ({
  id: row.id,
  personId: row.person_id,
  course: row.course,
  module: row.module,
  language: row.language as Language,
  seed: row.seed,
  items: JSON.parse(row.items) as string[],
  createdAt: row.created_at,
})
