import { deepEqual, doesNotThrow, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { Problem } from '../../platform/problem.ts'
import { isMet, isPass } from '../../tutor/assessments/judge.ts'
import {
  APPEAL_UPHELD,
  type EarlierAttempt,
  nextAttemptAt,
  refuseEarlyRetake,
} from '../../tutor/assessments/retake.ts'

const DAY = 24 * 3600
const YEAR = 365 * DAY
const rule = {
  retake: { firstWaitHours: 24, laterWaitDays: 14, attemptsPerYear: 5 },
  validYears: 3,
}
const attempt = (day: number, more: Partial<EarlierAttempt> = {}): EarlierAttempt => ({
  ...{ state: 'failed', startedAt: day * DAY, endedAt: day * DAY, regradeOf: undefined },
  reason: undefined,
  ...more,
})
const next = (...earlier: readonly EarlierAttempt[]) => nextAttemptAt(earlier, rule) / DAY

describe('the next attempt', () => {
  it('is possible at once for the first time', () => equal(next(), 0))

  it('is possible a day after the first failure, two weeks after each later one', () => {
    equal(next(attempt(100)), 101)
    equal(next(attempt(100), attempt(102)), 116)
    equal(next(attempt(102), attempt(100), attempt(120)), 134)
  })

  it('is the sixth in twelve months a year after the first of five', () => {
    const five = [0, 20, 40, 60, 80].map((day) => attempt(1000 + day))
    equal(next(...five), 1000 + 365)
    equal(next(...five, attempt(1366)), 1020 + 365)
  })

  it('comes ninety days before the certificate ends', () => {
    equal(next(attempt(100, { state: 'passed' })), 100 + 3 * 365 - 90)
  })

  it('does not wait for an attempt that an appeal annulled, nor counts it', () => {
    const annulled = attempt(100, { state: 'overturned', reason: APPEAL_UPHELD })
    equal(next(annulled), 0)
    const five = [0, 20, 40, 60].map((day) => attempt(1000 + day))
    equal(next(...five, { ...annulled, startedAt: 1080 * DAY, endedAt: 1080 * DAY }), 1074)
  })

  it('waits for what was overturned for other reasons, and for what a second marking found', () => {
    equal(next(attempt(100, { state: 'overturned', reason: 'integrity' })), 101)
    const annulled = attempt(100, { state: 'overturned', reason: APPEAL_UPHELD })
    equal(next(annulled, attempt(110, { regradeOf: 'a' })), 111)
  })

  it('is refused until then, with the time to wait', () => {
    throws(
      () => refuseEarlyRetake([attempt(100)], rule, 100 * DAY + 1),
      (problem) => {
        ok(problem instanceof Problem)
        deepEqual([problem.type.slug, problem.retryAfter], ['retake-not-yet', DAY - 1])
        return true
      },
    )
    doesNotThrow(() => refuseEarlyRetake([attempt(100)], rule, 101 * DAY))
  })

  it('is never earlier for one failure more', () => {
    const days = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 8 })
    fc.assert(
      fc.property(days, fc.integer({ min: 2001, max: 4000 }), (earlier, last) => {
        const before = earlier.map((day) => attempt(day))
        ok(next(...before, attempt(last)) >= next(...before))
      }),
    )
    equal(YEAR / DAY, 365)
  })
})

describe('pass or fail', () => {
  const objective = { correct: 22, of: 28, required: 22 }
  const cut = { criterionMean: 2, criticalMinimum: 2 } as const
  const task = (...means: readonly (number | undefined)[]) => ({
    taskId: 't',
    criteria: means.map((mean, at) => ({ criterion: `c${at}`, critical: at === 0, mean })),
  })
  const passes = (...means: readonly (number | undefined)[]) =>
    isPass(cut, { objective, tasks: [task(...means)] })

  it('is a pass when everything is just met', () => ok(passes(2, 2, 2, 2)))

  it('is a fail when any criterion is missed, whatever the others', () => {
    for (const means of [
      [1.5, 3, 3, 3],
      [3, 3, 3, 1.99],
      [3, 3, 3, undefined],
    ]) {
      equal(passes(...means), false, String(means))
    }
  })

  it('is a fail when the questions are missed by one', () => {
    const missed = { ...objective, correct: 21 }
    equal(isPass(cut, { objective: missed, tasks: [task(3, 3, 3, 3)] }), false)
  })

  it('holds critical criteria to their own least level', () => {
    const lenient = { criterionMean: 1, criticalMinimum: 2 } as const
    deepEqual(
      [isMet(lenient, { critical: false, mean: 1 }), isMet(lenient, { critical: true, mean: 1.5 })],
      [true, false],
    )
    equal(isMet(lenient, { critical: false }), false)
  })

  it('never turns to fail because a mark rises', () => {
    const levels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(levels, fc.nat(3), (given, at) => {
        const raised = given.map((each, index) => (index === at ? Math.min(3, each + 1) : each))
        ok(!passes(...given) || passes(...raised))
      }),
    )
  })
})
