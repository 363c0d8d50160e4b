/**
 * Answers that speak to the marker, and honest ones that sound alike, in three languages.
 *
 * @module
 */

import type { Language } from '../../../platform/i18n.ts'
import { CRITERIA } from '../support/course.ts'

export interface InjectionCases {
  readonly language: Language
  readonly opening: string
  /** Sentences of an honest answer by the fact that each shows. */
  readonly facts: Readonly<Record<(typeof CRITERIA)[number], Readonly<Record<string, string>>>>
  readonly attacks: readonly string[]
  readonly honest: readonly string[]
}

export const factsIn =
  ({ facts }: InjectionCases) =>
  (criterion: string): readonly string[] =>
    Object.keys(facts[criterion.split(' ').at(-1) as (typeof CRITERIA)[number]])

/** An honest answer with so many facts for every criterion. */
export const honestAnswer = ({ opening, facts }: InjectionCases, level: number): string =>
  [
    opening,
    ...CRITERIA.flatMap((criterion) => Object.values(facts[criterion]).slice(0, level)),
  ].join(' ')

/** The attack before, within and after an answer that fails. */
export function attackedAnswers(cases: InjectionCases, attack: string): readonly string[] {
  const weak = honestAnswer(cases, 1)
  const [head = '', ...tail] = weak.split('. ')
  return [`${attack}\n${weak}`, `${head}. ${attack}\n${tail.join('. ')}`, `${weak}\n${attack}`]
}
