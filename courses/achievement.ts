import { LANGUAGES, type Language } from '../platform/i18n.ts'
import type { SkillMapping } from '../schemas/skills.ts'
import type { Skill, Skills } from '../skills/index.ts'
import type { Course } from './content.ts'

/** An Open Badges 3.0 `Alignment`. */
export interface Alignment {
  readonly type: readonly ['Alignment']
  readonly targetName: string
  readonly targetUrl: string
  readonly targetFramework: string
  readonly targetType?: string
  readonly targetCode?: string
}

/** An Open Badges 3.0 `ResultDescription`. */
export interface ResultDescription {
  readonly id: string
  readonly type: readonly ['ResultDescription']
  readonly name: string
  readonly resultType: 'RawScore' | 'RubricCriterionLevel'
  readonly valueMin?: string
  readonly valueMax?: string
  readonly requiredValue?: string
  readonly requiredLevel?: string
  readonly rubricCriterionLevel?: readonly RubricLevel[]
  readonly alignment?: readonly Pick<Alignment, 'type' | 'targetName' | 'targetUrl'>[]
}

/** An Open Badges 3.0 `RubricCriterionLevel`. */
export interface RubricLevel {
  readonly id: string
  readonly type: readonly ['RubricCriterionLevel']
  readonly name: string
  readonly level: string
  readonly points: string
}

/** What a credential of the course says about the course, in one language. */
export interface AchievementTexts {
  readonly slug: string
  readonly version: string
  readonly language: Language
  /** Languages it can be said in: the `related` ones of the credential. */
  readonly languages: readonly Language[]
  /** No native speaker has edited these texts yet. */
  readonly awaitingNativeReview: boolean
  readonly name: string
  readonly description: string
  readonly criteria: string
  readonly tags: readonly string[]
  readonly imageCaption: string
  /** Years a certificate is valid. */
  readonly validYears: number
  readonly alignments: readonly Alignment[]
  readonly resultDescriptions: readonly ResultDescription[]
}

/** Id of the result that holds the score of the objective part. */
export const OBJECTIVE_RESULT = 'urn:brevet:result:objective'

/** Id of the result that holds the level of a skill. */
export const skillResult = (code: string): string => `urn:brevet:result:${code}`

/** Id of a level of a skill. */
export const skillLevelId = (code: string, level: number): string =>
  `urn:brevet:level:${code}:${level}`

/** Says a course as an achievement. */
export function achievementTexts(
  course: Course,
  language: Language,
  skills: Skills,
): AchievementTexts {
  const texts = course.texts[language]
  const { achievement } = texts
  const certified = course.skills.flatMap((code) => skills.byCode(code) ?? [])
  return {
    slug: course.slug,
    version: course.version,
    language,
    languages: LANGUAGES,
    awaitingNativeReview: texts.nativeReview === 'awaiting',
    name: achievement.name,
    description: achievement.description,
    criteria: achievement.criteria,
    tags: achievement.tags,
    imageCaption: achievement.imageCaption,
    validYears: course.validYears,
    alignments: certified.flatMap((skill) => alignmentsOf(skill, language, skills)),
    resultDescriptions: [
      objectiveResult(course, achievement.objective),
      ...certified.map((skill) => skillDescription(course, skill, language)),
    ],
  }
}

/** The skill itself, and those of the public frameworks that say about the same and have a page. */
function alignmentsOf(skill: Skill, language: Language, skills: Skills): readonly Alignment[] {
  const own: Alignment = {
    type: ['Alignment'],
    targetName: skill.labels[language],
    targetUrl: skill.uri,
    targetFramework: skills.framework.name,
    targetType: 'CFItem',
    targetCode: skill.code,
  }
  return [own, ...skill.mappings.flatMap(alignmentTo)]
}

function alignmentTo(mapping: SkillMapping): readonly Alignment[] {
  const { framework, relation, uri, code, label } = mapping
  if (uri === undefined || relation === 'related') return []
  const target = { targetName: label, targetUrl: uri, targetFramework: framework }
  const type = framework === 'ESCO 1.1.1' ? 'ext:Skill' : 'CFItem'
  return [
    {
      type: ['Alignment'],
      ...target,
      targetType: type,
      ...(code === undefined ? {} : { targetCode: code }),
    },
  ]
}

const objectiveResult = ({ passRule }: Course, name: string): ResultDescription => ({
  id: OBJECTIVE_RESULT,
  type: ['ResultDescription'],
  name,
  resultType: 'RawScore',
  valueMin: '0',
  valueMax: String(passRule.items),
  requiredValue: String(passRule.requiredItems),
})

function skillDescription(course: Course, skill: Skill, language: Language): ResultDescription {
  const { code, levels } = skill
  const marked = course.moduleList
    .flatMap(({ tasks }) => tasks)
    .some(({ criteria }) => criteria.some((criterion) => criterion.skills.includes(code)))
  return {
    id: skillResult(code),
    type: ['ResultDescription'],
    name: skill.labels[language],
    resultType: 'RubricCriterionLevel',
    // A skill that only questions were asked on has no level that passing demands.
    ...(marked ? { requiredLevel: skillLevelId(code, course.passRule.criticalMinimum) } : {}),
    rubricCriterionLevel: levels.map(({ level, labels }) => ({
      id: skillLevelId(code, level),
      type: ['RubricCriterionLevel'],
      name: labels[language],
      level: String(level),
      points: String(level),
    })),
    alignment: [{ type: ['Alignment'], targetName: skill.labels[language], targetUrl: skill.uri }],
  }
}
