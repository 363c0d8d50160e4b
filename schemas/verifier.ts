import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'
import { policyOperations, policyReference } from './policy.ts'
import { presentationRequestOperations } from './presentation-request.ts'
import { registryOperations } from './registry.ts'
import { verifyPageOperations } from './verify-pages.ts'
import { batchAnswer, credentialReport, presentationReport } from './verify-report.ts'
import { watchOperations } from './watch.ts'

const language = Type.Union([
  Type.Literal('fr'),
  Type.Literal('en'),
  Type.Literal('ar'),
  Type.Literal('zgh'),
])

const commonOptions = {
  checks: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 32 })),
  expectedProofPurpose: Type.Optional(Type.String({ maxLength: 256 })),
  challenge: Type.Optional(Type.String({ maxLength: 1024 })),
  domain: Type.Optional(Type.String({ maxLength: 1024 })),
  policy: Type.Optional(policyReference),
  language: Type.Optional(language),
  /** Left out of the answer when `false`. */
  returnCredential: Type.Optional(Type.Boolean()),
}

export const verifyOptions = Type.Object(commonOptions, { additionalProperties: false })
export type VerifyRequestOptions = Static<typeof verifyOptions>

const presentationOptions = Type.Object(
  {
    ...commonOptions,
    /** Whether signer, holder and subject must be one; whenever a challenge is given, unless said. */
    requireHolderBinding: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

export const verifyCredentialBody = Type.Object(
  {
    /** An object, an EnvelopedVerifiableCredential, or a compact text. */
    verifiableCredential: Type.Unknown(),
    options: Type.Optional(verifyOptions),
  },
  { additionalProperties: false },
)

export const verifyPresentationBody = Type.Object(
  {
    verifiablePresentation: Type.Unknown(),
    options: Type.Optional(presentationOptions),
  },
  { additionalProperties: false },
)

export const deriveBody = Type.Object(
  {
    /** With its base proof. */
    verifiableCredential: Type.Record(Type.String(), Type.Unknown()),
    options: Type.Object(
      {
        /** JSON Pointers to what is shown beside what the issuer made mandatory. */
        selectivePointers: Type.Array(Type.String({ maxLength: 1024 }), { maxItems: 500 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

/** For all lines that bring no options of their own. */
export const batchQuery = Type.Object(
  {
    policy: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}(@[1-9]\\d{0,8})?$' })),
    language: Type.Optional(language),
  },
  { additionalProperties: false },
)

const didResolution = Type.Object({
  '@context': Type.String(),
  didDocument: Type.Union([Type.Unknown(), Type.Null()]),
  didDocumentMetadata: Type.Object({}),
  didResolutionMetadata: Type.Object({
    contentType: Type.Optional(Type.String()),
    error: Type.Optional(
      Type.Object({
        type: Type.String(),
        title: Type.String(),
        detail: Type.Optional(Type.String()),
      }),
    ),
  }),
})

const trustedIssuers = Type.Object({
  issuers: Type.Array(
    Type.Object({
      /** Whether the list of the caller's organisation has it; else everybody's. */
      own: Type.Boolean(),
      did: Type.String(),
      name: Type.String(),
      frameworks: Type.Array(Type.String()),
      source: Type.String(),
    }),
  ),
})

const problem = { description: 'A problem document', type: 'application/problem+json' }

export const verifierOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/credentials/verify',
    tag: 'verifier',
    summary: 'Verifies a credential of any issuer',
    description:
      'Answers 200 when every check passed. Otherwise 400 with the same members and `problemDetails`, where a body that is no request at all is a problem document.',
    access: 'public',
    body: verifyCredentialBody,
    responses: {
      200: { description: 'It is genuine and valid', schema: credentialReport },
      400: { description: 'It is not, or that could not be found out', schema: credentialReport },
      404: problem,
      413: problem,
    },
  },
  {
    method: 'post',
    path: '/presentations/verify',
    tag: 'verifier',
    summary: 'Verifies a presentation and every credential in it',
    access: 'public',
    body: verifyPresentationBody,
    responses: {
      200: { description: 'All of it is genuine and valid', schema: presentationReport },
      400: { description: 'It is not, or that could not be found out', schema: presentationReport },
      404: problem,
      413: problem,
    },
  },
  {
    method: 'post',
    path: '/credentials/derive',
    tag: 'verifier',
    summary: 'Shows a part of a credential that was issued with a base proof',
    access: 'public',
    body: deriveBody,
    responses: {
      201: {
        description: 'The part, with a proof of its own',
        schema: Type.Object({ verifiableCredential: Type.Unknown() }),
      },
      400: problem,
      413: problem,
    },
  },
  {
    method: 'post',
    path: '/credentials/verify/batch',
    tag: 'verifier',
    summary: 'Verifies many credentials: NDJSON in, NDJSON out, in order, streamed',
    description:
      'Each line is a body of `/credentials/verify`; each answer has the number of its `line`, and `problem` where the line is no request. At most 10,000 lines of 1 MiB.',
    access: 'scope:verify:batch',
    query: batchQuery,
    body: verifyCredentialBody,
    bodyType: 'application/x-ndjson',
    responses: {
      200: { description: 'The answers', type: 'application/x-ndjson', schema: batchAnswer },
      429: problem,
      401: problem,
      403: problem,
      404: problem,
      415: problem,
    },
  },
  ...policyOperations,
  ...presentationRequestOperations,
  ...verifyPageOperations,
  ...registryOperations,
  ...watchOperations,
  {
    method: 'get',
    path: '/1.0/identifiers/{did}',
    tag: 'verifier',
    summary: 'Resolves a DID: did:key, did:jwk or did:web',
    description:
      '`Accept: application/did`, `application/did+json` or `application/did+ld+json` gives the document alone. An error is a problem whose `type` is one of DID Resolution, under `didResolutionMetadata`.',
    access: 'public',
    responses: {
      200: { description: 'The document', schema: didResolution },
      400: { description: 'The DID is not one', schema: didResolution },
      404: { description: 'There is no document', schema: didResolution },
      422: { description: 'What was found is no document of the DID', schema: didResolution },
      501: { description: 'The method is not known here', schema: didResolution },
    },
  },
  {
    method: 'get',
    path: '/api/trust/issuers',
    tag: 'verifier',
    summary: 'Issuers that are registered here',
    access: 'public',
    responses: { 200: { description: 'The issuers', schema: trustedIssuers } },
  },
]
