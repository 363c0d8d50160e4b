import Type, { type Static } from 'typebox'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { parseStrictJson } from '../strict-json.ts'

const Marks = Type.Number({ minimum: 0 })

/** A marked answer: one line of a dataset. Other members are left alone: public sets carry many. */
export const MarkedAnswer = Type.Object({
  id: Type.Union([Type.String(), Type.Number()]),
  lang: Type.String({ minLength: 2, maxLength: 10 }),
  item: Type.Union([Type.String(), Type.Number()]),
  question: Type.Optional(Type.String()),
  reference: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  answer: Type.String(),
  /** Marks of the first and second human, from 0 to `max`. */
  h1: Marks,
  h2: Type.Optional(Type.Union([Marks, Type.Null()])),
  max: Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }),
  /** A mark already given by a grader. */
  grader: Type.Optional(Type.Union([Marks, Type.Null()])),
  /** Further marks of the same grader on the same answer, for test and retest. */
  retests: Type.Optional(Type.Array(Marks, { maxItems: 10 })),
  confidence: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
})

export type MarkedAnswer = Static<typeof MarkedAnswer>

/** A line cannot be used; `message` names it and the member at fault. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
}

const parse = parser(MarkedAnswer)

/**
 * Reads JSON lines; empty ones are passed over.
 *
 * @throws {DatasetError} naming the line
 */
export function readDataset(text: string): readonly MarkedAnswer[] {
  const answers = text
    .split(/\r?\n/)
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]))
  if (answers.length === 0) throw new DatasetError('the dataset is empty')
  return answers
}

function readLine(line: string, number: number): MarkedAnswer {
  try {
    const answer = parse(parseStrictJson(line))
    const beyond = (['h1', 'h2', 'grader'] as const).find(
      (member) => (answer[member] ?? 0) > answer.max,
    )
    if (beyond) throw new DatasetError(`line ${number}: /${beyond} is above max ${answer.max}`)
    return answer
  } catch (cause) {
    if (cause instanceof Problem || cause instanceof SyntaxError) {
      throw new DatasetError(`line ${number}: ${cause.message}`, { cause })
    }
    throw cause
  }
}
