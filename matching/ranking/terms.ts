/**
 * What the first stage looks for: the verified skills, and the skills they give the most to.
 *
 * @module
 */

import type { Term } from './retrieve.ts'
import type { Weighing } from './score.ts'

/** Skills looked for beside the verified ones. */
const RELATED = 48

/** Whole numbers of this fineness; sums of a thousand skills stay within 32 bits. */
const SCALE = 65_536

/**
 * Worth of skills to a job, as if all its lengths were that of its vector of skills.
 *
 * The lengths differ, but by nearly the same factor from job to job, which the first stage can bear.
 */
export function termsOf({ query, scale: { vocabulary } }: Weighing): readonly Term[] {
  const own: Term[] = []
  const related: Term[] = []
  for (let skill = 0; skill < vocabulary.size; skill++) {
    const { exact, words, near } = query.worth(skill)
    if (exact + words + near === 0) continue
    const worth = Math.round((exact + words / 2 + near / 2) * SCALE)
    if (worth < 2) continue
    if (query.skills.has(skill)) own.push({ skill, worth })
    else related.push({ skill, worth })
  }
  related.sort(
    (a, b) => b.worth - a.worth || (vocabulary.idOf(a.skill) < vocabulary.idOf(b.skill) ? -1 : 1),
  )
  return [...own, ...related.slice(0, RELATED)]
}
