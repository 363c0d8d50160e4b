/** Hexadecimal digits of an attempt's code: the last of its id, which are random. */
const DIGITS = 8

/** What a learner shows to whoever checks their identity: `8A3F-91C2`. */
export function codeOf(assessmentId: string): string {
  const last = assessmentId.slice(-DIGITS).toUpperCase()
  return `${last.slice(0, DIGITS / 2)}-${last.slice(DIGITS / 2)}`
}

/** The end of the id that a code stands for, as it may be typed; `undefined` for what is no code. */
export function idEndOf(code: string): string | undefined {
  const digits = code.replace(/[\s-]/g, '').toLowerCase()
  return /^[0-9a-f]{8}$/.test(digits) ? digits : undefined
}
