/**
 * A human marks: one work, blind, and what follows from it.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problem.ts'
import type { Assessment } from '../assessments/assessment.ts'
import { judge, settle } from '../assessments/settle.ts'
import { assessmentStore } from '../assessments/store.ts'
import { assuranceStore } from '../assurance/store.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { workStore } from '../works/store.ts'
import { overturn } from './overturn.ts'
import { areApart, meansOf, type Review, type ReviewMark, type ReviewPurpose } from './review.ts'
import { queueReview } from './sample.ts'
import { type Reviewer, reviewStore } from './store.ts'

/** Nobody marks their own work, nor the same work twice, nor for another organisation, nor one whose author they identified. */
export const maySee = ({ personId, tenantId }: Reviewer, review: Review): boolean =>
  review.tenantId === tenantId &&
  review.authorId !== personId &&
  (!review.barred.includes(personId) || review.reviewerId === personId)

/** @throws {Problem} `unknown-review`, the same for one that is not for this reviewer */
export async function reviewFor(db: Db, reviewer: Reviewer, id: string): Promise<Review> {
  const review = await reviewStore(db).byId(id)
  if (!review || !maySee(reviewer, review)) throw new Problem(tutorProblems.unknownReview)
  const { assessmentId, state } = review
  if (
    state === 'waiting' &&
    (await assuranceStore(db).isWitness(assessmentId, reviewer.personId))
  ) {
    throw new Problem(tutorProblems.unknownReview)
  }
  return review
}

/**
 * Marks a work. The same reviewer sending marks again is told what is kept.
 *
 * @throws {Problem} `unknown-review`, `review-taken`, `marks-do-not-fit`
 */
export function markReview(
  ground: TutorGround,
  reviewer: Reviewer,
  given: { readonly id: string; readonly marks: readonly ReviewMark[] },
): Promise<Review> {
  return ground.db.transaction(async (tx) => {
    const review = await reviewFor(tx, reviewer, given.id)
    if (review.state === 'marked' && review.reviewerId === reviewer.personId) return review
    const assessment = await assessmentStore(tx).lock(review.assessmentId)
    if (!assessment) throw new Problem(tutorProblems.unknownReview)
    checkMarks(ground, { assessment, review }, given.marks)
    const by = { reviewerId: reviewer.personId, at: ground.clock() }
    if (!(await reviewStore(tx).mark(review.id, given.marks, by))) {
      throw new Problem(tutorProblems.reviewTaken)
    }
    await recordMarks(ground, tx, { assessment, review, reviewer, marks: given.marks })
    const marked = await reviewFor(tx, reviewer, review.id)
    await NEXT[review.purpose]({ ground, tx, assessment, review: marked, marks: given.marks })
    return marked
  })
}

function checkMarks(
  { courses }: TutorGround,
  { assessment, review }: { assessment: Assessment; review: Review },
  marks: readonly ReviewMark[],
): void {
  const { course, form } = assessment
  const { criteria } = courses.taskForMarking(course, review.taskId, form.language)
  const wanted = criteria.map(({ id }) => id).sort()
  const given = marks.map(({ criterion }) => criterion).sort()
  if (JSON.stringify(wanted) !== JSON.stringify(given)) {
    const detail = `each of ${wanted.join(', ')} wants one mark`
    throw new Problem(tutorProblems.marksDoNotFit, { detail })
  }
}

async function recordMarks(
  { audit }: TutorGround,
  tx: Db,
  what: {
    readonly assessment: Assessment
    readonly review: Review
    readonly reviewer: Reviewer
    readonly marks: readonly ReviewMark[]
  },
): Promise<void> {
  const { assessment, review, reviewer, marks } = what
  await audit.record(tx, {
    tenantId: review.tenantId,
    kind: 'review.marked',
    subjectId: assessment.id,
    facts: {
      ...{ review: review.id, task: review.taskId, purpose: review.purpose },
      reviewer: createHash('sha256').update(reviewer.personId).digest('hex'),
    },
    ...(assessment.personId === undefined
      ? {}
      : { personId: assessment.personId, personal: { marks: marks.map((mark) => ({ ...mark })) } }),
  })
}

interface Marked {
  readonly ground: TutorGround
  readonly tx: Db
  readonly assessment: Assessment
  readonly review: Review
  readonly marks: readonly ReviewMark[]
}

/** What follows from the marks, by what they were asked for. */
const NEXT: Readonly<Record<ReviewPurpose, (marked: Marked) => Promise<void>>> = {
  grade: async (marked) => {
    const { tx, review, marks } = marked
    const work = await workStore(tx).find(review)
    if (areApart(work?.proposal ?? [], marks)) return another(marked, 'second')
    await finish(marked, [marks])
  },
  second: async (marked) => {
    const first = await marksBefore(marked, 'grade')
    if (areApart(first, marked.marks)) return another(marked, 'resolution')
    await finish(marked, [first, marked.marks])
  },
  resolution: (marked) => finish(marked, [marked.marks]),
  audit: async (marked) => {
    if (await wouldFlip(marked)) await another(marked, 'audit-second')
  },
  'audit-second': async (marked) => {
    if (!(await wouldFlip(marked))) return
    const { ground, tx, assessment } = marked
    await overturn(ground, tx, {
      assessment,
      reason: 'audit',
      regrade: assessment.state === 'failed',
    })
  },
}

async function marksBefore(
  { tx, review }: Marked,
  purpose: ReviewPurpose,
): Promise<readonly ReviewMark[]> {
  const reviews = await reviewStore(tx).ofAssessment(review.assessmentId)
  const before = reviews.find((each) => each.taskId === review.taskId && each.purpose === purpose)
  return before?.marks ?? []
}

async function another({ ground, tx, assessment, review }: Marked, purpose: ReviewPurpose) {
  const barred = [...review.barred, ...(review.reviewerId ? [review.reviewerId] : [])]
  const reasons = ['markers-apart'] as const
  await queueReview(ground, tx, { assessment, taskId: review.taskId, purpose, reasons, barred })
}

async function finish(
  { ground, tx, assessment, review }: Marked,
  markers: readonly (readonly ReviewMark[])[],
): Promise<void> {
  const { courses } = ground
  const { rubric } = courses.taskForMarking(
    assessment.course,
    review.taskId,
    assessment.form.language,
  )
  const change = { state: 'marked', grader: 'human', marks: meansOf(markers), rubric } as const
  await workStore(tx).move(review, 'review', change)
  if (review.reviewerId !== undefined) {
    await assessmentStore(tx).change(assessment.id, ['grading', 'awaiting-review'], {
      decidedBy: review.reviewerId,
    })
  }
  await settle(ground, tx, assessment.id)
}

/** Whether the decision would be another one with these marks in place of the model's. */
async function wouldFlip({ ground, tx, assessment, review, marks }: Marked): Promise<boolean> {
  if (assessment.state !== 'passed' && assessment.state !== 'failed') return false
  const works = await workStore(tx).ofAssessment(assessment.id)
  const changed = works.map((work) =>
    work.taskId === review.taskId ? { ...work, marks: meansOf([marks]) } : work,
  )
  return judge(ground, { assessment, works: changed }) !== (assessment.state === 'passed')
}
