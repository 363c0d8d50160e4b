import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import Type from 'typebox'
import { buildOpenApi, type OpenApiDocument } from '../../schemas/openapi.ts'
import { operationId } from '../../schemas/openapi-operation.ts'
import type { Operation } from '../../schemas/operation.ts'
import { faultsOf } from './openapi-rules.ts'

const HOW = { publicUrl: 'https://brevet.example', version: '1.2.3' }

const Thing = Type.Object(
  { name: Type.String(), kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])) },
  { $id: 'https://brevet.example/schemas/Thing', additionalProperties: false },
)

const read: Operation = {
  method: 'get',
  path: '/things/{id}/parts/{part}',
  tag: 'things',
  summary: 'One part of a thing.',
  description: 'Public.',
  access: 'public',
  query: Type.Object({ lang: Type.Optional(Type.String()), deep: Type.Boolean() }),
  responses: {
    200: { description: 'The part.', schema: Thing },
    304: { description: 'Not changed.' },
    404: { description: 'No such part.' },
  },
}
const create: Operation = {
  method: 'post',
  path: '/things',
  tag: 'things',
  summary: 'Makes a thing.',
  access: 'scope:things:write',
  body: Thing,
  idempotent: true,
  responses: { 201: { description: 'Made.', schema: Type.Array(Thing) } },
}
const upload: Operation = {
  method: 'put',
  path: '/api/things.v1/{id}/picture',
  tag: 'pictures',
  summary: 'Takes a picture.',
  access: 'role:reviewer',
  body: Type.String(),
  bodyType: 'image/png',
  responses: {
    200: { description: 'Drawn.', type: 'image/svg+xml' },
    204: { description: 'Done.' },
  },
}
const mine: Operation = {
  method: 'delete',
  path: '/things',
  tag: 'things',
  summary: 'Removes mine.',
  access: 'person',
  responses: { 204: { description: 'Gone.' } },
}

const all = [read, create, upload, mine]

/** The member at a path of keys. */
const at = (document: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    document,
  )

const valid = async (document: OpenApiDocument): Promise<void> => {
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
  const { valid: fine, errors } = await new Validator().validate(copy)
  ok(fine, JSON.stringify(errors, null, 1))
  deepEqual(faultsOf(document), [])
}

