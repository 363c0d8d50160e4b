import type { Db } from '../../platform/db/database.ts'
import { answerStore } from '../answers/store.ts'
import { gradingStore } from '../grading/store.ts'
import { reviewStore } from '../reviews/store.ts'
import type { Work } from '../works/work.ts'
import type { Assessment } from './assessment.ts'

/**
 * Everything the decision rests on, private: from it the decision can be made again, and its salted
 * hash in the public record shows that nothing was changed since.
 */
export async function transcriptOf(
  tx: Db,
  assessment: Assessment,
  works: readonly Work[],
): Promise<string> {
  const { id, course, courseVersion, form, objective, seed } = assessment
  const answers = await answerStore(tx).ofAssessment(id)
  const modelMarks = await gradingStore(tx).allMarks(id)
  const reviews = await reviewStore(tx).ofAssessment(id)
  const transcript = {
    ...{ id, course, courseVersion, seed, form, objective: objective ?? null },
    answers: answers.map(({ itemId, answer, correct }) => ({ itemId, answer, correct })),
    works: works.map((work) => ({
      ...{ taskId: work.taskId, text: work.text, savedAt: work.savedAt, flags: work.flags },
      ...{ reasons: work.reasons, grader: work.grader, rubric: work.rubric, model: work.model },
      ...{ proposal: work.proposal, marks: work.marks },
    })),
    modelMarks: modelMarks.map(({ taskId, criterion, number, mark }) => ({
      ...{ taskId, criterion, number },
      ...mark,
    })),
    reviews: reviews.map(({ taskId, purpose, marks, markedAt }) => ({
      ...{ taskId, purpose, marks, markedAt },
    })),
  }
  return JSON.stringify(transcript)
}
