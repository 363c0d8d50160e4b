/**
 * Times of signed documents, without the machine's calendar: the same result in every runtime.
 *
 * @module
 */

import type { UnixSeconds } from './types.ts'

const FORM =
  /^(-?(?:[1-9]\d{4,5}|\d{4}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const between = (value: number, low: number, high: number): boolean => value >= low && value <= high

/** Minutes that a zone may be away (XML Schema 1.1 Part 2 §3.3.7). */
const FARTHEST = 14 * 60

function offsetSeconds(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (minutes > 59 || hours * 60 + minutes > FARTHEST) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}

/**
 * Reads an XML Schema `dateTimeStamp`: a date and time with its offset.
 *
 * Fractions are cut off. Twenty-four o'clock is read as the standard says, leap seconds are not.
 *
 * @returns `undefined` when the text is anything else
 */
export function parseTime(text: string): UnixSeconds | undefined {
  if (isUsual(text)) {
    const two = (at: number) => digitAt(text, at) * 10 + digitAt(text, at + 1)
    const [hour, minute, second] = [two(11), two(14), two(17)]
    return secondsOf({
      ...{ year: two(0) * 100 + two(2), month: two(5), day: two(8), hour, minute, second },
      offset: 0,
    })
  }
  const found = FORM.exec(text)
  if (!found) return undefined
  const offset = offsetSeconds(found[7] ?? '')
  if (offset === undefined) return undefined
  return secondsOf({
    year: Number(found[1]),
    month: Number(found[2]),
    day: Number(found[3]),
    hour: Number(found[4]),
    minute: Number(found[5]),
    second: Number(found[6]),
    offset,
  })
}

/** Nearly all times are written in this form, each digit at its place. */
const USUAL = '0000-00-00T00:00:00Z'

const digitAt = (text: string, at: number): number => text.charCodeAt(at) - 0x30

function isUsual(text: string): boolean {
  if (text.length !== USUAL.length) return false
  for (let at = 0; at < USUAL.length; at++) {
    const wanted = USUAL.charCodeAt(at)
    const digit = digitAt(text, at)
    if (wanted === 0x30 ? digit < 0 || digit > 9 : text.charCodeAt(at) !== wanted) return false
  }
  return true
}

interface CivilTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Seconds ahead of UTC. */
  readonly offset: number
}

function secondsOf({ year, month, day, hour, minute, second, offset }: CivilTime) {
  if (!between(month, 1, 12)) return undefined
  if (!between(day, 1, daysIn(year, month)) || minute > 59 || second > 59) return undefined
  if (hour > 23 && !(hour === 24 && minute === 0 && second === 0)) return undefined
  return daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
}

const two = (value: number): string => String(value).padStart(2, '0')

/** RFC 3339 in UTC without fractions, e.g. `2026-11-22T09:30:00Z`. */
export function formatTime(time: UnixSeconds): string {
  const days = Math.floor(time / 86_400)
  const rest = time - days * 86_400
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60].map(two)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock.join(':')}Z`
}
