/**
 * What the honest model of the tests knows of our own works: the first sentences of the best exemplar.
 *
 * @module
 */

import { fullLanguages, readCourses } from '../../../courses/content.ts'
import { taskForMarking, tasksOf } from '../../../courses/task.ts'
import { type KeyedFacts, sentencesOf } from '../../support/model-personas.ts'

/** Three sentences that show a criterion in full, by the criterion's name in any language. */
export function factsOfOurCourses(): KeyedFacts {
  const facts = new Map<string, readonly string[]>()
  for (const course of readCourses()) {
    for (const language of fullLanguages(course)) {
      for (const { id } of tasksOf(course, language)) {
        const { criteria, exemplars } = taskForMarking(course, id, language)
        const best = sentencesOf(exemplars[0]?.answer ?? '').slice(0, 3)
        for (const { name } of criteria) facts.set(name, [...(facts.get(name) ?? []), ...best])
      }
    }
  }
  return (criterion) => facts.get(criterion) ?? []
}
