import { isoTime } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AttemptToAssure } from '../../schemas/tutor-assurance.ts'
import type { AssuranceView } from '../../schemas/tutor-messages.ts'
import { type Assessment, UNDECIDED } from '../assessments/assessment.ts'
import type { TutorGround } from '../deps.ts'
import type { AssurableAttempt } from './assurance.ts'
import { codeOf } from './code.ts'
import { type AssuranceNote, assuranceStore } from './store.ts'

/** What a learner sees: the code to show while it can still be noted, and what was. */
export async function assuranceOf(
  db: Db,
  { id, state }: Pick<Assessment, 'id' | 'state'>,
): Promise<AssuranceView> {
  const notes = await assuranceStore(db).ofAssessment(id)
  return {
    ...(UNDECIDED.includes(state) ? { code: codeOf(id) } : {}),
    notes: notes.map(shown),
  }
}

const shown = ({
  assurance,
  statement,
  notedAt,
}: AssuranceNote): AssuranceView['notes'][number] => ({
  ...{ assurance, statement, at: isoTime(notedAt) },
})

/** What whoever vouches sees: whose attempt it is, so that a document can be compared, and what was noted. */
export async function attemptView(
  { db, courses, people }: TutorGround,
  attempt: AssurableAttempt,
): Promise<AttemptToAssure> {
  const { id, course, language, state, startedAt, assurance, personId } = attempt
  const learner = await people.byId(personId)
  const notes = await assuranceStore(db).ofAssessment(id)
  return {
    ...{ id, code: codeOf(id), course, courseTitle: courses.title(course, language) },
    learner: { name: learner?.name ?? '', email: learner?.email ?? '' },
    ...{ language, state, startedAt: isoTime(startedAt), assurance, notes: notes.map(shown) },
  }
}
