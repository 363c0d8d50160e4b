/**
 * Numbers, dates and spans as each language writes them. Browsers know no Amazigh: its month names are here.
 *
 * @module
 */

import type { Language } from './languages.ts'

/** Locale handed to `Intl`. Morocco writes Arabic with European digits. */
const LOCALES: Readonly<Record<Language, string>> = {
  fr: 'fr-FR',
  en: 'en-GB',
  ar: 'ar-MA-u-nu-latn',
  zgh: 'fr-MA',
}

const AMAZIGH_MONTHS = [
  ...['ⵉⵏⵏⴰⵢⵔ', 'ⴱⵕⴰⵢⵕ', 'ⵎⴰⵕⵚ', 'ⵉⴱⵔⵉⵔ', 'ⵎⴰⵢⵢⵓ', 'ⵢⵓⵏⵢⵓ'],
  ...['ⵢⵓⵍⵢⵓⵣ', 'ⵖⵓⵛⵜ', 'ⵛⵓⵜⴰⵏⴱⵉⵔ', 'ⴽⵜⵓⴱⵔ', 'ⵏⵓⵡⴰⵏⴱⵉⵔ', 'ⴷⵓⵊⴰⵏⴱⵉⵔ'],
]

type Moment = number | string | Date

/** A moment from what the interface sends: Unix seconds or an ISO 8601 text. */
const toDate = (moment: Moment): Date =>
  typeof moment === 'number' ? new Date(moment * 1000) : new Date(moment)

/** Day, month in words, year. Empty for what is no date. */
export function formatDate(language: Language, moment: Moment): string {
  const date = toDate(moment)
  if (Number.isNaN(date.getTime())) return ''
  if (language === 'zgh') {
    return `${date.getDate()} ${AMAZIGH_MONTHS[date.getMonth()]} ${date.getFullYear()}`
  }
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long' }).format(date)
}

/** Month and year of a text such as `2026-11`. */
export function formatMonth(language: Language, month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return ''
  if (language === 'zgh') return `${AMAZIGH_MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(LOCALES[language], format).format(date)
}

export function formatTime(language: Language, moment: Moment): string {
  const date = toDate(moment)
  if (Number.isNaN(date.getTime())) return ''
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(date)
}

export const formatDateTime = (language: Language, moment: Moment): string =>
  [formatDate(language, moment), formatTime(language, moment)].filter(Boolean).join(' · ')

export const formatNumber = (
  language: Language,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string => new Intl.NumberFormat(LOCALES[language], options).format(value)

/** A score in millionths as a share of hundred. */
export const formatShare = (language: Language, millionths: number): string =>
  formatNumber(language, millionths / 1_000_000, { style: 'percent', maximumFractionDigits: 1 })

/** A country, or the European Union, by its code. */
export const regionName = (language: Language, code: string): string =>
  new Intl.DisplayNames(LOCALES[language], { type: 'region' }).of(code) ?? code

/** Locale of react-aria's own words; it has no Amazigh, where French is the nearer. */
export const ariaLocale = (language: Language): string =>
  ({ fr: 'fr-FR', en: 'en-US', ar: 'ar-AE', zgh: 'fr-FR' })[language]
