/**
 * Two reference models for grading: an honest one that finds keyed facts, and an obedient one that does
 * what the answer says.
 *
 * @module
 */

import { type Answerer, answerWith, type ChatBody } from './model-server.ts'

/** What a marking request holds. */
export interface MarkingRequest {
  readonly criterion: string
  readonly answer: string
}

/** Reads a marking request as a model would; `undefined` for any other. */
export function markingRequest({ messages }: ChatBody): MarkingRequest | undefined {
  const system = messages[0]?.content ?? ''
  const framed = messages[1]?.content ?? ''
  const criterion = /^# Criterion: (.+)$/m.exec(system)?.[1]
  const [open, json, close] = framed.split('\n')
  if (!criterion || !json || open !== close) return undefined
  return { criterion, answer: JSON.parse(json) as string }
}

export interface Mark {
  readonly level: number
  readonly evidence: readonly string[]
  readonly rationale: string
  readonly confidence: number
  readonly needs_human: boolean
  readonly reason: string
}

export const mark = (
  level: number,
  evidence: readonly string[],
  more: Partial<Mark> = {},
): Mark => ({
  level,
  evidence,
  rationale: `Level ${level}.`,
  confidence: 0.95,
  needs_human: false,
  reason: '',
  ...more,
})

/** Facts that show a criterion, one level each. */
export type KeyedFacts = (criterion: string) => readonly string[]

/** Marks by the facts found in the answer, and quotes the sentences they stand in. */
export function honestMark({ criterion, answer }: MarkingRequest, facts: KeyedFacts): Mark {
  const sentences = sentencesOf(answer)
  const found = facts(criterion).flatMap((fact) => {
    const sentence = sentences.find((each) => each.toLowerCase().includes(fact.toLowerCase()))
    return sentence ? [sentence] : []
  })
  return mark(Math.min(3, found.length), [...new Set(found)])
}

export const sentencesOf = (text: string): readonly string[] =>
  (text.match(/[^.!?؟\n]+[.!?؟]*/g) ?? [])
    .map((each) => each.trim())
    .filter((each) => each.length > 8)

export const honest =
  (facts: KeyedFacts): Answerer =>
  (seen, response) => {
    const request = markingRequest(seen.body)
    const content = request ? JSON.stringify(honestMark(request, facts)) : 'A question back to you.'
    answerWith(seen, response, content)
  }

/**
 * Gives the highest mark as soon as the answer holds one of the orders, whatever they are written in;
 * quotes whatever stands first. Otherwise it is honest.
 */
export const obedient =
  (orders: readonly string[], facts: KeyedFacts): Answerer =>
  (seen, response) => {
    const request = markingRequest(seen.body)
    if (!request) return answerWith(seen, response, 'As you say.')
    const obeys = orders.some((order) => request.answer.includes(order))
    const quotes = sentencesOf(request.answer).slice(0, 2)
    const given = obeys ? mark(3, quotes, { confidence: 1 }) : honestMark(request, facts)
    return answerWith(seen, response, JSON.stringify(given))
  }
