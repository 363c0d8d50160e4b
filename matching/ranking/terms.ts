/**
 * What the first stage looks for: the verified skills, and the skills they give the most to.
 *
 * @module
 */

import { EXACT, NEAR, SCALE, WIDE, WORDS } from './kernel/table.ts'
import type { Term } from './lists.ts'
import type { Sweep } from './query.ts'
import type { Weighing } from './score.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Skills looked for beside the verified ones. */
const RELATED = 48

/**
 * Worth of skills to a job, as if all its lengths were that of its vector of skills.
 *
 * The lengths differ, but by nearly the same factor from job to job, which the first stage can bear.
 * Related skills are some of those that the statistics know: which others a process has met by now,
 * in jobs that ended or profiles, must not change a ranking.
 */
export function termsOf(
  { query, scale }: Weighing,
  { table, fine }: Sweep = query.sweep(),
): readonly Term[] {
  const { vocabulary, statistics } = scale
  const ownWorth = (skill: number): number => {
    const at = skill * WIDE
    const exact = table[at + EXACT] as number
    const words = table[at + WORDS] as number
    const near = table[at + NEAR] as number
    return Math.round((exact + words / 2 + near / 2) * SCALE)
  }
  const own = [...query.skills.keys()].map((skill) => ({ skill, worth: ownWorth(skill) }))
  const related: Term[] = []
  let least = 2
  for (let skill = 0; skill < vocabulary.size; skill++) {
    if ((fine[skill] as number) < least - 0.5) continue // most are worth little
    if (!statistics.has(skill) || query.skills.has(skill)) continue
    related.push({ skill, worth: Math.round(fine[skill] as number) })
    if (related.length < 2 * RELATED) continue
    keepBest(related, vocabulary)
    least = related.at(-1)?.worth ?? least
  }
  keepBest(related, vocabulary)
  return [...own.filter(({ worth }) => worth > 1), ...related]
}

function keepBest(related: Term[], { idOf }: Pick<Vocabulary, 'idOf'>): void {
  related.sort((a, b) => b.worth - a.worth || (idOf(a.skill) < idOf(b.skill) ? -1 : 1))
  related.length = Math.min(RELATED, related.length)
}
