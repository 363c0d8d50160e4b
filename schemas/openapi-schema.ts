import type { TSchema } from 'typebox'

export type JsonObject = Readonly<Record<string, unknown>>

/** Schemas that have a name, by it. */
export type Components = Map<string, JsonObject>

/** A problem document (RFC 9457), as `platform/http` writes it. */
export const problemSchema: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: {
      type: 'string',
      format: 'uri-reference',
      description: 'What kind of problem; a page tells more.',
    },
    title: { type: 'string', description: 'The kind in words.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What happened this time.' },
    'violated-policies': {
      type: 'array',
      items: { type: 'string' },
      description: 'Quotas that are used up, by their names in RateLimit-Policy.',
    },
    instance: { type: 'string', description: 'The request, as the log knows it.' },
    errors: {
      type: 'array',
      description: 'Members of the input at fault.',
      items: {
        type: 'object',
        required: ['pointer', 'rule', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer (RFC 6901) into the input.' },
          rule: { type: 'string', description: 'The rule it breaks, e.g. required.' },
          detail: { type: 'string', description: 'What the rule wants.' },
        },
      },
    },
  },
}

/**
 * The schema as the document has it: where one has an `$id`, a reference to the component of that
 * name (the last part of the id).
 *
 * @throws {Error} when two different schemas have the same name
 */
export function schemaObject(schema: TSchema, components: Components): JsonObject {
  // The copy loses what TypeBox keeps for itself.
  return replaceNamed(JSON.parse(JSON.stringify(schema)), components) as JsonObject
}

function replaceNamed(value: unknown, components: Components): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceNamed(item, components))
  if (typeof value !== 'object' || value === null) return value
  const { $id: id, ...rest } = value as Record<string, unknown>
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, member]) => [key, replaceNamed(member, components)]),
  )
  return typeof id === 'string' ? reference(id, copy, components) : copy
}

function reference(id: string, schema: JsonObject, components: Components): JsonObject {
  const name = id.replace(/^.*[/#]/, '').replace(/[^\w.-]/g, '-')
  const known = components.get(name)
  if (name === 'Problem' || (known && JSON.stringify(known) !== JSON.stringify(schema))) {
    throw new Error(`two different schemas are called ${name}`)
  }
  components.set(name, schema)
  return { $ref: `#/components/schemas/${name}` }
}
