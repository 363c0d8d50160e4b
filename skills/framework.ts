import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parser } from '../platform/http/validate.ts'
import {
  FrameworkContent,
  type InFourLanguages,
  type SkillContent,
  type SkillLevel,
  type SkillMapping,
} from '../schemas/skills.ts'

/** A skill of our framework. */
export interface Skill {
  readonly code: string
  /** Public and lasting: signed credentials cite it. */
  readonly uri: string
  readonly labels: InFourLanguages
  readonly descriptions: InFourLanguages
  readonly synonyms: readonly string[]
  readonly levels: readonly SkillLevel[]
  readonly mappings: readonly SkillMapping[]
}

export interface Framework {
  readonly id: string
  readonly name: string
  readonly version: string
}

export interface LoadedFramework {
  readonly framework: Framework
  readonly awaitingNativeReview: readonly string[]
  readonly skills: readonly Skill[]
}

const FILE = join(import.meta.dirname, 'framework.json')

const parse = parser(FrameworkContent)

/**
 * Reads the framework and gives every skill its URI under the origin.
 *
 * @throws {Problem} when the file does not have the form of its schema
 */
export function readFramework(publicUrl: string, file = FILE): LoadedFramework {
  const content = parse(JSON.parse(readFileSync(file, 'utf8')))
  const { id, name, version, awaitingNativeReview, levelLabels } = content
  const skills = content.skills.map((skill) => withUri(skill, publicUrl, levelLabels))
  return { framework: { id, name, version }, awaitingNativeReview, skills }
}

function withUri(
  skill: SkillContent,
  publicUrl: string,
  levelLabels: readonly InFourLanguages[],
): Skill {
  const levels = ([1, 2, 3] as const).flatMap((level) => {
    const labels = levelLabels[level - 1]
    const descriptions = skill.levels[level - 1]
    return labels && descriptions ? [{ level, labels, descriptions }] : []
  })
  return { ...skill, uri: `${publicUrl}/skills/${skill.code}`, levels }
}
