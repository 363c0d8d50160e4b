import { bytesInMemory } from '../../platform/memory.ts'
import type { SkillVectors } from './vectors.ts'

/** An occupation with its names, one list for each language. */
export interface Occupation {
  readonly id: string
  readonly names: readonly (readonly string[])[]
  readonly skills: readonly { readonly id: string; readonly importance: 'essential' | 'optional' }[]
}

/** What a taxonomy knows of how skills and occupations belong together. */
export interface SkillSpace {
  /** Name and version, `none` without a taxonomy. */
  readonly version: string
  readonly dimensions: number
  /** In the language of its framework. */
  nameOf(skillId: string): string | undefined
  vectorOf(skillId: string): Float32Array | undefined
  /** All vectors side by side, for who multiplies with many. */
  readonly rows: Float32Array
  /** Which of them is the skill's; -1 for one without a vector. */
  rowOf(skillId: string): number
  /** Those that have a vector. */
  readonly skillIds: readonly string[]
  /** In the order of their ids. */
  readonly occupations: readonly Occupation[]
}

/** No taxonomy: every skill is near to itself alone. */
export const emptySpace = (nameOf: SkillSpace['nameOf'] = () => undefined): SkillSpace => ({
  ...{ version: 'none', dimensions: 0, nameOf, occupations: [], skillIds: [] },
  rows: new Float32Array(0),
  rowOf: () => -1,
  vectorOf: () => undefined,
})

/** Fewer numbers are as soon multiplied without WebAssembly. */
const MANY = 65_536

function inMemory(rows: Float32Array): Float32Array {
  const copy = new Float32Array(bytesInMemory(rows.byteLength), 0, rows.length)
  copy.set(rows)
  return copy
}

export function spaceOf(
  { dimensions, ids, rows: given }: SkillVectors,
  over: Pick<SkillSpace, 'version' | 'nameOf' | 'occupations'>,
): SkillSpace {
  const numbers = new Map(ids.map((id, at) => [id, at]))
  const rows = given.length < MANY ? given : inMemory(given)
  return {
    ...over,
    ...{ dimensions, rows, skillIds: ids },
    rowOf: (skillId) => numbers.get(skillId) ?? -1,
    vectorOf: (skillId) => {
      const at = numbers.get(skillId)
      return at === undefined ? undefined : rows.subarray(at * dimensions, (at + 1) * dimensions)
    },
  }
}
