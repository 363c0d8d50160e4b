/**
 * The gate before a model may decide: measured on answers that two people have marked.
 *
 * @module
 */

import { agreement, type MarkedPair } from './agreement.ts'
import type { MarkedAnswer } from './dataset.ts'

/** What must hold, per criterion and language. */
export const GATE = {
  answers: 200,
  qwk: 0.7,
  /** How far below human–human the grader may be. */
  qwkBelowHumans: 0.1,
  smd: 0.15,
  smdPerLanguage: 0.1,
  adjacent: 0.95,
  exact: 0.7,
  decisionError: 0.02,
  falsePass: 0.01,
  retestLevel: 0.95,
  retestDecision: 0.99,
  /** Marks of the grader on each answer, the first included. */
  runs: 3,
} as const

export interface CalibrationMeasures {
  readonly answers: number
  readonly qwk: number | undefined
  readonly humanQwk: number | undefined
  readonly smd: number | undefined
  readonly adjacent: number | undefined
  readonly exact: number | undefined
  /** Apart, because agreement collapses there. */
  readonly midRange: number | undefined
  readonly decisionError: number
  readonly falsePass: number
  readonly retestLevel: number | undefined
  readonly retestDecision: number | undefined
}

export interface Calibration {
  readonly passed: boolean
  readonly measures: CalibrationMeasures
  /** Members of {@link GATE} that were missed. */
  readonly missed: readonly string[]
}

/**
 * Measures one criterion in one language.
 *
 * @param cut - least level that meets the criterion
 * @param overallSmd - over all languages of the criterion
 */
export function calibrate(
  answers: readonly MarkedAnswer[],
  { cut, overallSmd }: { readonly cut: number; readonly overallSmd?: number },
): Calibration {
  const usable = answers.filter(isDoubleMarked)
  const max = Math.max(1, ...usable.map((each) => each.max))
  const pairs = usable.map(({ h1, grader }): MarkedPair => ({ a: h1, b: grader }))
  const humans = usable.map(({ h1, h2 }): MarkedPair => ({ a: h1, b: h2 }))
  const { qwk, smd, adjacent, exact, midRange } = agreement(pairs, max)
  const measures: CalibrationMeasures = {
    ...{ answers: usable.length, qwk, humanQwk: agreement(humans, max).qwk, smd },
    ...{ adjacent, exact, midRange },
    decisionError: share(usable, ({ h1, grader }) => h1 >= cut !== grader >= cut),
    falsePass: share(usable, ({ h1, grader }) => h1 < cut && grader >= cut),
    retestLevel: retest(usable, (mark) => Math.round(mark)),
    retestDecision: retest(usable, (mark) => Number(mark >= cut)),
  }
  const missed = missedBy(measures, overallSmd)
  return { passed: missed.length === 0, measures, missed }
}

type DoubleMarked = MarkedAnswer & { readonly h2: number; readonly grader: number }

const isDoubleMarked = (answer: MarkedAnswer): answer is DoubleMarked =>
  typeof answer.h2 === 'number' && typeof answer.grader === 'number'

const share = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? 1 : all.filter(is).length / all.length

/** Share of answers on which all runs come to the same; `undefined` where one was run too seldom. */
function retest(
  answers: readonly DoubleMarked[],
  comesTo: (mark: number) => number,
): number | undefined {
  if (answers.some(({ retests = [] }) => retests.length < GATE.runs - 1)) return undefined
  return share(answers, ({ grader, retests = [] }) =>
    retests.every((mark) => comesTo(mark) === comesTo(grader)),
  )
}

function missedBy(measures: CalibrationMeasures, overallSmd: number | undefined): string[] {
  const { qwk = -1, humanQwk = 1, smd = 9, adjacent = 0, exact = 0 } = measures
  const held: Readonly<Record<string, boolean>> = {
    answers: measures.answers >= GATE.answers,
    qwk: qwk >= GATE.qwk,
    qwkBelowHumans: qwk >= humanQwk - GATE.qwkBelowHumans,
    smd: Math.abs(overallSmd ?? smd) <= GATE.smd,
    smdPerLanguage: Math.abs(smd) <= GATE.smdPerLanguage,
    adjacent: adjacent >= GATE.adjacent,
    exact: exact >= GATE.exact,
    decisionError: measures.decisionError <= GATE.decisionError,
    falsePass: measures.falsePass <= GATE.falsePass,
    retestLevel: (measures.retestLevel ?? 0) >= GATE.retestLevel,
    retestDecision: (measures.retestDecision ?? 0) >= GATE.retestDecision,
  }
  return Object.keys(held).filter((name) => !held[name])
}
