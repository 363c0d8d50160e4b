import type { UnixSeconds } from '../../platform/clock.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import type { JobInput, JobSkillInput } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import { matchingProblems } from '../problems.ts'

/** One version of a job; never changes. Skills are named by URI. */
export interface JobVersion {
  readonly id: string
  readonly version: number
  readonly body: JobInput
  readonly createdAt: UnixSeconds
}

/** A job put in that differs from what was asked for in nothing, or says what the reader should know. */
export interface JobCheck {
  readonly body: JobInput
  /** Skills that no framework of ours knows: kept, but nobody can be credited for them yet. */
  readonly warnings: readonly Fault[]
}

/**
 * Checks what a schema cannot, and names skills of our framework by their URI.
 *
 * @throws {Problem} `job-malformed` when a skill stands twice
 */
export function checkJob(input: JobInput, skills: Skills): JobCheck {
  const named = input.skills.map((skill) => ({ ...skill, id: uriOf(skill, skills) }))
  const seen = new Set<string>()
  const faults: Fault[] = []
  const warnings: Fault[] = []
  for (const [at, { id }] of named.entries()) {
    const pointer = `/skills/${at}/id`
    if (seen.has(id))
      faults.push({ pointer, rule: 'unique', detail: 'names a skill a second time' })
    seen.add(id)
    if (!isKnown(id, skills)) {
      warnings.push({ pointer, rule: 'unknown-skill', detail: 'is in no framework known here' })
    }
  }
  const [first] = faults
  if (first) {
    const detail = `${first.pointer} ${first.detail}`
    throw new Problem(matchingProblems.jobMalformed, { detail, faults })
  }
  return { body: { ...input, skills: named }, warnings }
}

const uriOf = ({ id }: JobSkillInput, skills: Skills): string => skills.byCode(id)?.uri ?? id

const isKnown = (id: string, skills: Skills): boolean =>
  skills.byUri(id) !== undefined ||
  skills.all().some(({ mappings }) => mappings.some(({ uri }) => uri === id))
