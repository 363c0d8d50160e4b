import type { Interval } from '../evaluation/bootstrap.ts'

/** A decided assessment, without anything about the person. */
export interface DecidedAttempt {
  readonly language: string
  readonly gradedBy: string
  readonly passed: boolean
}

export interface PassRate {
  readonly group: 'all' | 'language' | 'graders'
  readonly name: string
  readonly attempts: number
  readonly passed: number
  readonly rate: number
  /** 95 %, Wilson: holds also near 0 and 1 and for few attempts. */
  readonly interval: Interval
}

/** Pass rates over all, per language and per kind of grading. */
export function passRates(attempts: readonly DecidedAttempt[]): readonly PassRate[] {
  const groups: readonly (readonly [PassRate['group'], (attempt: DecidedAttempt) => string])[] = [
    ['all', () => ''],
    ['language', ({ language }) => language],
    ['graders', ({ gradedBy }) => gradedBy],
  ]
  return groups.flatMap(([group, nameOf]) =>
    [...Map.groupBy(attempts, nameOf)]
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([name, members]) => rateOf({ group, name }, members)),
  )
}

function rateOf(
  place: Pick<PassRate, 'group' | 'name'>,
  members: readonly DecidedAttempt[],
): PassRate {
  const passed = members.filter((member) => member.passed).length
  const attempts = members.length
  return { ...place, attempts, passed, rate: passed / attempts, interval: wilson(passed, attempts) }
}

const Z = 1.959964 // 97.5 % of a normal distribution

/** @see E. B. Wilson (1927) */
export function wilson(hits: number, tries: number): Interval {
  const share = hits / tries
  const z2 = (Z * Z) / tries
  const middle = share + z2 / 2
  const half = Z * Math.sqrt((share * (1 - share)) / tries + z2 / (4 * tries))
  return {
    low: Math.max(0, (middle - half) / (1 + z2)),
    high: Math.min(1, (middle + half) / (1 + z2)),
  }
}
