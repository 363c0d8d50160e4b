/**
 * A set of jobs, profiles and judgements, as `items.jsonl`, `queries.jsonl` and `qrels.tsv` have them.
 *
 * @module
 */

import { ConfigError } from '../../platform/config.ts'
import type { Grades } from './measures.ts'

export interface EvaluationSkill {
  readonly id: string
  readonly label: string
  readonly importance?: 'essential' | 'optional'
}

export interface EvaluationItem {
  readonly id: string
  readonly title?: string
  readonly skills: readonly EvaluationSkill[]
}

export interface EvaluationQuery {
  readonly id: string
  readonly skills: readonly EvaluationSkill[]
  /** Items that do not count for this query. */
  readonly exclude?: readonly string[]
}

export interface Dataset {
  readonly items: readonly EvaluationItem[]
  readonly queries: readonly EvaluationQuery[]
  readonly grades: ReadonlyMap<string, Grades>
}

/** @throws {ConfigError} naming the file and line that is not of the form */
export const readDataset = (files: {
  readonly items: string
  readonly queries: string
  readonly qrels: string
}): Dataset => ({
  items: readLines<EvaluationItem>('items', files.items),
  queries: readLines<EvaluationQuery>('queries', files.queries),
  grades: readGrades(files.qrels),
})

function readLines<T extends EvaluationItem | EvaluationQuery>(
  name: string,
  text: string,
): readonly T[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    const value = parse(line)
    if (!isEntry(value)) throw new ConfigError(`${name}, line ${at + 1}: needs an id and skills`)
    return [withAddresses(value as T)]
  })
}

/** ESCO's skills by the address they have in the taxonomy. */
const withAddresses = <T extends EvaluationItem | EvaluationQuery>(entry: T): T => ({
  ...entry,
  skills: entry.skills.map((skill) => ({
    ...skill,
    id: skill.id.replace(/^esco:/, 'http://data.europa.eu/esco/skill/'),
  })),
})

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): boolean {
  const { id, skills } = Object(value) as { readonly id?: unknown; readonly skills?: unknown }
  if (typeof id !== 'string' || !Array.isArray(skills)) return false
  return skills.every((skill: unknown) => {
    const { id: skillId, label } = Object(skill) as Partial<EvaluationSkill>
    return typeof skillId === 'string' && typeof label === 'string'
  })
}

function readGrades(text: string): ReadonlyMap<string, Grades> {
  const grades = new Map<string, Map<string, number>>()
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [query, , item, grade] = line.trim().split(/\s+/)
    if (!query || !item || !/^\d+$/.test(grade ?? '')) {
      throw new ConfigError(`qrels, line ${at + 1}: needs query, 0, item and grade`)
    }
    const own = grades.get(query) ?? new Map<string, number>()
    grades.set(query, own.set(item, Number(grade)))
  }
  return grades
}
