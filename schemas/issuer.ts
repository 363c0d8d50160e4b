import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

/** VC-API: a credential to be signed. What may stand in it, the formats decide. */
export const issueBody = Type.Object(
  {
    credential: Type.Record(Type.String(), Type.Unknown()),
    options: Type.Optional(
      Type.Object(
        {
          /** End of the proof itself. */
          expires: Type.Optional(Type.String({ format: 'date-time' })),
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
    credentialId: Type.String({ minLength: 1, maxLength: 2000 }),
    credentialStatus: Type.Union([
      statusChange,
      Type.Array(statusChange, { minItems: 1, maxItems: 8 }),
    ]),
    /** For the record of decisions: impersonal. */
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
)

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

const templateTexts = Type.Object(
  {
    name: text(200),
    description: text(2000),
    /** What it takes to get it. */
    criteria: text(4000),
    tags: Type.Optional(Type.Array(text(60), { minItems: 1, maxItems: 20 })),
  },
  closed,
)

const SLUG = '^[a-z0-9]+(?:-[a-z0-9]+)*$'

export const templatePath = Type.Object(
  { template: Type.String({ pattern: SLUG, maxLength: 60 }) },
  closed,
)

/** What a foreign platform awards through us. */
export const templateBody = Type.Object(
  {
    /** In at least one language. */
    texts: Type.Object(
      {
        fr: Type.Optional(templateTexts),
        en: Type.Optional(templateTexts),
        ar: Type.Optional(templateTexts),
        zgh: Type.Optional(templateTexts),
      },
      { ...closed, minProperties: 1 },
    ),
    /** A term of Open Badges, or an extension of it. */
    achievementType: Type.Optional(
      Type.Union([
        Type.Literal('Achievement'),
        Type.Literal('Assessment'),
        Type.Literal('Award'),
        Type.Literal('Badge'),
        Type.Literal('Certificate'),
        Type.Literal('Course'),
        Type.Literal('MicroCredential'),
      ]),
    ),
    /** Codes of our framework. */
    skills: Type.Optional(
      Type.Array(Type.String({ pattern: SLUG, maxLength: 60 }), {
        maxItems: 30,
        uniqueItems: true,
      }),
    ),
    results: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Type.String({ pattern: SLUG, maxLength: 60 }),
            name: text(200),
            valueMin: Type.Optional(text(20)),
            valueMax: Type.Optional(text(20)),
            requiredValue: Type.Optional(text(20)),
          },
          closed,
        ),
        { minItems: 1, maxItems: 30 },
      ),
    ),
    /** Days a certificate is valid; without end when absent. */
    validDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36500 })),
    statusPurpose: Type.Optional(
      Type.Union([Type.Literal('revocation'), Type.Literal('suspension')]),
    ),
  },
  closed,
)
export type TemplateContent = Static<typeof templateBody>

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
  },
  closed,
)

export const claimOfferBody = Type.Object({ txCode: Type.Optional(Type.Boolean()) }, closed)

export const offerView = Type.Object(
  {
    offerUri: Type.String(),
    offerUriByValue: Type.String(),
    txCode: Type.Optional(Type.String()),
    /** SVG of the code that a wallet scans. */
    qr: Type.String(),
    expiresAt: time,
  },
  closed,
)
export type OfferView = Static<typeof offerView>
