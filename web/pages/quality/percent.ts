import { formatNumber } from '../../i18n/format.ts'
import type { Language } from '../../i18n/languages.ts'

/** A share, 0 to 1, in whole per cent. */
export const percent = (language: Language, share: number): string =>
  formatNumber(language, share, { style: 'percent', maximumFractionDigits: 0 })

/** A measure with two decimals. */
export const decimal = (language: Language, value: number): string =>
  formatNumber(language, value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
