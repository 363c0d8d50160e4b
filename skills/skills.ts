import type { Language } from '../platform/i18n.ts'
import { type Framework, readFramework, type Skill } from './framework.ts'
import { searchSkills } from './search.ts'

/** The skill framework "Brevet AI Skills". */
export interface Skills {
  readonly framework: Framework
  /** Languages whose texts no native speaker has edited yet. */
  readonly awaitingNativeReview: readonly string[]
  all(): readonly Skill[]
  byCode(code: string): Skill | undefined
  byUri(uri: string): Skill | undefined
  /** Best first; all skills when there are no words. */
  search(words: string, language: Language): readonly Skill[]
}

/** @param publicUrl - origin under which the skills' URIs live */
export function createSkills({ publicUrl }: { readonly publicUrl: string }): Skills {
  const { framework, awaitingNativeReview, skills } = readFramework(publicUrl)
  const codes = new Map(skills.map((skill) => [skill.code, skill]))
  const uris = new Map(skills.map((skill) => [skill.uri, skill]))
  return {
    framework,
    awaitingNativeReview,
    all: () => skills,
    byCode: (code) => codes.get(code),
    byUri: (uri) => uris.get(uri),
    search: (words, language) =>
      words.trim() === '' ? skills : searchSkills(skills, words, language),
  }
}
