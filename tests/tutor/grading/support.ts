import type { MarkBook } from '../../../tutor/grading/criterion.ts'
import type { Gate, GateKey } from '../../../tutor/grading/gate.ts'
import type { GradedTask } from '../../../tutor/grading/grade-work.ts'
import type { ModelMark } from '../../../tutor/grading/mark.ts'
import type { MarkAnswer, MarkingBrief } from '../../../tutor/grading/prompt.ts'
import type { Ask, StructuredAnswer } from '../../../tutor/structured.ts'

export const ANSWER =
  'I read the register of the town. It says eighteen thousand people. The draft says twenty thousand, so I changed it.'

export const brief: MarkingBrief = {
  language: 'en',
  prompt: 'Find what is wrong in the draft.',
  materials: [{ title: 'The draft', text: 'The town has twenty thousand people.' }],
  markerNotes: 'The number is wrong.',
  exemplars: [
    { answer: 'All wrong, I looked it up.', level: 2, reason: 'says how' },
    { answer: 'Fine.', level: 0, reason: 'says nothing' },
  ],
  criterion: {
    id: 'errors',
    name: 'Errors found',
    anchors: ['nothing', 'one', 'two', 'three with sources'],
  },
}

export const task = (more: Partial<GradedTask> = {}): GradedTask => ({
  language: 'en',
  prompt: brief.prompt,
  words: { min: 10, max: 100 },
  materials: brief.materials,
  criteria: [
    { ...brief.criterion, critical: false },
    { ...brief.criterion, id: 'doubt', name: 'Residual doubt', critical: true },
  ],
  markerNotes: brief.markerNotes,
  exemplars: [
    {
      answer: 'All wrong, I looked it up.',
      marks: [
        { criterion: 'errors', level: 2, reason: 'says how' },
        { criterion: 'doubt', level: 0, reason: 'no doubt' },
      ],
    },
  ],
  rubric: { version: 'c/t1@1', digest: 'digest' },
  ...more,
})

export const said = (level: MarkAnswer['level'], more: Partial<MarkAnswer> = {}): MarkAnswer => ({
  level,
  evidence: ['I read the register of the town'],
  rationale: 'It is shown.',
  confidence: 0.9,
  needs_human: false,
  reason: '',
  ...more,
})

/** Answers in turn; the last one again and again. Not a stand-in of a model: tests of what is made of answers. */
export function answering(...answers: readonly (MarkAnswer | Error)[]): {
  readonly ask: Ask
  readonly asked: string[]
} {
  const asked: string[] = []
  const ask = (async (question: { messages: readonly { content: string }[] }) => {
    asked.push(question.messages.map(({ content }) => content).join('\n---\n'))
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (answer instanceof Error || !answer) throw answer ?? new Error('no answer')
    const full: StructuredAnswer<MarkAnswer> = {
      ...{ value: answer, model: 'm', mode: 'json_schema', repaired: false },
      raw: JSON.stringify(answer),
    }
    return full
  }) as unknown as Ask
  return { ask, asked }
}

export function memoryBook(): MarkBook & { readonly kept: Map<string, ModelMark[]> } {
  const kept = new Map<string, ModelMark[]>()
  return {
    kept,
    read: async (criterion) => kept.get(criterion) ?? [],
    keep: async (criterion, number, mark) => {
      const marks = kept.get(criterion) ?? []
      const first = marks[number]
      if (first) return first
      kept.set(criterion, [...marks, mark])
      return mark
    },
  }
}

export const openGate =
  (leastConfidence = 0.5) =>
  async (key: GateKey): Promise<Gate> => ({ ...key, leastConfidence })
