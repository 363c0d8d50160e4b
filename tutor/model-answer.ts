import Type, { type Static, type TSchema } from 'typebox'
import { parser } from '../platform/http/validate.ts'
import { ModelFailure, type ModelFailureReason } from './model-failure.ts'
import { parseStrictJson } from './strict-json.ts'

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))

const usage = Type.Optional(
  Type.Union([Type.Object({ total_tokens: Type.Optional(Type.Number()) }), Type.Null()]),
)

const Said = Type.Object({ content: text, refusal: text })

const CompletionBody = Type.Object({
  model: text,
  choices: Type.Array(Type.Object({ finish_reason: text, message: Said })),
  usage,
})

const ChunkBody = Type.Object({
  model: text,
  choices: Type.Optional(
    Type.Array(Type.Object({ finish_reason: text, delta: Type.Optional(Said) })),
  ),
  usage,
})

/** What an answer, or one event of a streamed answer, says. */
export interface Chunk {
  readonly text: string
  readonly refusal: string
  readonly finish: string | undefined
  readonly model: string | undefined
  readonly tokens: number | undefined
}

const parse = <T extends TSchema>(schema: T): ((value: unknown) => Static<T>) => {
  const parseValue = parser(schema)
  return (value) => {
    try {
      return parseValue(value)
    } catch (cause) {
      throw new ModelFailure('malformed', { cause })
    }
  }
}

const parseCompletionBody = parse(CompletionBody)
const parseChunkBody = parse(ChunkBody)

/** Reads the body of an answer that was not streamed. */
export function parseCompletion(response: Response, body: string): Chunk {
  const type = response.headers.get('content-type') ?? ''
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) throw new ModelFailure('not-json')
  const { model, choices, usage: used } = parseCompletionBody(parsed(body))
  const [choice] = choices
  if (!choice) throw new ModelFailure('empty')
  return {
    text: choice.message.content ?? '',
    refusal: choice.message.refusal ?? '',
    finish: choice.finish_reason ?? undefined,
    model: model ?? undefined,
    tokens: used?.total_tokens,
  }
}

function parsed(body: string): unknown {
  try {
    return parseStrictJson(body)
  } catch (cause) {
    throw new ModelFailure('malformed', { cause })
  }
}

export function parseChunk(event: unknown): Chunk {
  const { model, choices, usage: used } = parseChunkBody(event)
  const choice = choices?.[0]
  return {
    text: choice?.delta?.content ?? '',
    refusal: choice?.delta?.refusal ?? '',
    finish: choice?.finish_reason ?? undefined,
    model: model ?? undefined,
    tokens: used?.total_tokens,
  }
}

const UNFINISHED: Readonly<Record<string, ModelFailureReason>> = {
  length: 'length',
  content_filter: 'content-filter',
}

/**
 * The text of a finished answer.
 *
 * @throws {ModelFailure} unless the server said `stop`, refused nothing and is the model asked for
 */
export function finishedText(
  chunks: readonly Chunk[],
  asked: string,
): { text: string; model: string; tokens: number | undefined } {
  const finish = last(chunks, 'finish')
  if (chunks.some(({ refusal }) => refusal)) throw new ModelFailure('refusal')
  if (finish !== 'stop') {
    const detail = finish ? `finish reason ${finish.slice(0, 40)}` : 'no finish reason'
    throw new ModelFailure(UNFINISHED[finish ?? ''] ?? 'cut', { detail })
  }
  const whole = chunks.map((chunk) => chunk.text).join('')
  if (!whole.trim()) throw new ModelFailure('empty')
  const model = last(chunks, 'model') ?? asked
  if (!sameModel(asked, model)) throw new ModelFailure('wrong-model')
  return { text: whole, model, tokens: last(chunks, 'tokens') }
}

const last = <K extends 'finish' | 'model' | 'tokens'>(chunks: readonly Chunk[], member: K) =>
  chunks.findLast((chunk) => chunk[member] !== undefined)?.[member]

/** Servers drop a prefix (`vendor/name`) and add a date (`name-2026-08-06`); another model is another name. */
function sameModel(asked: string, echoed: string): boolean {
  const base = (name: string) => (name.split('/').at(-1) ?? name).toLowerCase()
  const [a, b] = [base(asked).replace(/[-:]latest$/, ''), base(echoed).replace(/[-:]latest$/, '')]
  return a === b || (b.startsWith(a) && /^[-@:]\d/.test(b.slice(a.length)))
}
