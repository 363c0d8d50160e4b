import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { PassRule } from '../../schemas/course-content.ts'
import { tutorProblems } from '../problems.ts'
import type { Assessment } from './assessment.ts'

const HOUR = 3600
const DAY = 24 * HOUR
const YEAR = 365 * DAY

/** A certificate may be renewed in its last ninety days. */
const RENEWAL = 90 * DAY

export type EarlierAttempt = Pick<
  Assessment,
  'state' | 'startedAt' | 'endedAt' | 'regradeOf' | 'reason'
>

export interface RetakeRule {
  readonly retake: PassRule['retake']
  readonly validYears: number
}

/**
 * From when on the next attempt may be started; a time in the past or now: at once.
 *
 * A decision made again after an appeal is no attempt of its own, but what it found counts; an attempt
 * whose decision an appeal overturned counts for nothing.
 *
 * @param earlier - decided attempts in the course, any order
 */
export function nextAttemptAt(earlier: readonly EarlierAttempt[], rule: RetakeRule): UnixSeconds {
  return Math.max(...limits(earlier, rule).map(({ at }) => at))
}

/**
 * @throws {Problem} `already-passed` while the certificate is valid, or `retake-not-yet` with the time
 *   to wait
 */
export function refuseEarlyRetake(
  earlier: readonly EarlierAttempt[],
  rule: RetakeRule,
  now: UnixSeconds,
): void {
  const [latest] = limits(earlier, rule).sort((a, b) => b.at - a.at)
  if (latest && latest.at > now) {
    throw new Problem(latest.problem, { detail: latest.detail, retryAfter: latest.at - now })
  }
}

function limits(earlier: readonly EarlierAttempt[], { retake, validYears }: RetakeRule) {
  const { retakeNotYet, alreadyPassed } = tutorProblems
  const starts = earlier
    .filter((each) => each.regradeOf === undefined && !isAnnulled(each))
    .map(({ startedAt }) => startedAt)
    .sort((a, b) => b - a)
  const failures = earlier
    .filter(isFailure)
    .map(ended)
    .sort((a, b) => a - b)
  const wait = failures.length > 1 ? retake.laterWaitDays * DAY : retake.firstWaitHours * HOUR
  const passes = earlier.filter(({ state }) => state === 'passed').map(ended)
  const nth = starts[retake.attemptsPerYear - 1]
  return [
    { at: 0, problem: retakeNotYet, detail: '' },
    ...(failures.length > 0
      ? [
          {
            ...{ at: (failures.at(-1) ?? 0) + wait, problem: retakeNotYet },
            detail: `${wait / HOUR} hours after the last attempt`,
          },
        ]
      : []),
    ...(nth === undefined
      ? []
      : [
          {
            ...{ at: nth + YEAR, problem: retakeNotYet },
            detail: `at most ${retake.attemptsPerYear} attempts in twelve months`,
          },
        ]),
    ...passes.map((at) => ({
      ...{ at: at + validYears * YEAR - RENEWAL, problem: alreadyPassed },
      detail: 'a new attempt is possible in the last ninety days of the certificate',
    })),
  ]
}

const ended = ({ endedAt, startedAt }: EarlierAttempt): UnixSeconds => endedAt ?? startedAt

/** Why an assessment was overturned when its learner was right to contest it. */
export const APPEAL_UPHELD = 'appeal-upheld'

const isAnnulled = ({ state, reason }: EarlierAttempt): boolean =>
  state === 'overturned' && reason === APPEAL_UPHELD

const isFailure = (attempt: EarlierAttempt): boolean =>
  attempt.state === 'failed' || (attempt.state === 'overturned' && !isAnnulled(attempt))
