import Type, { type Static } from 'typebox'
import { parser } from '../../platform/http/validate.ts'
import type { Language } from '../../platform/i18n.ts'
import colleague from './content/colleague.json' with { type: 'json' }
import customer from './content/customer.json' with { type: 'json' }
import parent from './content/parent.json' with { type: 'json' }

const closed = { additionalProperties: false } as const
const Line = Type.String({ minLength: 1, maxLength: 1_200 })
const Id = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' })

const ScenarioTexts = Type.Object(
  {
    /** Whom the learner meets. */
    partner: Line,
    situation: Line,
    goal: Line,
    /** For the model, never shown. */
    brief: Line,
    opening: Line,
    /** What the partner says without a model, one after the other. */
    replies: Type.Array(Line, { minItems: 3, maxItems: 8 }),
    closing: Line,
    /** What good looks like; `signals` are lower-case pieces of words for feedback without a model. */
    points: Type.Record(
      Id,
      Type.Object({ text: Line, signals: Type.Array(Line, { minItems: 3 }), advice: Line }, closed),
      { minProperties: 3 },
    ),
  },
  closed,
)

const ScenarioContent = Type.Object(
  {
    id: Id,
    skills: Type.Array(Type.String(), { minItems: 1 }),
    titles: Type.Object({ en: Line, fr: Line, ar: Line, zgh: Line }, closed),
    texts: Type.Object({ en: ScenarioTexts, fr: ScenarioTexts, ar: ScenarioTexts }, closed),
  },
  closed,
)

export type ScenarioTexts = Static<typeof ScenarioTexts>
type ScenarioContent = Static<typeof ScenarioContent>

/** A simulated conversation, in one language. */
export interface Scenario extends ScenarioTexts {
  readonly id: string
  readonly skills: readonly string[]
  readonly title: string
  /** Language of everything but the title. */
  readonly language: Exclude<Language, 'zgh'>
}

const parse = parser(ScenarioContent)

const SCENARIOS: ReadonlyMap<string, ScenarioContent> = new Map(
  [colleague, customer, parent].map((content) => [content.id, parse(content)]),
)

export const scenarioIds = (): readonly string[] => [...SCENARIOS.keys()]

/** `undefined` when there is no such scenario; what is not there in Amazigh is given in French. */
export function scenario(id: string, wanted: Language): Scenario | undefined {
  const content = SCENARIOS.get(id)
  if (!content) return undefined
  const language = wanted === 'zgh' ? 'fr' : wanted
  const { skills, titles, texts } = content
  return { id, skills, title: titles[wanted], language, ...texts[language] }
}
