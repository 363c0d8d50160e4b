import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const did = Type.String({ pattern: '^did:[a-z0-9]+:.+', maxLength: 2048 })

/** What is asked of a credential beyond its being genuine. Every rule present must hold. */
export const policyRules = Type.Object(
  {
    /** Only these issuers. */
    issuers: Type.Optional(Type.Array(did, { minItems: 1, maxItems: 500 })),
    /** The issuer is in a registry; with a framework: registered for it. */
    registered: Type.Optional(
      Type.Union([
        Type.Boolean(),
        Type.Object(
          { framework: Type.String({ minLength: 1, maxLength: 500 }) },
          { additionalProperties: false },
        ),
      ]),
    ),
    /**
     * The domain behind the issuer says that it is its own (`did-configuration.json`): the address that
     * the credential names for its issuer, else that of the did:web.
     */
    domainLinked: Type.Optional(Type.Boolean()),
    /** All of these, by URI, at least at this level. */
    skills: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ minLength: 1, maxLength: 500 }),
            level: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 100 },
      ),
    ),
    /** How sure one is who took the assessment, at least. */
    assurance: Type.Optional(
      Type.Union([
        Type.Literal('self-asserted'),
        Type.Literal('identity-verified'),
        Type.Literal('proctored'),
      ]),
    ),
    /** A person looked at the grading. */
    humanReviewed: Type.Optional(Type.Boolean()),
    maximumAgeDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  },
  { additionalProperties: false },
)
export type PolicyRules = Static<typeof policyRules>

/** A stored policy by name, at its newest version unless `@version` follows; or the rules themselves. */
export const policyReference = Type.Union([
  Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}(@[1-9]\\d{0,8})?$' }),
  policyRules,
])

export const policyPath = Type.Object(
  { id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }) },
  { additionalProperties: false },
)

export const policyBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), rules: policyRules },
  { additionalProperties: false },
)

const storedPolicy = Type.Object(
  {
    id: Type.String(),
    /** Versions never change; a change is the next version. */
    version: Type.Integer(),
    name: Type.String(),
    rules: policyRules,
    createdAt: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
)

const storedPolicies = Type.Object(
  { policies: Type.Array(storedPolicy) },
  { additionalProperties: false },
)

const problem = { description: 'A problem document', type: 'application/problem+json' }

/** Part of the verifier's operations. */
export const policyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/policies',
    tag: 'verifier',
    summary: 'Stored policies of the tenant, newest version first',
    access: 'scope:verify:batch',
    responses: {
      200: { description: 'The policies', schema: storedPolicies },
      401: problem,
      403: problem,
    },
  },
  {
    method: 'get',
    path: '/api/policies/{id}',
    tag: 'verifier',
    summary: 'All versions of a policy',
    access: 'scope:verify:batch',
    responses: {
      200: { description: 'The versions', schema: storedPolicies },
      401: problem,
      403: problem,
      404: problem,
    },
  },
  {
    method: 'put',
    path: '/api/policies/{id}',
    tag: 'verifier',
    summary: 'Stores the next version of a policy',
    description: 'The same name and rules make no new version.',
    access: 'scope:verify:batch',
    body: policyBody,
    responses: {
      200: { description: 'The version', schema: storedPolicy },
      400: problem,
      401: problem,
      403: problem,
      409: problem,
    },
  },
]
