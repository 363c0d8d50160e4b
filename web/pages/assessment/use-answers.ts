import { useCallback, useState } from 'react'
import type { ItemAnswer } from '../../../schemas/courses.ts'
import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import type { Saving } from './use-saving.ts'

/** What was answered so far, and answering more. */
export interface Held {
  readonly answers: Readonly<Record<string, ItemAnswer>>
  readonly texts: Readonly<Record<string, string>>
  readonly answer: (itemId: string, answer: ItemAnswer) => void
  readonly write: (taskId: string, text: string) => void
}

const TYPING_PAUSE = 800 // milliseconds

/** Holds the answers and saves each as it is given. */
export function useAnswers(assessment: AssessmentView, { save }: Saving): Held {
  const { id } = assessment
  const [answers, setAnswers] = useState(assessment.answers)
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(assessment.tasks.map((task) => [task.id, task.text])),
  )
  const answer = useCallback(
    (itemId: string, value: ItemAnswer) => {
      setAnswers((last) => ({ ...last, [itemId]: value }))
      save(`/api/assessments/${id}/items/${itemId}`, { answer: value }, 250)
    },
    [id, save],
  )
  const write = useCallback(
    (taskId: string, text: string) => {
      setTexts((last) => ({ ...last, [taskId]: text }))
      save(`/api/assessments/${id}/tasks/${taskId}`, { text }, TYPING_PAUSE)
    },
    [id, save],
  )
  return { answers, texts, answer, write }
}
