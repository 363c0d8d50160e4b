/**
 * The review queue as reviewers see it: blind, oldest first.
 *
 * @module
 */

import { isoTime } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { ReviewQueue, ReviewSummary, ReviewView } from '../../schemas/tutor-reviews.ts'
import type { Assessment } from '../assessments/assessment.ts'
import { assessmentStore } from '../assessments/store.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { workStore } from '../works/store.ts'
import { reviewFor } from './marking.ts'
import type { Review } from './review.ts'
import { type Reviewer, reviewStore } from './store.ts'

const DAY = 24 * 3600
const SHOWN = 100
/** Days after which work waits too long. */
const OVERDUE = 7
const LOOKED_BACK = 30 * DAY

export async function queueFor(ground: TutorGround, reviewer: Reviewer): Promise<ReviewQueue> {
  const store = reviewStore(ground.db)
  const now = ground.clock()
  const shown = await store.waitingFor(reviewer, SHOWN)
  const reviews = shown.map(async (review) => {
    const assessment = await assessmentStore(ground.db).byId(review.assessmentId)
    return assessment ? [summaryOf(ground, assessment, review)] : []
  })
  const ages = (await store.waiting(reviewer.tenantId)).map(({ queuedAt }) => daysOf(now, queuedAt))
  const workload = await store.workload(reviewer.tenantId, now - LOOKED_BACK)
  return {
    reviews: (await Promise.all(reviews)).flat(),
    ageing: {
      waiting: ages.length,
      overdue: ages.filter((days) => days >= OVERDUE).length,
      oldestDays: Math.max(0, ...ages),
      byAge: [between(ages, 0, 1), between(ages, 1, 3), between(ages, 3, 7), between(ages, 7)],
    },
    workload: {
      mine: workload.get(reviewer.personId) ?? 0,
      all: [...workload.values()].reduce((sum, each) => sum + each, 0),
      people: workload.size,
    },
  }
}

const daysOf = (now: number, then: number): number => Math.floor((now - then) / DAY)

const between = (ages: readonly number[], from: number, to = Number.POSITIVE_INFINITY): number =>
  ages.filter((days) => days >= from && days < to).length

function summaryOf(
  { courses, clock }: TutorGround,
  { course, form }: Assessment,
  { id, taskId, queuedAt, purpose }: Review,
): ReviewSummary {
  const days = daysOf(clock(), queuedAt)
  return {
    ...{ id, course, courseTitle: courses.title(course, form.language), task: taskId },
    taskTitle: courses.taskForMarking(course, taskId, form.language).title,
    ...{ language: form.language, queuedAt: isoTime(queuedAt), days, overdue: days >= OVERDUE },
    // An audit looks like any other work, so that it is marked like any other.
    again: purpose === 'second' || purpose === 'resolution',
  }
}

/** @throws {Problem} `unknown-review` */
export async function reviewView(
  ground: TutorGround,
  reviewer: Reviewer,
  id: string,
): Promise<ReviewView> {
  const { db, courses } = ground
  const review = await reviewFor(db, reviewer, id)
  const assessment = await assessmentStore(db).byId(review.assessmentId)
  const work = await workStore(db).find(review)
  const mine = review.reviewerId === reviewer.personId
  if (!assessment || !work || (review.state === 'marked' && !mine)) {
    throw new Problem(tutorProblems.unknownReview)
  }
  const { course, form } = assessment
  const task = courses.taskForMarking(course, review.taskId, form.language)
  const knows = mine || review.purpose === 'resolution'
  return {
    ...summaryOf(ground, assessment, review),
    ...{ state: review.state, prompt: task.prompt, materials: [...task.materials] },
    criteria: task.criteria.map(({ id: criterion, name, critical, anchors }) => ({
      ...{ id: criterion, name, critical, anchors: [...anchors] },
    })),
    markerNotes: task.markerNotes,
    exemplars: task.exemplars.map(({ answer, marks }) => ({ answer, marks: [...marks] })),
    answer: work.text,
    ...(mine && review.marks ? { marks: [...review.marks] } : {}),
    ...(knows ? { others: await othersOf(ground, review) } : {}),
  }
}

async function othersOf(
  { db }: TutorGround,
  review: Review,
): Promise<NonNullable<ReviewView['others']>> {
  const work = await workStore(db).find(review)
  const reviews = await reviewStore(db).ofAssessment(review.assessmentId)
  const markers = reviews
    .filter(({ id, taskId, marks }) => id !== review.id && taskId === review.taskId && marks)
    .map(({ marks }) => [...(marks ?? [])])
  return {
    flags: [...(work?.flags ?? [])],
    reasons: [...(work?.reasons ?? [])],
    proposal: (work?.proposal ?? []).map(({ criterion, level }) =>
      level === undefined ? { criterion } : { criterion, level },
    ),
    markers,
  }
}
