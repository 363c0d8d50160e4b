import { equal, ok } from 'node:assert/strict'
import {
  ariaLocale,
  formatDate,
  formatDateTime,
  formatNumber,
  formatShare,
  formatTime,
} from '../../web/i18n/format.ts'
import { directionOf, firstKnown, isLanguage, LANGUAGES } from '../../web/i18n/languages.ts'

/** French sets spaces that do not break. */
const spaced = (text: string): string => text.replace(/\s/g, ' ')

const NOON = '2026-11-22T12:00:00Z'

describe('the language of a reader', () => {
  it('is the first of theirs that we speak', () => {
    equal(firstKnown(['de-DE', 'ar-MA', 'fr']), 'ar')
  })

  it('is Standard Moroccan Amazigh for readers of its neighbours', () => {
    for (const tag of ['tzm-MA', 'shi', 'ber', 'kab-DZ', 'zgh']) equal(firstKnown([tag]), 'zgh')
  })

  it('is English where we speak none of theirs', () => {
    equal(firstKnown(['de', 'ja']), 'en')
    equal(firstKnown([]), 'en')
  })

  it('is nothing but one of the four', () => {
    ok(LANGUAGES.every(isLanguage))
    for (const other of ['de', 'FR', '', undefined, 4]) equal(isLanguage(other), false)
  })

  it('runs from right to left in Arabic alone of ours', () => {
    equal(directionOf('ar'), 'rtl')
    for (const language of ['fr', 'en', 'zgh', 'arn']) equal(directionOf(language), 'ltr')
  })

  it('has words of the controls that react-aria knows', () => {
    equal(ariaLocale('zgh'), 'fr-FR')
    equal(ariaLocale('ar'), 'ar-AE')
  })
})

describe('dates and numbers', () => {
  it('are written as each language writes them', () => {
    equal(formatDate('fr', NOON), '22 novembre 2026')
    equal(formatDate('en', NOON), '22 November 2026')
    equal(formatDate('ar', NOON), '22 نونبر 2026')
    equal(formatDate('zgh', NOON), '22 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026')
  })

  it('have twelve different months in Amazigh', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      formatDate('zgh', new Date(2026, month, 15)),
    )
    equal(new Set(months).size, 12)
  })

  it('may come as seconds since 1970', () => {
    equal(formatDate('en', 1_795_348_800), '22 November 2026')
  })

  it('are empty for what is no date', () => {
    for (const language of LANGUAGES) {
      equal(formatDate(language, 'soon'), '')
      equal(formatTime(language, 'soon'), '')
      equal(formatDateTime(language, ''), '')
    }
  })

  it('group thousands and set decimals by the language', () => {
    equal(spaced(formatNumber('fr', 1234.5)), '1 234,5')
    equal(formatNumber('en', 1234.5), '1,234.5')
    equal(formatNumber('ar', 12), '12')
  })

  it('show a score in millionths as a share', () => {
    equal(formatShare('en', 734_500), '73.5%')
    equal(formatShare('en', 0), '0%')
    equal(spaced(formatShare('fr', 1_000_000)), '100 %')
  })

  it('put time and day together', () => {
    ok(formatDateTime('en', NOON).startsWith('22 November 2026 · '))
  })
})
