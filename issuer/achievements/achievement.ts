/**
 * Achievements as the documents that certificates cite.
 *
 * @see Open Badges 3.0 §B.1 (Achievement)
 * @module
 */

import { createHash } from 'node:crypto'
import type { AchievementTexts } from '../../courses/index.ts'
import type { Language } from '../../platform/i18n.ts'
import { issuerTexts } from '../texts.ts'

/**
 * Names an achievement: `ai-foundations` is a course, `demo.ai-foundations` its demonstration, and
 * `acme~welding` belongs to the organisation `acme`. Course slugs hold neither mark.
 */
export interface AchievementRef {
  readonly slug: string
  readonly version: string
}

export type AchievementKind = 'course' | 'demo' | 'external'

export const DEMO_PREFIX = 'demo.'
export const TENANT_MARK = '~'

export function kindOf(slug: string): AchievementKind {
  if (slug.includes(TENANT_MARK)) return 'external'
  return slug.startsWith(DEMO_PREFIX) ? 'demo' : 'course'
}

export const achievementUrl = (publicUrl: string, { slug, version }: AchievementRef): string =>
  `${publicUrl}/achievements/${slug}/${version}`

/** A profile of Open Badges, as far as we use it. */
export type Profile = {
  readonly id: string
  readonly type: readonly ['Profile']
  readonly name: string
  readonly url?: string
}

/** An Open Badges achievement; further members are the standard's. */
export type AchievementDocument = {
  readonly id: string
  readonly type: readonly ['Achievement']
  readonly achievementType: string
  readonly version: string
  readonly inLanguage: Language
  readonly creator: Profile
  readonly name: string
  readonly description: string
  readonly criteria: { readonly id: string; readonly narrative: string }
  readonly image: Image
  readonly [member: string]: unknown
}

export type Image = {
  readonly id: string
  readonly type: 'Image'
  readonly caption: string
}

/** A course, or its demonstration, as an achievement in one language. */
export function courseAchievement(
  texts: AchievementTexts,
  {
    url,
    creator,
    demo,
  }: { readonly url: string; readonly creator: Profile; readonly demo: boolean },
): AchievementDocument {
  const { language, name, description, criteria } = texts
  const marked = (key: string, text: string) => (demo ? issuerTexts(language, key, { text }) : text)
  return {
    id: url,
    type: ['Achievement'],
    achievementType: demo ? 'ext:Demonstration' : 'Course',
    version: texts.version,
    inLanguage: language,
    creator,
    name: marked('demo.name', name),
    description: marked('demo.description', description),
    criteria: { id: `${url}/criteria`, narrative: marked('demo.criteria', criteria) },
    image: {
      id: `${url}/badge.png`,
      type: 'Image',
      caption: marked('demo.name', texts.imageCaption),
    },
    ...(texts.tags.length > 0 ? { tag: texts.tags } : {}),
    alignment: texts.alignments,
    resultDescription: texts.resultDescriptions,
  }
}

/** The bytes under which an achievement is served: with contexts, so that it stands alone. */
export const achievementBytes = (document: AchievementDocument): string =>
  `${JSON.stringify({ '@context': CONTEXTS, ...document }, null, 2)}\n`

export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const

/** The achievement in served bytes, as it is embedded in a certificate. */
export function embedded(bytes: string): AchievementDocument {
  const { '@context': _contexts, ...document } = JSON.parse(bytes) as AchievementDocument
  return document
}

/** Multibase of the multihash of sha2-256: how `relatedResource` ties to bytes (VCDM 2.0 §5.3). */
export function digestMultibase(bytes: string | Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest()
  return `u${Buffer.concat([Buffer.of(0x12, 0x20), hash]).toString('base64url')}`
}
