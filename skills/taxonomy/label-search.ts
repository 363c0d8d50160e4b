/**
 * Labels by the letters they share with the words looked for, so that misspelt words find theirs.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import { trigrams } from '../search.ts'
import { type Label, taxonomyStore } from './store.ts'

export interface LabelHit {
  readonly uri: string
  readonly label: string
  readonly language: string
  /** Another name of the skill, when that is what was found. */
  readonly matched?: string
}

/** A label that shares less of its letters, or of those looked for, is not meant. */
const LEAST = 0.3
/** Another name of a skill counts a little less than the one it has. */
const OTHER = 0.95

interface Indexed {
  readonly skill: number
  readonly size: number
  readonly weight: number
  /** Of another name of the skill. */
  readonly other?: string
}

/** Reads the labels of one language, those of English where it has none. */
export async function createLabelSearch(db: Db, version: string, language: string) {
  const store = taxonomyStore(db)
  const own = await store.labels(version, { kind: 'skill', language })
  const skills =
    own.length > 0 ? own : await store.labels(version, { kind: 'skill', language: 'en' })
  const index = indexOf(skills)
  return (words: string, limit: number): readonly LabelHit[] => {
    const best = bestBySkill(trigrams(words), index)
    return [...best]
      .sort(([a, x], [b, y]) => y.score - x.score || a - b)
      .slice(0, limit)
      .flatMap(([skill, { other }]) => {
        const hit = skills[skill]
        if (!hit) return []
        const { uri, label, language } = hit
        return [{ uri, label, language, ...(other !== undefined && { matched: other }) }]
      })
  }
}

interface LabelIndex {
  readonly labels: readonly Indexed[]
  /** Labels by the trigrams they have. */
  readonly having: ReadonlyMap<string, number[]>
}

function indexOf(skills: readonly Label[]): LabelIndex {
  const labels: Indexed[] = []
  const having = new Map<string, number[]>()
  const add = (text: string, label: Omit<Indexed, 'size'>): void => {
    const found = trigrams(text)
    for (const trigram of found) {
      const list = having.get(trigram) ?? []
      if (list.push(labels.length) === 1) having.set(trigram, list)
    }
    labels.push({ ...label, size: found.size })
  }
  for (const [skill, { label, others }] of skills.entries()) {
    add(label, { skill, weight: 1 })
    for (const other of others) add(other, { skill, weight: OTHER, other })
  }
  return { labels, having }
}

interface Best {
  readonly score: number
  readonly other: string | undefined
}

function bestBySkill(wanted: ReadonlySet<string>, index: LabelIndex): ReadonlyMap<number, Best> {
  const common = new Map<number, number>()
  for (const trigram of wanted) {
    for (const label of index.having.get(trigram) ?? []) {
      common.set(label, (common.get(label) ?? 0) + 1)
    }
  }
  const best = new Map<number, Best>()
  for (const [at, count] of common) {
    const label = index.labels[at]
    if (!label) continue
    const score = label.weight * (0.7 * (count / wanted.size) + 0.3 * (count / label.size))
    if (score >= LEAST && score > (best.get(label.skill)?.score ?? 0)) {
      best.set(label.skill, { score, other: label.other })
    }
  }
  return best
}
