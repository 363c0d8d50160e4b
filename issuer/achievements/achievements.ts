/**
 * What certificates cite, found by name and version.
 *
 * @module
 */

import type { Organisations } from '../../accounts/index.ts'
import type { AchievementTexts, Courses } from '../../courses/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import type { Skills } from '../../skills/index.ts'
import { courseDid, tenantDid } from '../signers.ts'
import { templateStore } from '../templates/store.ts'
import { templateAchievement } from '../templates/template.ts'
import {
  type AchievementDocument,
  type AchievementRef,
  achievementBytes,
  achievementUrl,
  courseAchievement,
  DEMO_PREFIX,
  kindOf,
  type Profile,
  TENANT_MARK,
} from './achievement.ts'
import { type AchievementTextsByLanguage, achievementStore } from './store.ts'

export interface Achievements {
  /** The served bytes by language; empty when there is no such achievement. */
  documents(ref: AchievementRef): Promise<AchievementTextsByLanguage>
  /** Fixes what it says, for a certificate is about to cite it. */
  fix(tx: Db, ref: AchievementRef, documents: AchievementTextsByLanguage): Promise<void>
  /** The profile of whoever issues for an organisation; the course issuer without one. */
  profile(tenantId: string, did: string): Promise<Profile>
}

export type AchievementsDeps = Pick<Ground, 'db' | 'config'> & {
  readonly courses: Pick<Courses, 'achievement'>
  readonly skills: Pick<Skills, 'byCode' | 'framework'>
  readonly organisations: Pick<Organisations, 'byId'>
  /** Organisation that gives the courses. */
  readonly academy: string
  readonly demoDid: () => Promise<string>
}

export function createAchievements(deps: AchievementsDeps): Achievements {
  const { db } = deps
  return {
    documents: async (ref) => {
      const fixed = await achievementStore(db).documents(ref)
      return fixed.size > 0 ? fixed : draft(deps, ref)
    },
    fix: (tx, ref, documents) => achievementStore(tx).fix(ref, documents),
    profile: (tenantId, did) => profileOf(deps, tenantId, did),
  }
}

/** The organisation's own name; its address only where we know it, which is our own. */
async function profileOf(
  { organisations, config, academy }: AchievementsDeps,
  tenantId: string,
  did: string,
): Promise<Profile> {
  const name = (await organisations.byId(tenantId))?.name ?? tenantId
  const own = tenantId === academy ? { url: config.publicUrl } : {}
  return { id: did, type: ['Profile'], name, ...own }
}

async function draft(
  deps: AchievementsDeps,
  ref: AchievementRef,
): Promise<AchievementTextsByLanguage> {
  const documents =
    kindOf(ref.slug) === 'external' ? await ofTemplate(deps, ref) : await ofCourse(deps, ref)
  return new Map(
    documents.map((document) => [document.inLanguage, achievementBytes(document)] as const),
  )
}

async function ofCourse(
  deps: AchievementsDeps,
  ref: AchievementRef,
): Promise<readonly AchievementDocument[]> {
  const demo = kindOf(ref.slug) === 'demo'
  const slug = demo ? ref.slug.slice(DEMO_PREFIX.length) : ref.slug
  const found = LANGUAGES.flatMap((language): readonly AchievementTexts[] => {
    const texts = deps.courses.achievement(slug, ref.version, language)
    return texts ? [texts] : []
  })
  if (found.length === 0) return []
  const { publicUrl } = deps.config
  const did = demo ? await deps.demoDid() : courseDid(publicUrl)
  const { url: _url, ...creator } = await profileOf(deps, deps.academy, did)
  const url = achievementUrl(publicUrl, ref)
  return found.map((texts) => courseAchievement(texts, { url, creator, demo }))
}

async function ofTemplate(
  deps: AchievementsDeps,
  ref: AchievementRef,
): Promise<readonly AchievementDocument[]> {
  const at = ref.slug.indexOf(TENANT_MARK)
  const [tenantId, slug] = [ref.slug.slice(0, at), ref.slug.slice(at + 1)]
  if (!/^[1-9]\d{0,8}$/.test(ref.version)) return []
  const template = await templateStore(deps.db).version({ tenantId, slug }, Number(ref.version))
  if (!template) return []
  const { publicUrl } = deps.config
  const creator = await profileOf(deps, tenantId, tenantDid(publicUrl, tenantId))
  const url = achievementUrl(publicUrl, ref)
  return LANGUAGES.flatMap((language) => {
    const skills = alignedSkills(deps, template.content.skills ?? [], language)
    const framework = deps.skills.framework.name
    return templateAchievement(template, language, { url, creator, skills, framework }) ?? []
  })
}

const alignedSkills = (
  { skills }: AchievementsDeps,
  codes: readonly string[],
  language: Language,
) =>
  codes.flatMap((code) => {
    const skill = skills.byCode(code)
    return skill ? [{ code, uri: skill.uri, label: skill.labels[language] }] : []
  })
