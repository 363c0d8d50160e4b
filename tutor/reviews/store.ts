import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AssuranceTables } from '../assurance/tables.ts'
import type { HumanReason } from '../grading/votes.ts'
import { PURPOSES, type Review, type ReviewMark, type ReviewPurpose } from './review.ts'
import type { ReviewTable, ReviewTables } from './tables.ts'

/** Somebody who marks for a tenant. */
export interface Reviewer {
  readonly personId: string
  readonly tenantId: string
}

export interface ReviewStore {
  /** Once per work and purpose. */
  queue(review: Review): Promise<void>
  byId(id: string): Promise<Review | undefined>
  /** What the reviewer may take, longest waiting first: nothing by who they identified. */
  waitingFor(reviewer: Reviewer, limit: number): Promise<readonly Review[]>
  /** How long the work of a tenant has waited, oldest first. */
  waiting(tenantId: string): Promise<readonly Pick<Review, 'purpose' | 'queuedAt'>[]>
  /** Marked since, per reviewer. */
  workload(tenantId: string, since: UnixSeconds): Promise<ReadonlyMap<string, number>>
  /** In the order of their purposes. */
  ofAssessment(assessmentId: string): Promise<readonly Review[]>
  /** @returns whether it was still waiting */
  mark(id: string, marks: NonNullable<Review['marks']>, by: MarkedBy): Promise<boolean>
  /** Removes the work and notes about it; marks stay, as numbers of nobody. */
  eraseAuthor(personId: string): Promise<number>
  eraseReviewer(personId: string): Promise<number>
}

interface MarkedBy {
  readonly reviewerId: string
  readonly at: UnixSeconds
}

const COLUMNS = [
  ...(['id', 'tenant_id', 'assessment_id', 'task_id', 'author_id', 'purpose', 'state'] as const),
  ...(['barred', 'reasons', 'queued_at', 'reviewer_id', 'marks', 'marked_at'] as const),
] as const

type Tables = ReturnType<typeof tablesOf>
const tablesOf = (db: Db) => db.tables<ReviewTables & AssuranceTables>()
const select = (tables: Tables) => tables.selectFrom('tutor_review').select(COLUMNS)

export const reviewStore = (db: Db): ReviewStore => {
  const tables = tablesOf(db)
  return { ...reading(tables), ...writing(tables), ...erasing(tables) }
}

const reading = (
  tables: Tables,
): Pick<ReviewStore, 'byId' | 'waitingFor' | 'waiting' | 'workload' | 'ofAssessment'> => ({
  byId: async (id) => {
    const row = await select(tables).where('id', '=', id).executeTakeFirst()
    return row && reviewFrom(row)
  },
  waitingFor: async ({ personId, tenantId }, limit) => {
    const rows = await select(tables)
      .where('tenant_id', '=', tenantId)
      .where('state', '=', 'waiting')
      .where((eb) => eb.or([eb('author_id', 'is', null), eb('author_id', '<>', personId)]))
      .where('barred', 'not like', `%${JSON.stringify(personId)}%`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('tutor_assurance')
              .select('place')
              .whereRef('tutor_assurance.assessment_id', '=', 'tutor_review.assessment_id')
              .where('witness_id', '=', personId),
          ),
        ),
      )
      .orderBy('queued_at')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map(reviewFrom)
  },
  waiting: async (tenantId) => {
    const rows = await tables
      .selectFrom('tutor_review')
      .select(['purpose', 'queued_at'])
      .where('tenant_id', '=', tenantId)
      .where('state', '=', 'waiting')
      .orderBy('queued_at')
      .execute()
    return rows.map((row) => ({
      purpose: row.purpose as ReviewPurpose,
      queuedAt: row.queued_at,
    }))
  },
  workload: async (tenantId, since) => {
    const rows = await tables
      .selectFrom('tutor_review')
      .select((eb) => ['reviewer_id', eb.fn.countAll<number>().as('marked')])
      .where('tenant_id', '=', tenantId)
      .where('marked_at', '>=', since)
      .where('reviewer_id', 'is not', null)
      .groupBy('reviewer_id')
      .execute()
    return new Map(rows.map((row) => [row.reviewer_id ?? '', row.marked]))
  },
  ofAssessment: async (assessmentId) => {
    const rows = await select(tables).where('assessment_id', '=', assessmentId).execute()
    return rows
      .map(reviewFrom)
      .sort((a, b) => PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose))
  },
})

const writing = (tables: Tables): Pick<ReviewStore, 'queue' | 'mark'> => ({
  queue: async (review) => {
    await tables
      .insertInto('tutor_review')
      .values({
        ...{ id: review.id, tenant_id: review.tenantId, assessment_id: review.assessmentId },
        ...{ task_id: review.taskId, author_id: review.authorId ?? null, purpose: review.purpose },
        ...{ state: 'waiting', barred: JSON.stringify(review.barred) },
        ...{ reasons: JSON.stringify(review.reasons), queued_at: review.queuedAt },
      })
      .onConflict((conflict) =>
        conflict.columns(['assessment_id', 'task_id', 'purpose']).doNothing(),
      )
      .execute()
  },
  mark: async (id, marks, { reviewerId, at }) => {
    const marked = await tables
      .updateTable('tutor_review')
      .set({
        ...{ state: 'marked', marks: JSON.stringify(marks) },
        ...{ reviewer_id: reviewerId, marked_at: at },
      })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    return marked.numUpdatedRows > 0n
  },
})

const erasing = (tables: Tables): Pick<ReviewStore, 'eraseAuthor' | 'eraseReviewer'> => ({
  eraseAuthor: async (personId) => {
    const removed = await tables
      .deleteFrom('tutor_review')
      .where('author_id', '=', personId)
      .executeTakeFirst()
    return Number(removed.numDeletedRows)
  },
  eraseReviewer: async (personId) => {
    const blanked = await tables
      .updateTable('tutor_review')
      .set({ reviewer_id: null })
      .where('reviewer_id', '=', personId)
      .executeTakeFirst()
    const barred = await tables
      .updateTable('tutor_review')
      .set((eb) => ({
        barred: eb.fn<string>('replace', [
          'barred',
          eb.val(JSON.stringify(personId)),
          eb.val('"erased"'),
        ]),
      }))
      .where('barred', 'like', `%${JSON.stringify(personId)}%`)
      .executeTakeFirst()
    return Number(blanked.numUpdatedRows + barred.numUpdatedRows)
  },
})

const reviewFrom = (row: Pick<ReviewTable, (typeof COLUMNS)[number]>): Review => ({
  id: row.id,
  tenantId: row.tenant_id,
  assessmentId: row.assessment_id,
  taskId: row.task_id,
  authorId: row.author_id ?? undefined,
  purpose: row.purpose as ReviewPurpose,
  state: row.state === 'marked' ? 'marked' : 'waiting',
  barred: JSON.parse(row.barred) as string[],
  reasons: JSON.parse(row.reasons) as HumanReason[],
  queuedAt: row.queued_at,
  reviewerId: row.reviewer_id ?? undefined,
  marks: row.marks === null ? undefined : (JSON.parse(row.marks) as ReviewMark[]),
  markedAt: row.marked_at ?? undefined,
})
