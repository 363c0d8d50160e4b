/**
 * A value that fits a schema, for the examples of the reference.
 *
 * @module
 */

type Json = Readonly<Record<string, unknown>>

/** Gives the schema behind a `$ref`. */
export type ResolveRef = (reference: string) => unknown

const DEPTH = 6

/** Required members only; the example, default or first choice where the schema has one. */
export function exampleOf(schema: unknown, resolve: ResolveRef, depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null || depth > DEPTH) return '…'
  const json = schema as Json
  if (typeof json.$ref === 'string') return exampleOf(resolve(json.$ref), resolve, depth + 1)
  const given = givenValue(json)
  if (given !== undefined) return given
  const [choice] = (json.anyOf ?? json.oneOf ?? json.allOf ?? []) as unknown[]
  if (choice !== undefined) return exampleOf(choice, resolve, depth + 1)
  return byType(json, (inner) => exampleOf(inner, resolve, depth + 1))
}

function givenValue({ examples, default: preset, const: fixed, enum: choices }: Json): unknown {
  const [example] = Array.isArray(examples) ? examples : []
  const [choice] = Array.isArray(choices) ? choices : []
  return example ?? preset ?? fixed ?? choice
}

function byType(schema: Json, example: (inner: unknown) => unknown): unknown {
  switch (schema.type) {
    case 'object':
      return objectExample(schema, example)
    case 'array':
      return schema.items === undefined ? [] : [example(schema.items)]
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1
    case 'boolean':
      return true
    case 'null':
      return null
    case 'string':
      return stringExample(schema)
    default:
      return {}
  }
}

function objectExample(
  { properties = {}, required = [] }: Json,
  example: (inner: unknown) => unknown,
): Json {
  const wanted = new Set(required as string[])
  const members = Object.entries(properties as Json).filter(([name]) => wanted.has(name))
  return Object.fromEntries(members.map(([name, inner]) => [name, example(inner)]))
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'ada@example.com',
  uri: 'https://example.com/',
  'date-time': '2026-11-22T09:30:00Z',
  date: '2026-11-22',
  uuid: '018f0000-0000-7000-8000-000000000000',
}

const stringExample = ({ format }: Json): string =>
  (typeof format === 'string' ? FORMATS[format] : undefined) ?? '…'
