/**
 * Searching all skills known here: our framework and the taxonomy in use.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

export const TaxonomySearch = Type.Object(
  {
    q: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' }),
    lang: Type.Optional(Type.Enum(['fr', 'en', 'ar', 'zgh'])),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]?$' })),
  },
  closed,
)

export const FoundSkill = Type.Object(
  {
    uri: Type.String(),
    label: Type.String(),
    /** Language of the label: the one asked for, where the taxonomy has it. */
    language: Type.String(),
    /** Another name of the skill, when that is what the words were found in. */
    matched: Type.Optional(Type.String()),
    /** `brevet-ai-skills 1`, `esco 1.1.1`. */
    framework: Type.String(),
  },
  closed,
)

export const FoundSkills = Type.Object(
  {
    /** The taxonomy beside our framework; `none` when none is imported. */
    taxonomyVersion: Type.String(),
    skills: Type.Array(FoundSkill),
  },
  closed,
)

export type FoundSkill = Static<typeof FoundSkill>
export type FoundSkills = Static<typeof FoundSkills>

export const taxonomyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/taxonomies/skills',
    tag: 'skills',
    summary: 'Finds skills of our framework and of the imported taxonomy, also when misspelt.',
    description:
      'Labels and other names count, in the language asked for; where the taxonomy has none in it, the English ones.',
    access: 'public',
    query: TaxonomySearch,
    responses: {
      200: { description: 'the skills, best first', schema: FoundSkills },
      400: {
        description: 'the query does not have the expected form',
        type: 'application/problem+json',
      },
    },
  },
]
