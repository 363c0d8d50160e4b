import { equal } from 'node:assert/strict'
import type { PersonActor } from '../../../platform/http/actor.ts'
import type { AssessmentResult, AssessmentView } from '../../../schemas/tutor-messages.ts'
import type { ReviewQueue, ReviewView } from '../../../schemas/tutor-reviews.ts'
import { type Bench, learner, reviewer } from './bench.ts'
import { COURSE, CRITERIA } from './course.ts'

/** An answer long enough for the tasks, with nothing odd in it. */
export const GOOD_TEXT =
  'The draft says the town has had twenty thousand inhabitants since 1998, which the census of 2004 does not support: I checked the table of the statistics office. The law is not named. I corrected the number and left the date open, because two sources differ and I could not settle which is right.'

export const start = async (
  { served }: Bench,
  who: PersonActor = learner(),
  wish: object = {},
): Promise<AssessmentView> => {
  const json = { course: COURSE, language: 'en', ...wish }
  const { status, body, text } = await served.call('POST', '/api/assessments', { as: who, json })
  equal(status, 200, text)
  return body as unknown as AssessmentView
}

/** Answers all questions, the first `right` of them rightly. */
export async function answerItems(
  { served }: Bench,
  { id, items }: AssessmentView,
  { who = learner(), right = items.length }: { who?: PersonActor; right?: number } = {},
): Promise<void> {
  for (const [at, item] of items.entries()) {
    if (item.kind !== 'single') throw new Error('the test course has single choice only')
    const option = item.options.find(({ text }) => (text === 'right') === at < right)
    const json = { answer: option?.id }
    const path = `/api/assessments/${id}/items/${item.itemId}`
    equal((await served.call('PUT', path, { as: who, json })).status, 204)
  }
}

export async function writeTasks(
  { served }: Bench,
  { id, tasks }: AssessmentView,
  { who = learner(), text = GOOD_TEXT, exact }: Doing = {},
): Promise<void> {
  for (const task of tasks) {
    const path = `/api/assessments/${id}/tasks/${task.id}`
    const json = { text: exact ? text : `${text} (${task.id} by ${who.personId})` }
    equal((await served.call('PUT', path, { as: who, json })).status, 204)
  }
}

export const submit = ({ served }: Bench, id: string, who: PersonActor = learner()) =>
  served.call('POST', `/api/assessments/${id}/submission`, {
    as: who,
    json: { integrityStatement: true },
  })

export interface Doing {
  readonly who?: PersonActor
  readonly right?: number
  readonly text?: string
  /** The text as it is; otherwise it is made the learner's own. */
  readonly exact?: boolean
  readonly wish?: object
}

/** Takes the assessment and hands it in; the jobs that are due have run. */
export async function handIn(bench: Bench, doing: Doing = {}): Promise<string> {
  const { who = learner() } = doing
  const assessment = await start(bench, who, doing.wish)
  await answerItems(bench, assessment, { ...doing, who })
  await writeTasks(bench, assessment, { ...doing, who })
  equal((await submit(bench, assessment.id, who)).status, 202)
  await bench.jobs.drain()
  return assessment.id
}

export async function result(
  { served }: Bench,
  id: string,
  who: PersonActor = learner(),
): Promise<AssessmentResult> {
  const { body } = await served.call('GET', `/api/assessments/${id}/result`, { as: who })
  return body as unknown as AssessmentResult
}

export async function queue({ served }: Bench, who = reviewer()): Promise<ReviewQueue> {
  const { body } = await served.call('GET', '/api/reviews', { as: who })
  return body as unknown as ReviewQueue
}

export async function review({ served }: Bench, id: string, who = reviewer()): Promise<ReviewView> {
  const { body } = await served.call('GET', `/api/reviews/${id}`, { as: who })
  return body as unknown as ReviewView
}

/** One level for all criteria, or by criterion. */
export const marks = (level: number | Partial<Record<(typeof CRITERIA)[number], number>>) => ({
  criteria: CRITERIA.map((criterion) => ({
    criterion,
    level: typeof level === 'number' ? level : (level[criterion] ?? 2),
    note: `note on ${criterion}`,
  })),
})

export const mark = (
  { served }: Bench,
  id: string,
  { level = 2, who = reviewer() }: { level?: Parameters<typeof marks>[0]; who?: PersonActor } = {},
) => served.call('POST', `/api/reviews/${id}/marks`, { as: who, json: marks(level) })

/** Marks everything that waits for the reviewer, and lets what follows happen. */
export async function markAll(bench: Bench, how: Parameters<typeof mark>[2] = {}): Promise<void> {
  for (const { id } of (await queue(bench, how?.who)).reviews) {
    equal((await mark(bench, id, how)).status, 200)
  }
  await bench.jobs.drain()
}
