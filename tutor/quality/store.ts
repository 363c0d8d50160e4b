import type { Kysely } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { AnswerTables } from '../answers/tables.ts'
import type { AssessmentTables } from '../assessments/tables.ts'
import type { ReviewMark } from '../reviews/review.ts'
import type { ReviewTables } from '../reviews/tables.ts'
import type { WorkTables } from '../works/tables.ts'
import type { CriterionLevel } from '../works/work.ts'
import type { BlindPair } from './drift.ts'
import type { GivenAnswer } from './items.ts'
import type { DecidedAttempt } from './rates.ts'

type AllTables = AnswerTables & AssessmentTables & ReviewTables & WorkTables
type Tables = Kysely<AllTables>

export interface QualityStore {
  answers(): Promise<readonly GivenAnswer[]>
  attempts(): Promise<readonly DecidedAttempt[]>
  /** First blind marks beside the model's. */
  pairs(): Promise<readonly BlindPair[]>
}

/** Demonstrations, and attempts whose decision was taken back, say nothing. */
const DECIDED = ['passed', 'failed'] as const

interface Scope {
  readonly course: string
  readonly tenantId: string
}

/** Of one course, in one organisation. */
export const qualityStore = (db: Db, scope: Scope): QualityStore => {
  const tables = db.tables<AllTables>()
  return {
    answers: () => answersIn(tables, scope),
    attempts: () => attemptsIn(tables, scope),
    pairs: () => pairsIn(tables, scope),
  }
}

async function answersIn(
  tables: Tables,
  { course, tenantId }: Scope,
): Promise<readonly GivenAnswer[]> {
  const rows = await tables
    .selectFrom('tutor_answer as answer')
    .innerJoin('tutor_assessment as assessment', 'assessment.id', 'answer.assessment_id')
    .select(['answer.assessment_id', 'answer.item_id', 'answer.correct'])
    .where('assessment.course', '=', course)
    .where('assessment.tenant_id', '=', tenantId)
    .where('assessment.state', 'in', DECIDED)
    .where('assessment.demo', '=', 0)
    .where('assessment.regrade_of', 'is', null)
    .where('answer.correct', 'is not', null)
    .execute()
  return rows.map(({ assessment_id: assessmentId, item_id: itemId, correct }) => ({
    ...{ assessmentId, itemId, correct: correct === 1 },
  }))
}

async function attemptsIn(
  tables: Tables,
  { course, tenantId }: Scope,
): Promise<readonly DecidedAttempt[]> {
  const rows = await tables
    .selectFrom('tutor_assessment')
    .select(['language', 'graded_by', 'state'])
    .where('course', '=', course)
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', DECIDED)
    .where('demo', '=', 0)
    .execute()
  return rows.map((row) => ({
    language: row.language,
    gradedBy: (JSON.parse(row.graded_by ?? '[]') as string[]).join(' '),
    passed: row.state === 'passed',
  }))
}

async function pairsIn(tables: Tables, { course, tenantId }: Scope): Promise<readonly BlindPair[]> {
  const rows = await tables
    .selectFrom('tutor_review as review')
    .innerJoin('tutor_work as work', (join) =>
      join
        .onRef('work.assessment_id', '=', 'review.assessment_id')
        .onRef('work.task_id', '=', 'review.task_id'),
    )
    .innerJoin('tutor_assessment as assessment', 'assessment.id', 'review.assessment_id')
    .select(['review.marks', 'review.marked_at', 'work.proposal', 'work.model'])
    .where('assessment.course', '=', course)
    .where('assessment.tenant_id', '=', tenantId)
    .where('review.purpose', 'in', ['grade', 'audit'])
    .where('review.state', '=', 'marked')
    .where('work.proposal', 'is not', null)
    .execute()
  return rows.flatMap((row) =>
    pairsOf({
      marks: JSON.parse(row.marks ?? '[]') as ReviewMark[],
      proposal: JSON.parse(row.proposal ?? '[]') as CriterionLevel[],
      model: row.model ?? '',
      markedAt: row.marked_at ?? 0,
    }),
  )
}

function pairsOf(work: {
  readonly marks: readonly ReviewMark[]
  readonly proposal: readonly CriterionLevel[]
  readonly model: string
  readonly markedAt: number
}): readonly BlindPair[] {
  const { marks, proposal, model, markedAt } = work
  return marks.flatMap(({ criterion, level }) => {
    const proposed = proposal.find((each) => each.criterion === criterion)?.level
    return proposed === undefined ? [] : [{ model, markedAt, proposed, marked: level }]
  })
}
