/** Seconds since 1970-01-01T00:00:00Z, the unit of every stored and signed time (RFC 7519 §2). */
export type UnixSeconds = number

/** The source of time. Production passes {@link systemClock}; tests pass a function they control. */
export type Clock = () => UnixSeconds

export const systemClock: Clock = () => Math.floor(Date.now() / 1000)

/** RFC 3339 in UTC without fractions, e.g. `2026-11-22T09:30:00Z`: the form signed documents use. */
export function isoTime(time: UnixSeconds): string {
  if (time !== written.time) {
    written = { time, text: new Date(time * 1000).toISOString().replace('.000Z', 'Z') }
  }
  return written.text
}

/** The time written last: one answer holds one time in many places. */
let written = { time: Number.NaN, text: '' }

/** `undefined` when the text is not a date and time with an offset (XML Schema `dateTimeStamp`). */
export function parseTime(text: string): UnixSeconds | undefined {
  if (!/^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}

/** As the date that libraries want. */
export const dateOf = (time: UnixSeconds): Date => new Date(time * 1000)