describe('the OpenAPI document', () => {
  const document = buildOpenApi(all, HOW)

  it('is valid OpenAPI 3.1', async () => {
    equal(document.openapi, '3.1.1')
    await valid(document)
  })

  it('names the server and the version', () => {
    deepEqual(document.servers, [{ url: 'https://brevet.example' }])
    equal(document.info.version, '1.2.3')
    deepEqual(document.tags, [{ name: 'things' }, { name: 'pictures' }])
  })

  it('takes path parameters from the path, and query parameters with their schema', () => {
    const operation = at(document, 'paths', read.path, 'get')
    deepEqual(at(operation, 'parameters'), [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'part', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'lang', in: 'query', required: false, schema: { type: 'string' } },
      { name: 'deep', in: 'query', required: true, schema: { type: 'boolean' } },
    ])
  })

  it('has a schema with a name once, and refers to it', () => {
    const ref = { $ref: '#/components/schemas/Thing' }
    const body = ['content', 'application/json', 'schema']
    const made = at(document, 'paths', '/things', 'post')
    deepEqual(at(made, 'requestBody', ...body), ref)
    deepEqual(at(made, 'responses', '201', ...body, 'items'), ref)
    equal(at(document, 'components', 'schemas', 'Thing', 'type'), 'object')
    equal(at(document, 'components', 'schemas', 'Thing', '$id'), undefined)
  })

  it('says who may call', () => {
    deepEqual(at(document, 'paths', read.path, 'get', 'security'), [])
    deepEqual(at(document, 'paths', '/things', 'post', 'security'), [
      { oauth: ['things:write'] },
      { session: [] },
    ])
    deepEqual(at(document, 'paths', '/things', 'delete', 'security'), [{ session: [] }])
    equal(at(document, 'paths', upload.path, 'put', 'x-role'), 'reviewer')
    const flow = at(
      document,
      'components',
      'securitySchemes',
      'oauth',
      'flows',
      'clientCredentials',
    )
    equal(at(flow, 'tokenUrl'), 'https://brevet.example/oauth/token')
    deepEqual(Object.keys(at(flow, 'scopes') as object), ['admin', 'things:write'])
  })

  it('tells which refusals to expect', () => {
    const codes = (path: string, method: string) =>
      Object.keys(at(document, 'paths', path, method, 'responses') as object)
    deepEqual(codes(read.path, 'get'), ['200', '304', '400', '404', 'default'])
    deepEqual(codes('/things', 'post'), ['201', '400', '401', '403', '409', '422', 'default'])
    deepEqual(codes('/things', 'delete'), ['204', '401', 'default'])
    const schema = ['content', 'application/problem+json', 'schema', '$ref']
    equal(
      at(document, 'paths', read.path, 'get', 'responses', '404', ...schema),
      '#/components/schemas/Problem',
    )
  })

  it('gives media types that are not JSON', () => {
    const put = at(document, 'paths', upload.path, 'put')
    deepEqual(at(put, 'requestBody', 'content'), { 'image/png': { schema: { type: 'string' } } })
    deepEqual(at(put, 'responses', '200', 'content'), { 'image/svg+xml': {} })
    equal(at(put, 'responses', '204', 'content'), undefined)
  })

  it('offers the Idempotency-Key where it is taken', () => {
    deepEqual(at(document, 'paths', '/things', 'post', 'parameters'), [
      { $ref: '#/components/parameters/IdempotencyKey' },
    ])
    equal(at(document, 'paths', '/things', 'delete', 'parameters'), undefined)
  })

  it('names operations by method and path', () => {
    equal(operationId(read), 'getThingsByIdPartsByPart')
    equal(operationId(upload), 'putApiThingsV1ByIdPicture')
    equal(operationId({ method: 'get', path: '/' }), 'get')
    equal(operationId({ method: 'get', path: '/.well-known/did.json' }), 'getWellKnownDidJson')
  })

  it('is refused for an operation that is declared twice', () => {
    throws(() => buildOpenApi([read, read], HOW), /get \/things\/\{id\}.* is declared twice/)
  })

  it('is refused for two schemas with one name', () => {
    const body = Type.Object({ other: Type.String() }, { $id: 'Thing' })
    throws(
      () => buildOpenApi([create, { ...mine, body }], HOW),
      /two different schemas are called Thing/,
    )
    const problem = { ...mine, body: Type.String({ $id: 'Problem' }) }
    throws(() => buildOpenApi([problem], HOW), /called Problem/)
  })
})

describe('the rules for the OpenAPI document', () => {
  const broken = (change: (document: Record<string, unknown>) => void): string => {
    const document = structuredClone(JSON.parse(JSON.stringify(buildOpenApi(all, HOW))))
    change(document as Record<string, unknown>)
    return faultsOf(document as unknown as OpenApiDocument).join('\n')
  }
  const operation = (document: unknown, path: string, method: string) =>
    at(document, 'paths', path, method) as Record<string, unknown>

  it('see a reference that leads nowhere', () => {
    match(
      broken((document) => {
        operation(document, '/things', 'post').requestBody = { $ref: '#/components/nothing' }
      }),
      /#\/components\/nothing/,
    )
  })

  it('see an operation id that is there twice', () => {
    match(
      broken((document) => {
        operation(document, '/things', 'post').operationId = operationId(read)
      }),
      /getThingsByIdPartsByPart/,
    )
  })

  it('see a path parameter that is not declared', () => {
    match(
      broken((document) => {
        operation(document, read.path, 'get').parameters = []
      }),
      /\{id\}/,
    )
  })

  it('see a scope that is not offered', () => {
    match(
      broken((document) => {
        operation(document, '/things', 'post').security = [{ oauth: ['things:eat'] }]
      }),
      /things:eat/,
    )
  })
})

describe('the operations of all folders', () => {
  it('make a valid document', async () => {
    const folder = resolve(import.meta.dirname, '../../schemas')
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
    const modules = await Promise.all(
      files.map(async (file) => (await import(resolve(folder, file))) as Record<string, unknown>),
    )
    const lists = modules
      .flatMap((module) => Object.entries(module))
      .filter(([name]) => name.endsWith('Operations'))
      .map(([, value]) => value as Operation[])
    const operations = new Set(lists.flat()) // some are exported by part and as a whole
    ok(operations.size > 20)
    await valid(buildOpenApi([...operations], HOW))
  })
})
