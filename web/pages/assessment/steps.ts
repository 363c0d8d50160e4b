import type { AssessmentView } from '../../../schemas/tutor-messages.ts'

/** One thing after the other: the questions, the tasks, the look back before handing in. */
export type Step =
  | { readonly kind: 'item'; readonly name: string; readonly item: AssessmentView['items'][number] }
  | { readonly kind: 'task'; readonly name: string; readonly task: AssessmentView['tasks'][number] }
  | { readonly kind: 'review'; readonly name: 'review' }

/** The steps in order; `name` stands behind `#` in the address. */
export const stepsOf = ({
  items,
  tasks,
}: Pick<AssessmentView, 'items' | 'tasks'>): readonly Step[] => [
  ...items.map((item, index) => ({ kind: 'item' as const, name: `question-${index + 1}`, item })),
  ...tasks.map((task, index) => ({ kind: 'task' as const, name: `task-${index + 1}`, task })),
  { kind: 'review', name: 'review' },
]

interface Saved {
  readonly answers: Readonly<Record<string, unknown>>
  readonly texts: Readonly<Record<string, string>>
}

/** Has this step an answer? The look back never has. */
export function isAnswered(step: Step, { answers, texts }: Saved): boolean {
  if (step.kind === 'item') return answers[step.item.itemId] !== undefined
  return step.kind === 'task' && (texts[step.task.id] ?? '').trim() !== ''
}

/** Where to go on: the first step without an answer. */
export const firstOpen = (steps: readonly Step[], saved: Saved): string =>
  steps.find((step) => !isAnswered(step, saved))?.name ?? 'review'

/** Words as white space parts them, which is how they are counted when marked. */
export const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length
