import type { Language } from '../../platform/i18n.ts'
import type { TemplateContent } from '../../schemas/issuer.ts'
import {
  type AchievementDocument,
  type AchievementRef,
  type Profile,
  TENANT_MARK,
} from '../achievements/achievement.ts'

/** What a client of an organisation awards; each change makes a new version. */
export interface Template {
  readonly clientId: string
  readonly tenantId: string
  readonly slug: string
  readonly version: number
  readonly content: TemplateContent
}

/** The achievement that a template's certificates cite. */
export const achievementOf = ({ tenantId, slug, version }: Template): AchievementRef => ({
  slug: `${tenantId}${TENANT_MARK}${slug}`,
  version: String(version),
})

export const resultUrn = (name: string): string => `urn:brevet:result:${name}`

/** A skill of our framework, as far as an alignment names it. */
export interface AlignedSkill {
  readonly code: string
  readonly uri: string
  readonly label: string
}

/** The template as an achievement in one of its languages. */
export function templateAchievement(
  { content, version }: Template,
  language: Language,
  {
    url,
    creator,
    skills,
    framework,
  }: {
    readonly url: string
    readonly creator: Profile
    readonly skills: readonly AlignedSkill[]
    readonly framework: string
  },
): AchievementDocument | undefined {
  const texts = content.texts[language]
  if (!texts) return undefined
  return {
    id: url,
    type: ['Achievement'],
    achievementType: content.achievementType ?? 'Achievement',
    version: String(version),
    inLanguage: language,
    creator,
    name: texts.name,
    description: texts.description,
    criteria: { id: `${url}/criteria`, narrative: texts.criteria },
    image: { id: `${url}/badge.png`, type: 'Image', caption: texts.name },
    ...(texts.tags === undefined ? {} : { tag: texts.tags }),
    ...(skills.length === 0
      ? {}
      : {
          alignment: skills.map(({ code, uri, label }) => ({
            type: ['Alignment'],
            targetName: label,
            targetUrl: uri,
            targetFramework: framework,
            targetType: 'CFItem',
            targetCode: code,
          })),
        }),
    ...(content.results === undefined
      ? {}
      : {
          resultDescription: content.results.map(
            ({ id, name, valueMin, valueMax, requiredValue }) => ({
              id: resultUrn(id),
              type: ['ResultDescription'],
              name,
              resultType: 'RawScore',
              ...(valueMin === undefined ? {} : { valueMin }),
              ...(valueMax === undefined ? {} : { valueMax }),
              ...(requiredValue === undefined ? {} : { requiredValue }),
            }),
          ),
        }),
  }
}
