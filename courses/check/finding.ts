import type { Finding } from '../content-schema.ts'

/** An error must be mended; a notice says what a complete course would still need. */
export type Severity = 'error' | 'notice'

export interface ContentFinding extends Finding {
  readonly course: string
  readonly severity: Severity
}

/** A finding before it is known which course it is in. */
export interface Found extends Finding {
  readonly severity: Severity
}

/** Where something stands: a file of the course and a member in it. */
export interface Place {
  readonly file: string
  readonly pointer: string
}

export const at = (file: string, ...members: readonly (string | number)[]): Place => ({
  file,
  pointer: members.map((member) => `/${member}`).join(''),
})

export const error = (place: Place, rule: string, message: string): Found => ({
  ...place,
  rule,
  message,
  severity: 'error',
})

export const notice = (place: Place, rule: string, message: string): Found => ({
  ...error(place, rule, message),
  severity: 'notice',
})

/** What was thrown, in words. */
export const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

/** Members that one list has and the other lacks. */
export function differences(
  place: Place,
  wanted: readonly string[],
  given: readonly string[],
): readonly Found[] {
  return [
    ...wanted
      .filter((key) => !given.includes(key))
      .map((key) => error(place, 'missing-text', `${key} has no text`)),
    ...given
      .filter((key) => !wanted.includes(key))
      .map((key) => error(place, 'unknown-key', `${key} is not in the structure`)),
  ]
}

/** Entries that stand more than once. */
export const repeated = (keys: readonly string[]): readonly string[] => [
  ...new Set(keys.filter((key, index) => keys.indexOf(key) !== index)),
]
