import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

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

/** A name in addresses: lower case, digits, single hyphens. */
export const SLUG = '^[a-z0-9]+(?:-[a-z0-9]+)*$'

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

export const templateView = Type.Object(
  {
    template: Type.String(),
    version: Type.Integer(),
    /** DID under which it is awarded. */
    issuer: Type.String(),
    achievement: Type.String(),
    content: templateBody,
  },
  closed,
)
