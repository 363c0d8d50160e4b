/** The languages of the pages; `zgh` is Standard Moroccan Amazigh, written in Tifinagh. */
export type Language = 'fr' | 'en' | 'ar' | 'zgh'

export const LANGUAGES: readonly Language[] = ['fr', 'en', 'ar', 'zgh']

/** Each language in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
}

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value)

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr'

const AMAZIGH = ['tzm', 'shi', 'ber', 'rif', 'kab']

/** The first of the reader's languages that we speak. */
export function firstKnown(wanted: readonly string[], fallback: Language = 'en'): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0] ?? ''
    if (isLanguage(primary)) return primary
    if (AMAZIGH.includes(primary)) return 'zgh'
  }
  return fallback
}
