/**
 * Skills by number, with the words of their names and their vectors.
 *
 * @module
 */

import type { SkillSpace } from '../../skills/index.ts'
import { wordsOf } from './words.ts'

export interface Vocabulary {
  readonly size: number
  readonly words: number
  readonly dimensions: number
  /** The skill's number, a new one when it had none. */
  numberOf(skillId: string): number
  idOf(skill: number): string
  /** Numbers of the words of its name, each as often as it stands there. */
  wordsOf(skill: number): readonly number[]
  /** Nothing for a skill that no taxonomy relates to others. */
  vectorOf(skill: number): Float32Array | undefined
}

export function createVocabulary(space: SkillSpace): Vocabulary {
  const numbers = new Map<string, number>()
  const ids: string[] = []
  const words = new Map<string, number>()
  const wordsBySkill: (readonly number[])[] = []
  const vectors: (Float32Array | undefined)[] = []
  const wordNumber = (word: string): number => {
    const known = words.get(word) ?? words.size
    words.set(word, known)
    return known
  }
  return {
    get size() {
      return ids.length
    },
    get words() {
      return words.size
    },
    dimensions: space.dimensions,
    numberOf: (skillId) => {
      const known = numbers.get(skillId)
      if (known !== undefined) return known
      const name = space.nameOf(skillId)
      numbers.set(skillId, ids.length)
      const own = wordsOf(name ?? '')
      wordsBySkill.push((own.length > 0 ? own : [skillId]).map(wordNumber))
      vectors.push(space.vectorOf(skillId))
      return ids.push(skillId) - 1
    },
    idOf: (skill) => ids[skill] ?? '',
    wordsOf: (skill) => wordsBySkill[skill] ?? [],
    vectorOf: (skill) => vectors[skill],
  }
}
