import type { TObject } from 'typebox'
import { type Components, type JsonObject, schemaObject } from './openapi-schema.ts'
import type { Operation, OperationResponse } from './operation.ts'

const PROBLEM = { $ref: '#/components/responses/Problem' }
const PROBLEM_TYPE = 'application/problem+json'

/** One operation of the document. */
export function operationObject(operation: Operation, components: Components): JsonObject {
  const { summary, description, tag, body } = operation
  const parameters = [
    ...pathParameters(operation.path),
    ...parametersOf(operation.query, 'query', components),
    ...parametersOf(operation.headers, 'header', components),
    ...(operation.idempotent ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ]
  return {
    operationId: operationId(operation),
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: requestBody(operation, components) }),
    responses: responses(operation, components),
    security: security(operation),
    ...(operation.access.startsWith('role:') && { 'x-role': operation.access.slice(5) }),
  }
}

/** E.g. `getStatusListsById`: from method and path, so that it stays the same. */
export function operationId({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  const words = path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/\{(\w+)\}/g, '-by-$1'))
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
    .filter(Boolean)
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
  return [method, ...words].join('')
}

const pathParameters = (path: string): JsonObject[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function parametersOf(
  members: TObject | undefined,
  place: 'query' | 'header',
  components: Components,
): JsonObject[] {
  if (!members) return []
  const required = new Set<string>(members.required ?? [])
  return Object.entries(members.properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.has(name),
    schema: schemaObject(schema, components),
  }))
}

function requestBody(operation: Operation, components: Components): JsonObject {
  const { body, bodyType = 'application/json' } = operation
  return {
    required: true,
    content: { [bodyType]: { schema: body ? schemaObject(body, components) : {} } },
  }
}

/** Those declared; beside them 400, 401 and 403 where they can come; `default` for the rest. */
function responses(operation: Operation, components: Components): JsonObject {
  const { access, body, query, idempotent } = operation
  const implied = [
    ...(body || query ? [400] : []),
    ...(access === 'public' ? [] : [401]),
    ...(access === 'public' || access === 'person' ? [] : [403]),
    ...(idempotent ? [409, 422] : []),
  ]
  const declared = Object.entries(operation.responses).map(([status, response]) => [
    status,
    responseObject(Number(status), response, components),
  ])
  return {
    ...Object.fromEntries(implied.map((status) => [status, PROBLEM])),
    ...Object.fromEntries(declared),
    default: PROBLEM,
  }
}

function responseObject(
  status: number,
  { description, type, schema }: OperationResponse,
  components: Components,
): JsonObject {
  const problem = schema === undefined && (type === PROBLEM_TYPE || (status >= 400 && !type))
  if (problem) {
    const content = { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } }
    return { description, content }
  }
  if (status === 204 || (status >= 300 && status < 400 && !schema && !type)) return { description }
  const media = schema ? { schema: schemaObject(schema, components) } : {}
  return { description, content: { [type ?? 'application/json']: media } }
}

function security({ access, delegated }: Pick<Operation, 'access' | 'delegated'>): JsonObject[] {
  if (delegated !== undefined) return [...security({ access }), { learner: [delegated] }]
  if (access === 'public') return []
  if (access === 'client') return [{ oauth: [] }]
  if (!access.startsWith('scope:')) return [{ session: [] }]
  return [{ oauth: [access.slice('scope:'.length)] }, { session: [] }]
}
