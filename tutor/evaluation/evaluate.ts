/**
 * How well a grader agrees with people: human against human, human against grader, per item and language.
 *
 * @module
 */

import { confusion, type MarkedPair } from './agreement.ts'
import { type Estimates, estimates } from './bootstrap.ts'
import type { MarkedAnswer } from './dataset.ts'

/** One comparison of two markers over a group of answers. */
export interface Comparison {
  readonly pairs: number
  readonly measures: Estimates
  /** `[first][second]`, for whole marks up to 20. */
  readonly confusion: readonly (readonly number[])[]
}

export interface GroupReport {
  readonly kind: 'all' | 'item' | 'language' | 'item-language'
  readonly item: string | undefined
  readonly language: string | undefined
  readonly max: number
  readonly answers: number
  readonly humanHuman: Comparison | undefined
  readonly humanGrader: Comparison | undefined
}

export interface EvaluationReport {
  readonly answers: number
  /** Answers for which the grader gave no mark. */
  readonly ungraded: number
  readonly groups: readonly GroupReport[]
}

export interface EvaluationOptions {
  readonly seed?: number
  readonly resamples?: number
}

const LARGEST_MATRIX = 20

/** Compares the marks of a dataset; those of different maxima are put on the scale of the largest. */
export function evaluate(
  answers: readonly MarkedAnswer[],
  options: EvaluationOptions = {},
): EvaluationReport {
  const groups = groupsOf(answers).map((group) => reportOf(group, options))
  const ungraded = answers.filter(({ grader }) => grader === undefined || grader === null).length
  return { answers: answers.length, ungraded, groups }
}

type Group = Pick<GroupReport, 'kind' | 'item' | 'language'> & {
  readonly members: readonly MarkedAnswer[]
}

function groupsOf(answers: readonly MarkedAnswer[]): readonly Group[] {
  const by = (keyOf: (answer: MarkedAnswer) => string): ReadonlyMap<string, MarkedAnswer[]> =>
    Map.groupBy(answers, keyOf)
  const items = by(({ item }) => String(item))
  const languages = by(({ lang }) => lang)
  const both = by(({ item, lang }) => JSON.stringify([String(item), lang]))
  const all: Group = { kind: 'all', item: undefined, language: undefined, members: answers }
  return [
    all,
    ...[...languages]
      .sort(byKey)
      .map(
        ([language, members]): Group => ({ kind: 'language', item: undefined, language, members }),
      ),
    ...[...items]
      .sort(byKey)
      .map(([item, members]): Group => ({ kind: 'item', item, language: undefined, members })),
    ...(languages.size > 1
      ? [...both].sort(byKey).map(([key, members]): Group => {
          const [item, language] = JSON.parse(key) as [string, string]
          return { kind: 'item-language', item, language, members }
        })
      : []),
  ]
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a.localeCompare(b, 'en', { numeric: true })

function reportOf({ members, ...group }: Group, options: EvaluationOptions): GroupReport {
  const max = Math.max(...members.map((each) => each.max))
  const pairs = (second: (answer: MarkedAnswer) => number | null | undefined) =>
    members.flatMap((each): MarkedPair[] => {
      const b = second(each)
      const scale = max / each.max
      return b === undefined || b === null ? [] : [{ a: each.h1 * scale, b: b * scale }]
    })
  return {
    ...{ kind: group.kind, item: group.item, language: group.language },
    ...{ max, answers: members.length },
    humanHuman: compare(
      pairs(({ h2 }) => h2),
      max,
      options,
    ),
    humanGrader: compare(
      pairs(({ grader }) => grader),
      max,
      options,
    ),
  }
}

function compare(
  pairs: readonly MarkedPair[],
  max: number,
  { seed = 1, resamples }: EvaluationOptions,
): Comparison | undefined {
  if (pairs.length === 0) return undefined
  return {
    pairs: pairs.length,
    measures: estimates(pairs, max, { seed, ...(resamples === undefined ? {} : { resamples }) }),
    confusion: max <= LARGEST_MATRIX ? confusion(pairs, max) : [],
  }
}
