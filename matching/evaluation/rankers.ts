/**
 * The ranker that answers callers, and simple ones to compare it with.
 *
 * @module
 */

import { type SkillSpace, skillVectors, spaceOf } from '../../skills/index.ts'
import { createCatalogue } from '../ranking/catalogue.ts'
import { topJobs } from '../ranking/rank.ts'
import { wordsOf } from '../ranking/words.ts'
import type { Dataset, EvaluationItem, EvaluationQuery, EvaluationSkill } from './dataset.ts'

export interface Hit {
  readonly id: string
  readonly score: number
}

/** The best jobs of a profile, best first, ties by id. */
export type Ranker = (query: EvaluationQuery, k: number) => readonly Hit[]

/**
 * The same index and formula as `POST /rankings`, every skill verified at the highest level.
 *
 * @param taxonomy - counts where it knows most of the set's skills; else the set's own jobs stand
 *   for the occupations, without names
 */
export function brevetRanker(dataset: Dataset, taxonomy: SkillSpace): Ranker {
  const catalogue = createCatalogue(spaceFor(dataset, taxonomy))
  catalogue.apply(dataset.items.map(asJob), 1)
  return ({ skills }, k) =>
    topJobs(catalogue, {
      skills: skills.map(({ id }) => ({ skillId: id, level: 3, credentialId: id })),
      filters: {},
      k,
    })
}

function spaceFor({ items, queries }: Dataset, taxonomy: SkillSpace): SkillSpace {
  const names = new Map(
    [...items, ...queries].flatMap(({ skills }) => skills.map(({ id, label }) => [id, label])),
  )
  const nameOf = (skillId: string): string | undefined => names.get(skillId)
  const known = [...names.keys()].filter((id) => taxonomy.vectorOf(id) !== undefined).length
  if (known * 2 >= names.size) return { ...taxonomy, nameOf }
  const own = items.map(({ skills }) => ({
    skills: skills.map(({ id, importance = 'essential' }) => ({ id, importance })),
  }))
  return spaceOf(skillVectors(own), { version: 'of the set', nameOf, occupations: [] })
}

const asJob = ({ id, title = '', skills }: EvaluationItem) => ({
  ...{ id, version: 1, since: 1, until: undefined, createdAt: 0 },
  body: {
    title,
    skills: skills.map(({ id: skillId, importance = 'essential' }) => ({
      id: skillId,
      importance,
    })),
  },
})

type Terms = (skill: EvaluationSkill) => readonly string[]

const byId: Terms = ({ id }) => [id]
const byWord: Terms = ({ label }) => wordsOf(label)

export const exactCosine = ({ items }: Dataset): Ranker => cosineRanker(items, byId)
export const labelTfIdf = ({ items }: Dataset): Ranker => cosineRanker(items, byWord)

interface Counted {
  readonly id: string
  readonly terms: ReadonlyMap<string, number>
}

const OPTIONAL = 0.5

function countTerms(skills: readonly EvaluationSkill[], terms: Terms): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const skill of skills) {
    const weight = skill.importance === 'optional' ? OPTIONAL : 1
    for (const term of terms(skill)) counts.set(term, (counts.get(term) ?? 0) + weight)
  }
  return counts
}

function count(items: readonly EvaluationItem[], terms: Terms) {
  const counted = items.map(({ id, skills }): Counted => ({ id, terms: countTerms(skills, terms) }))
  const having = new Map<string, number>()
  for (const { terms: own } of counted) {
    for (const term of own.keys()) having.set(term, (having.get(term) ?? 0) + 1)
  }
  return { counted, having: (term: string) => having.get(term) ?? 0 }
}

const best = (hits: readonly Hit[], k: number): readonly Hit[] =>
  hits
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, k)

function cosineRanker(items: readonly EvaluationItem[], terms: Terms): Ranker {
  const { counted, having } = count(items, terms)
  const idf = (term: string) => Math.log((items.length + 1) / (having(term) + 1)) + 1
  const lengthOf = (vector: ReadonlyMap<string, number>) =>
    Math.hypot(...[...vector].map(([term, weight]) => weight * idf(term)))
  const lengths = new Map(counted.map(({ id, terms: own }) => [id, lengthOf(own)]))
  return ({ skills }, k) => {
    const wanted = [...countTerms(skills, terms)].map(([term, weight]) => ({
      term,
      value: weight * idf(term) ** 2,
    }))
    const scored = counted.map(({ id, terms: own }) => {
      const dot = wanted.reduce((sum, { term, value }) => sum + value * (own.get(term) ?? 0), 0)
      return { id, score: dot / (lengths.get(id) || 1) }
    })
    return best(scored, k)
  }
}

const K1 = 1.2
const B = 0.75

/** BM25 on the words of the skills' names. */
export function bm25({ items }: Dataset): Ranker {
  const { counted, having } = count(items, byWord)
  const sizeOf = (own: ReadonlyMap<string, number>) =>
    [...own.values()].reduce((sum, weight) => sum + weight, 0)
  const sizes = new Map(counted.map(({ id, terms }) => [id, sizeOf(terms)]))
  const average = [...sizes.values()].reduce((sum, size) => sum + size, 0) / (items.length || 1)
  const idf = (term: string) =>
    Math.log(1 + (items.length - having(term) + 0.5) / (having(term) + 0.5))
  return ({ skills }, k) => {
    const wanted = [...countTerms(skills, byWord).keys()].map((term) => ({ term, idf: idf(term) }))
    const scored = counted.map(({ id, terms }) => {
      const damp = K1 * (1 - B + (B * (sizes.get(id) ?? 0)) / average)
      const score = wanted.reduce((sum, { term, idf: rarity }) => {
        const often = terms.get(term) ?? 0
        return sum + (rarity * often * (K1 + 1)) / (often + damp)
      }, 0)
      return { id, score }
    })
    return best(scored, k)
  }
}
