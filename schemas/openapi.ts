/**
 * The OpenAPI 3.1 document, built from the operations that the folders declare.
 *
 * @module
 */

import { operationObject } from './openapi-operation.ts'
import { type Components, type JsonObject, problemSchema } from './openapi-schema.ts'
import type { Operation } from './operation.ts'
import { WALLET_SCOPES } from './wallet-scopes.ts'

export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: JsonObject
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  readonly components: JsonObject
}

/**
 * Builds the document.
 *
 * @throws {Error} when two operations have the same method and path
 */
export function buildOpenApi(
  operations: readonly Operation[],
  { publicUrl, version }: { readonly publicUrl: string; readonly version: string },
): OpenApiDocument {
  const components: Components = new Map()
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const operation of operations) {
    const item = paths[operation.path] ?? {}
    paths[operation.path] = item
    if (item[operation.method]) {
      throw new Error(`${operation.method} ${operation.path} is declared twice`)
    }
    item[operation.method] = operationObject(operation, components)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Brevet',
      version,
      summary: 'Verified AI skills: issue, hold, verify and rank Open Badges 3.0 credentials.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema, ...Object.fromEntries(components) },
      responses: { Problem: problemResponse },
      parameters: { IdempotencyKey: idempotencyKey },
      securitySchemes: securitySchemes(operations, publicUrl),
    },
  }
}

const problemResponse = {
  description: 'What was wrong, as a problem document (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text that names this request, e.g. a UUID. Sent again within 24 hours, the request acts no second time and has the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

function securitySchemes(operations: readonly Operation[], publicUrl: string): JsonObject {
  const named = operations.flatMap(({ access }) =>
    access.startsWith('scope:') ? [access.slice('scope:'.length)] : [],
  )
  const scopes = [...new Set([...named, 'admin'])].sort()
  return {
    oauth: {
      type: 'oauth2',
      description: 'Machines: OAuth 2 client credentials, a token that lives shortly.',
      flows: {
        clientCredentials: {
          tokenUrl: `${publicUrl}/oauth/token`,
          scopes: Object.fromEntries(scopes.map((scope) => [scope, describe(scope)])),
        },
      },
    },
    learner: {
      type: 'oauth2',
      description:
        'Platforms that a learner let in: OAuth 2 authorization code, pushed, with S256.',
      flows: {
        authorizationCode: {
          authorizationUrl: `${publicUrl}/oauth/authorize`,
          tokenUrl: `${publicUrl}/oauth/token`,
          refreshUrl: `${publicUrl}/oauth/token`,
          scopes: Object.fromEntries(WALLET_SCOPES.map((scope) => [scope, describe(scope)])),
        },
      },
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'session',
      description: 'People: the cookie of their session, where their role permits.',
    },
  }
}

const describe = (scope: string): string =>
  scope === 'admin' ? 'Everything' : `${scope.replace(':', ': ')}`
