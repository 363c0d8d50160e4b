/**
 * Half a year of assessments, as the tables hold them: decided, marked beside the model, and waiting.
 *
 * @module
 */

import type { Level } from '../../../schemas/course-content.ts'
import { assessmentStore } from '../../../tutor/assessments/store.ts'
import { reviewStore } from '../../../tutor/reviews/store.ts'
import { workStore } from '../../../tutor/works/store.ts'
import type { TestServer } from '../../support/server.ts'
import { assessment, review } from '../../tutor/stores/support.ts'

const COURSE = 'ai-foundations'
const DAY = 24 * 3600
const CRITERIA = ['split', 'risk', 'check-point', 'accountability'] as const

/** Attempts, of whom the later know more. */
const ATTEMPTS = 42

/** Questions: answered rightly by those from the given attempt on; one that nobody's knowledge tells of. */
const ITEMS: readonly (readonly [id: string, isRight: (attempt: number) => boolean])[] = [
  ['behaviour-01', (attempt) => attempt > 0],
  ['checking-02', (attempt) => attempt > 12],
  ['choosing-07', (attempt) => attempt > 25],
  ['asking-04', (attempt) => attempt % 2 === 0],
]

export async function seedQuality(server: TestServer): Promise<void> {
  const { db, clock } = server.services.ground
  const now = clock()
  const answers: object[] = []
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const id = `quality-${attempt}`
    await decide(server, id, attempt)
    const asked = attempt < 9 ? [...ITEMS, ['sessions-03', () => true] as const] : ITEMS
    for (const [item_id, isRight] of asked) {
      const correct = isRight(attempt) ? 1 : 0
      answers.push({ assessment_id: id, item_id, answer: '"o1"', correct, saved_at: now })
    }
  }
  await db
    .tables<{ tutor_answer: Record<string, unknown> }>()
    .insertInto('tutor_answer')
    .values(answers.map((row) => ({ ...row })))
    .execute()
  for (const [index, days] of [0, 0, 2, 5, 9, 12].entries()) await wait(server, index, days)
}

async function decide(server: TestServer, id: string, attempt: number): Promise<void> {
  const { db, clock } = server.services.ground
  const language = (['fr', 'ar', 'en'] as const)[attempt % 3] ?? 'fr'
  const state = attempt > 16 ? 'passed' : 'failed'
  const gradedBy = ['auto-objective', attempt % 4 === 0 ? 'llm+gate' : 'human'] as const
  const person = { course: COURSE, language, personId: `person-${attempt}` } as const
  await assessmentStore(db).add(assessment(id, person))
  await assessmentStore(db).change(id, ['open'], { state, gradedBy, endedAt: clock() })
  if (attempt < 15) await markBeside(server, { id, attempt })
}

/** The model's levels beside a person's: alike at first, kinder by a level in the last month. */
async function markBeside(
  server: TestServer,
  { id, attempt }: { readonly id: string; readonly attempt: number },
): Promise<void> {
  const { db, clock } = server.services.ground
  const monthsAgo = attempt < 6 ? 2 : attempt < 12 ? 1 : 0
  const at = clock() - monthsAgo * 31 * DAY
  const level = (index: number): Level => ((attempt + index) % 3) as Level
  const marks = CRITERIA.map((criterion, index) => ({ criterion, level: level(index), note: '' }))
  const kinder = monthsAgo === 1 ? 1 : 0
  const proposal = marks.map((mark) => ({ ...mark, level: (mark.level + kinder) as Level }))
  const place = { assessmentId: id, taskId: 't1' }
  await workStore(db).save(place, { text: 'A memo.', fingerprint: id }, at)
  await workStore(db).move(place, 'draft', {
    ...{ state: 'marked', proposal },
    model: { name: 'small-model', promptHash: 'p' },
  })
  await reviewStore(db).queue(review(`done-${id}`, { ...place, queuedAt: at }))
  const reviewerId = attempt % 3 === 0 ? 'rose' : 'rick'
  await reviewStore(db).mark(`done-${id}`, marks, { reviewerId, at })
}

async function wait(server: TestServer, index: number, days: number): Promise<void> {
  const { db, clock } = server.services.ground
  const id = `waiting-${index}`
  await assessmentStore(db).add(
    assessment(id, {
      ...{ course: COURSE, language: 'fr', state: 'awaiting-review', personId: `waits-${index}` },
      form: { digest: 'd', language: 'fr', items: [], tasks: ['t1'] },
    }),
  )
  const place = { assessmentId: id, taskId: 't1' }
  await workStore(db).save(place, { text: 'Une note.', fingerprint: id }, clock())
  await reviewStore(db).queue(review(`r-${id}`, { ...place, queuedAt: clock() - days * DAY }))
}
