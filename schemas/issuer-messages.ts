import { type Static, Type } from 'typebox'

import { SLUG, text } from './issuer-templates.ts'

export * from './issuer-templates.ts'

const closed = { additionalProperties: false } as const

/** A name that databases can keep. */
const CredentialId = Type.String({ minLength: 1, maxLength: 2000, pattern: '^[^\\u0000]*$' })

/** VC-API: a credential to be signed. What may stand in it, the formats decide. */
export const issueBody = Type.Object(
  {
    credential: Type.Record(Type.String(), Type.Unknown()),
    options: Type.Optional(
      Type.Object(
        {
          /** End of the proof itself. */
          expires: Type.Optional(Type.String({ format: 'date-time' })),
          /** When the proof says it was made, at most five minutes from now (Data Integrity; not `bbs-2023`). */
          created: Type.Optional(Type.String({ format: 'date-time' })),
          /** What the proof answers and for whom (Data Integrity; not selective disclosure). */
          challenge: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          domain: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          /** The name for changes of status of a credential that has no `id`. */
          credentialId: Type.Optional(CredentialId),
          /** Selective disclosure: pointers to members that the holder must always show. */
          mandatoryPointers: Type.Optional(
            Type.Array(Type.String({ pattern: '^/', maxLength: 500 }), { maxItems: 200 }),
          ),
          /** SD-JWT: pointers to members that the holder may hide. */
          disclosable: Type.Optional(
            Type.Array(Type.String({ pattern: '^/', maxLength: 500 }), { maxItems: 200 }),
          ),
          /** SD-JWT VC: its type. */
          vct: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
        },
        closed,
      ),
    ),
  },
  closed,
)

const statusChange = Type.Object(
  {
    type: Type.Optional(Type.Literal('BitstringStatusListEntry')),
    statusPurpose: Type.String({ minLength: 1, maxLength: 100 }),
    status: Type.Boolean(),
  },
  closed,
)

/** VC-API: a change of status. */
export const statusBody = Type.Object(
  {
    credentialId: CredentialId,
    credentialStatus: Type.Union([
      statusChange,
      Type.Array(statusChange, { minItems: 1, maxItems: 8 }),
    ]),
    /** For the record of decisions: impersonal. */
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
)

const language = Type.Union([
  Type.Literal('fr'),
  Type.Literal('en'),
  Type.Literal('ar'),
  Type.Literal('zgh'),
])

const did = Type.String({ pattern: '^did:[a-z0-9]+:[A-Za-z0-9._:%-]+$', maxLength: 2000 })

/** What a foreign platform sends when somebody has earned something. */
export const awardBody = Type.Object(
  {
    /** Name of a template of the client. */
    template: Type.String({ pattern: SLUG, maxLength: 60 }),
    /** By mailbox, by key, or by both. */
    recipient: Type.Object(
      {
        email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
        did: Type.Optional(did),
      },
      { ...closed, minProperties: 1 },
    ),
    results: Type.Optional(
      Type.Array(
        Type.Object(
          {
            /** One of the template's results. */
            result: Type.String({ pattern: SLUG, maxLength: 60 }),
            value: text(60),
          },
          closed,
        ),
        { maxItems: 30 },
      ),
    ),
    evidence: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.Optional(
              Type.String({ format: 'uri', pattern: '^https://', maxLength: 2000 }),
            ),
            name: text(200),
            narrative: Type.Optional(text(4000)),
          },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    /** One of the template's languages; its first when absent. */
    language: Type.Optional(language),
  },
  closed,
)
export type AwardInput = Static<typeof awardBody>

/** Why a decision is made, or contested. */
export const reasonBody = Type.Object({ reason: text(4000) }, closed)

export const awardsQuery = Type.Object(
  { before: Type.Optional(Type.String({ maxLength: 60 })) },
  closed,
)

const time = Type.String({ format: 'date-time' })

/** An award, for its owner and the organisation that made it. */
export const awardView = Type.Object(
  {
    id: Type.String(),
    kind: Type.Union([Type.Literal('course'), Type.Literal('demo'), Type.Literal('external')]),
    /** `course`, `demo`, or `external:` and the client that awarded. */
    provenance: Type.String(),
    achievement: Type.Object(
      {
        id: Type.String(),
        name: Type.String(),
        description: Type.String(),
        version: Type.String(),
      },
      closed,
    ),
    language,
    state: Type.Union([Type.Literal('live'), Type.Literal('revoked')]),
    awardedAt: time,
    validUntil: Type.Optional(time),
    assessmentId: Type.Optional(Type.String()),
    revokedAt: Type.Optional(time),
    /** Why it was revoked. */
    reason: Type.Optional(Type.String()),
    /** The forms of it that were signed. */
    credentials: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          form: Type.String(),
          state: Type.Union([
            Type.Literal('live'),
            Type.Literal('suspended'),
            Type.Literal('revoked'),
          ]),
          issuedAt: time,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type AwardView = Static<typeof awardView>

export const offerBody = Type.Object(
  {
    awardId: Type.String({ minLength: 1, maxLength: 60 }),
    /** Whether the wallet must also give a code that only the learner sees. */
    txCode: Type.Optional(Type.Boolean()),
    /** How the wallet gets at it: by a code in the offer, unless said, or by the owner's sign-in. */
    grant: Type.Optional(
      Type.Union([Type.Literal('pre-authorized_code'), Type.Literal('authorization_code')]),
    ),
    /** What is demanded of the wallet: an attestation, DPoP, and its owner's sign-in. */
    profile: Type.Optional(Type.Literal('haip')),
    /** From when the certificate is signed; a wallet that accepts before collects it then. */
    readyAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  closed,
)

export const claimOfferBody = Type.Object({ txCode: Type.Optional(Type.Boolean()) }, closed)

export const offerView = Type.Object(
  {
    offerUri: Type.String(),
    offerUriByValue: Type.String(),
    /** Tells wallets by which protocols they may have it (VC-API). */
    interactionUrl: Type.String(),
    txCode: Type.Optional(Type.String()),
    /** SVG of the code that a wallet scans. */
    qr: Type.String(),
    expiresAt: time,
  },
  closed,
)
export type OfferView = Static<typeof offerView>

/** An instance as anybody may know it. */
export const instanceView = Type.Object(
  {
    id: Type.String(),
    did: Type.String(),
    verificationMethod: Type.String(),
    mechanism: Type.String(),
    algorithm: Type.String(),
    statusPurposes: Type.Array(Type.String()),
  },
  closed,
)

export const claimView = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    issuer: Type.String(),
    language,
    state: Type.Union([Type.Literal('live'), Type.Literal('revoked')]),
    awardedAt: time,
  },
  closed,
)

export const languageQuery = Type.Object({ lang: Type.Optional(language) }, closed)
