/**
 * The skill framework as it is served and as other folders read it.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { three } from './fixed-list.ts'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

const Code = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })

/** A text in the four languages. */
export const InFourLanguages = Type.Object(
  {
    fr: Type.String({ minLength: 1 }),
    en: Type.String({ minLength: 1 }),
    ar: Type.String({ minLength: 1 }),
    zgh: Type.String({ minLength: 1 }),
  },
  closed,
)

export const SkillLevel = Type.Object(
  {
    level: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
    labels: InFourLanguages,
    descriptions: InFourLanguages,
  },
  closed,
)

export const MAPPED_FRAMEWORKS = [
  'ESCO 1.1.1',
  'O*NET',
  'UNESCO AI CFT',
  'AILit',
  'DigComp',
] as const

/** `close`: about the same; `broad`: theirs holds ours; `related`: they touch (SKOS mapping properties). */
export const SkillMapping = Type.Object(
  {
    framework: Type.Enum([...MAPPED_FRAMEWORKS]),
    relation: Type.Enum(['close', 'broad', 'related']),
    uri: Type.Optional(Type.String({ format: 'uri' })),
    code: Type.Optional(Type.String({ minLength: 1 })),
    label: Type.String({ minLength: 1 }),
  },
  closed,
)

/** A skill in `skills/framework.json`; the URI is made from the code. */
export const SkillContent = Type.Object(
  {
    code: Code,
    labels: InFourLanguages,
    descriptions: InFourLanguages,
    /** Other words people look for it by, any language. */
    synonyms: Type.Array(Type.String({ minLength: 2 })),
    /** Levels 1, 2, 3 in that order, what a person at the level does. */
    levels: three(InFourLanguages),
    mappings: Type.Array(SkillMapping, { minItems: 1 }),
  },
  closed,
)

export const FrameworkContent = Type.Object(
  {
    id: Code,
    name: Type.String({ minLength: 1 }),
    version: Type.String({ pattern: '^[1-9][0-9]*$' }),
    /** Languages whose texts no native speaker has edited yet. */
    awaitingNativeReview: Type.Array(Type.Enum(['fr', 'en', 'ar', 'zgh'])),
    levelLabels: three(InFourLanguages),
    skills: Type.Array(SkillContent, { minItems: 1 }),
  },
  closed,
)

export const SkillView = Type.Object(
  {
    code: Code,
    uri: Type.String(),
    framework: Type.Object({ id: Code, name: Type.String(), version: Type.String() }, closed),
    labels: InFourLanguages,
    descriptions: InFourLanguages,
    levels: Type.Array(SkillLevel, { minItems: 3, maxItems: 3 }),
    mappings: Type.Array(SkillMapping),
    awaitingNativeReview: Type.Array(Type.String()),
  },
  closed,
)

export const SkillSearch = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    lang: Type.Optional(Type.Enum(['fr', 'en', 'ar', 'zgh'])),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
  },
  closed,
)

export const SkillHits = Type.Object(
  {
    skills: Type.Array(
      Type.Object(
        { code: Code, uri: Type.String(), label: Type.String(), description: Type.String() },
        closed,
      ),
    ),
  },
  closed,
)

export type InFourLanguages = Static<typeof InFourLanguages>
export type SkillLevel = Static<typeof SkillLevel>
export type SkillMapping = Static<typeof SkillMapping>
export type SkillContent = Static<typeof SkillContent>
export type FrameworkContent = Static<typeof FrameworkContent>
export type SkillView = Static<typeof SkillView>
export type SkillHits = Static<typeof SkillHits>

export const skillsOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/skills/{code}',
    tag: 'skills',
    summary: 'Gives a skill of the framework, as JSON or as a page.',
    access: 'public',
    responses: {
      200: { description: 'the skill', schema: SkillView },
      404: { description: 'no such skill', type: 'application/problem+json' },
    },
  },
  {
    method: 'get',
    path: '/api/skills',
    tag: 'skills',
    summary: 'Finds skills by label, also when it is misspelt; without `q` lists all.',
    access: 'public',
    query: SkillSearch,
    responses: {
      200: { description: 'the skills, best first', schema: SkillHits },
      400: {
        description: 'the query does not have the expected form',
        type: 'application/problem+json',
      },
    },
  },
]
