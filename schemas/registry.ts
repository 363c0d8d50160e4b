import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const did = Type.String({ pattern: '^did:[a-z0-9]+:\\S+$', maxLength: 2048 })
const address = Type.String({ pattern: '^https?://', maxLength: 2048 })
const name = Type.String({ minLength: 1, maxLength: 200 })
const frameworks = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
  maxItems: 50,
  uniqueItems: true,
})
const kind = Type.Union([Type.Literal('did-map'), Type.Literal('openid-federation')])
const closed = { additionalProperties: false }

export const issuerBody = Type.Object(
  {
    did,
    /** As it is shown wherever the issuer is met. */
    name,
    /** Skill frameworks it is registered for; none unless said. */
    frameworks: Type.Optional(frameworks),
  },
  closed,
)

export const issuerQuery = Type.Object({ did }, closed)

export const registryBody = Type.Object(
  {
    /** Of the JSON file, or the entity identifier of the trust anchor. */
    url: address,
    /** `did-map`: one JSON file as the Digital Credentials Consortium has it. */
    kind,
    name: Type.Optional(name),
    /** Skill frameworks that its issuers count as registered for; none unless said. */
    frameworks: Type.Optional(frameworks),
    /** JWK set that the anchor must sign with; the keys of its first answer unless given. */
    keys: Type.Optional(
      Type.Object({ keys: Type.Array(Type.Object({}), { minItems: 1, maxItems: 20 }) }),
    ),
  },
  closed,
)

export const registryQuery = Type.Object({ url: address }, closed)

export const linkageQuery = Type.Object(
  {
    did,
    /** e.g. `https://academy.example` */
    origin: Type.String({ pattern: '^https?://[^/?#@]+$', maxLength: 300 }),
  },
  closed,
)

const registry = Type.Object(
  {
    url: Type.String(),
    kind,
    name: Type.String(),
    frameworks: Type.Array(Type.String()),
    /** Whether it is the tenant's own; those of everybody are the operator's. */
    own: Type.Boolean(),
    /** `waiting`: not read yet; `stale`: what it said is too old to be believed. */
    state: Type.Union([Type.Literal('waiting'), Type.Literal('current'), Type.Literal('stale')]),
    readAt: Type.Optional(Type.String({ format: 'date-time' })),
    /** Until when what it said is believed. */
    believedUntil: Type.Optional(Type.String({ format: 'date-time' })),
    /** Why the last attempt to read it failed, for the operator of the registry, in English. */
    failure: Type.Optional(Type.String()),
    /** The same, for everybody. */
    failureReason: Type.Optional(
      Type.Union([
        Type.Literal('out-of-reach'),
        Type.Literal('no-list'),
        Type.Literal('unreadable'),
        Type.Literal('untrusted'),
      ]),
    ),
  },
  closed,
)

export type RegistryView = Static<typeof registry>

const linkage = Type.Object(
  {
    /** `not-checked`: the statement about the issuer is of a form that is not read here. */
    status: Type.Union([
      Type.Literal('linked'),
      Type.Literal('not-linked'),
      Type.Literal('not-reachable'),
      Type.Literal('not-checked'),
    ]),
    did: Type.String(),
    origin: Type.String(),
    detail: Type.Optional(Type.String()),
    source: Type.String(),
    checkedAt: Type.String({ format: 'date-time' }),
  },
  closed,
)

const problem = { description: 'A problem document', type: 'application/problem+json' }
const refusals = { 400: problem, 401: problem, 403: problem }
const own = { tag: 'verifier', access: 'scope:verify:batch' } as const

/** Part of the verifier's operations. */
export const registryOperations: readonly Operation[] = [
  {
    ...own,
    method: 'post',
    path: '/api/trust/issuers',
    summary: 'Registers an issuer in the list of the tenant, or changes its name and frameworks',
    body: issuerBody,
    idempotent: true,
    responses: { 204: { description: 'It is registered' }, ...refusals },
  },
  {
    ...own,
    method: 'delete',
    path: '/api/trust/issuers',
    summary: 'Takes an issuer from the list of the tenant',
    query: issuerQuery,
    responses: { 204: { description: 'It is gone' }, ...refusals, 404: problem },
  },
  {
    ...own,
    method: 'get',
    path: '/api/trust/registries',
    summary: 'Registries elsewhere that issuers are read from, with when and how well',
    responses: {
      200: {
        description: 'Those of the tenant and those of everybody',
        schema: Type.Object({ registries: Type.Array(registry) }, closed),
      },
      401: problem,
      403: problem,
    },
  },
  {
    ...own,
    method: 'post',
    path: '/api/trust/registries',
    summary: 'Adds a registry elsewhere, or changes how it is read',
    description:
      'It is read at once and again every six hours. What it said is believed for a day: after that its issuers are neither known nor unknown (`registry-not-reachable`).',
    body: registryBody,
    idempotent: true,
    responses: { 202: { description: 'It is being read', schema: registry }, ...refusals },
  },
  {
    ...own,
    method: 'post',
    path: '/api/trust/registries/refresh',
    summary: 'Reads a registry of the tenant again, now',
    description: 'A reading that fails changes nothing but the note of it.',
    body: registryQuery,
    idempotent: true,
    responses: {
      200: { description: 'The registry, as it was read', schema: registry },
      ...refusals,
      404: problem,
    },
  },
  {
    ...own,
    method: 'delete',
    path: '/api/trust/registries',
    summary: 'Forgets a registry and every issuer it named',
    query: registryQuery,
    responses: { 204: { description: 'It is gone' }, ...refusals, 404: problem },
  },
  {
    method: 'get',
    path: '/api/trust/linkage',
    tag: 'verifier',
    summary: 'Whether an address says that it belongs to an issuer (did-configuration.json)',
    access: 'public',
    query: linkageQuery,
    responses: { 200: { description: 'The answer', schema: linkage }, 400: problem },
  },
]
