import type { Language } from '../../platform/i18n.ts'
import type { FoundSkill, FoundSkills } from '../../schemas/taxonomies.ts'
import { trigrams } from '../search.ts'
import type { Skills } from '../skills.ts'
import type { LabelHit } from './label-search.ts'
import type { Taxonomies } from './taxonomies.ts'

export interface Sources {
  readonly skills: Skills
  readonly taxonomies: Pick<Taxonomies, 'search' | 'versions'>
}

interface Scored extends FoundSkill {
  readonly score: number
}

/** Skills like the words, of our framework and of the taxonomy in use; best first, ours before theirs. */
export async function findSkills(
  { skills, taxonomies }: Sources,
  words: string,
  { language, limit }: { readonly language: Language; readonly limit: number },
): Promise<FoundSkills> {
  const taxonomyVersion = (await taxonomies.versions()).at(-1) ?? 'none'
  const { id, version } = skills.framework
  const own = skills.search(words, language).map(
    ({ uri, labels, synonyms }): Scored => ({
      ...{ uri, language, label: labels[language] },
      framework: `${id} ${version}`,
      score: Math.max(...[...Object.values(labels), ...synonyms].map((name) => alike(words, name))),
    }),
  )
  const hits = await taxonomies.search(words, language, limit)
  const theirs = hits.map((hit) => scored(hit, words, taxonomyVersion))
  const found = [...own, ...theirs].sort((a, b) => b.score - a.score).slice(0, limit)
  return { taxonomyVersion, skills: found.map(({ score: _, ...skill }) => skill) }
}

const scored = (
  { uri, label, language, matched }: LabelHit,
  words: string,
  framework: string,
): Scored => ({
  ...{ uri, label, language, framework },
  ...(matched !== undefined && { matched }),
  score: alike(words, matched ?? label),
})

/** Mean of the shares of trigrams that each has of the other. */
function alike(words: string, name: string): number {
  const [wanted, found] = [trigrams(words), trigrams(name)]
  const common = [...wanted].filter((trigram) => found.has(trigram)).length
  return common / Math.max(1, wanted.size) + common / Math.max(1, found.size)
}
