/**
 * Answers of a model that keep to a schema, whatever the server can do to hold it to one.
 *
 * @module
 */

import type { Static, TSchema } from 'typebox'
import { parser } from '../platform/http/validate.ts'
import type { Model, ModelMessage, ModelReply, ModelRequest, ResponseFormat } from './model.ts'
import { ModelFailure } from './model-failure.ts'
import { parseStrictJson } from './strict-json.ts'

export type ResponseMode = ResponseFormat['mode']

/** Strongest first. Some servers take the first without keeping to it: every answer is checked again. */
const MODES: readonly ResponseMode[] = ['json_schema', 'json_object', 'prompt']

export interface Question<T extends TSchema> {
  /** Name of the schema, as some servers want one. */
  readonly name: string
  /** Portable: every member required, `additionalProperties: false`. */
  readonly schema: T
  readonly messages: readonly ModelMessage[]
  readonly maxTokens: number
  readonly signal?: AbortSignal
}

export interface StructuredAnswer<T> {
  readonly value: T
  readonly model: string
  readonly mode: ResponseMode
  readonly repaired: boolean
  /** The model's words, for the private record. */
  readonly raw: string
}

/**
 * Asks for a JSON value; a value that does not fit is sent back once.
 *
 * @throws {ModelFailure} `schema` when the second answer does not fit either, or why no answer came
 */
export type Ask = <T extends TSchema>(question: Question<T>) => Promise<StructuredAnswer<Static<T>>>

export function createAsk(model: Model): Ask {
  let known = 0 // index of the strongest mode that the server has not refused
  const send = async (question: Question<TSchema>, extra: readonly ModelMessage[]) => {
    for (;;) {
      const mode = MODES[known] ?? 'prompt'
      try {
        return { mode, reply: await model.complete(toRequest(question, mode, extra)) }
      } catch (failure) {
        if (!refusesFormat(failure) || known >= MODES.length - 1) throw failure
        known++
      }
    }
  }
  return async (question) => {
    const check = parser(question.schema)
    const first = await send(question, [])
    try {
      return answer(first, { check, repaired: false })
    } catch (fault) {
      const second = await send(question, repairOf(first.reply.text, fault))
      try {
        return answer(second, { check, repaired: true })
      } catch (cause) {
        throw new ModelFailure('schema', { cause })
      }
    }
  }
}

function answer<T>(
  { mode, reply }: { mode: ResponseMode; reply: ModelReply },
  { check, repaired }: { check: (value: unknown) => T; repaired: boolean },
): StructuredAnswer<T> {
  const value = check(parseStrictJson(withoutFence(reply.text)))
  return { value, model: reply.model, mode, repaired, raw: reply.text }
}

const refusesFormat = (failure: unknown): boolean =>
  failure instanceof ModelFailure &&
  failure.reason === 'rejected' &&
  (failure.status === 400 || failure.status === 422)

function toRequest(
  { name, schema, messages, maxTokens, signal }: Question<TSchema>,
  mode: ResponseMode,
  extra: readonly ModelMessage[],
): ModelRequest {
  const said = mode === 'json_schema' ? messages : withSchema(messages, schema)
  const format: ResponseFormat = mode === 'json_schema' ? { mode, name, schema } : { mode }
  const request = { messages: [...said, ...extra], maxTokens, temperature: 0, format }
  return signal ? { ...request, signal } : request
}

/** Said where the server does not hold the model to the schema; `json_object` also wants the word JSON. */
function withSchema(messages: readonly ModelMessage[], schema: TSchema): readonly ModelMessage[] {
  const content = `Answer with one JSON object and nothing else. Its JSON Schema: ${JSON.stringify(schema)}`
  const [first, ...rest] = messages
  return first?.role === 'system'
    ? [{ role: 'system', content: `${first.content}\n\n${content}` }, ...rest]
    : [{ role: 'system', content }, ...messages]
}

function repairOf(text: string, fault: unknown): readonly ModelMessage[] {
  const why = fault instanceof Error ? fault.message.slice(0, 300) : 'it could not be read'
  return [
    { role: 'assistant', content: text.slice(0, 8_000) },
    {
      role: 'user',
      content: `That does not fit the JSON Schema: ${why}. Send the corrected JSON object alone.`,
    },
  ]
}

/** Models without a schema like to wrap JSON in a Markdown fence; anything else around it is a fault. */
function withoutFence(text: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/i.exec(text)?.[1] ?? text
}
