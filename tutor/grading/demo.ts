/**
 * The demo grader: marks by published rules that anybody can meet, so that the way can be shown
 * without a model or a reviewer. What it passes leads to credentials of the demo issuer only.
 *
 * @module
 */

import type { Level } from '../../schemas/course-content.ts'
import { wordsOf } from './pre-checks.ts'

export interface DemoCriterion {
  readonly id: string
  readonly name: string
  readonly anchors: readonly string[]
}

/** Published with every demo mark, in the learner's language by `messages/`. */
export const DEMO_RULES = 'demo-1'

/**
 * Level 2 from the least number of words the task wants on, 1 from half of it, else 0; one level more
 * where three key words of the criterion (six letters or more, in its name or anchors 2 and 3) are used.
 */
export function demoLevel(
  answer: string,
  { criterion, leastWords }: { criterion: DemoCriterion; leastWords: number },
): Level {
  const words = wordsOf(answer)
  const used = new Set(words)
  const keyWords = new Set(
    wordsOf([criterion.name, ...criterion.anchors.slice(2)].join(' ')).filter(
      (word) => word.length >= 6,
    ),
  )
  const hits = [...keyWords].filter((word) => used.has(word)).length
  const byLength = words.length >= leastWords ? 2 : words.length >= leastWords / 2 ? 1 : 0
  return (byLength > 0 && hits >= 3 ? byLength + 1 : byLength) as Level
}
