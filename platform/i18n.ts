/**
 * Texts for people, in four languages.
 *
 * @module
 */

import { createInstance } from 'i18next'

export type Language = 'fr' | 'en' | 'ar' | 'zgh'

export const LANGUAGES: readonly Language[] = ['fr', 'en', 'ar', 'zgh']

/** Locales of the languages for `Intl`. Morocco writes European digits in all of them; nobody has data for Amazigh. */
export const LOCALES: Readonly<Record<Language, string>> = {
  fr: 'fr-FR',
  en: 'en-GB',
  ar: 'ar-MA-u-nu-latn',
  zgh: 'fr-FR',
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const LEFT_TO_RIGHT = /(?![\p{Script=Arabic}\p{Script=Hebrew}])\p{L}/u

/**
 * A name that comes to stand in a text: kept apart where it runs the other way, so that what stands about it keeps its
 * place (U+2068 and U+2069, UAX #9 §2.4.2).
 */
export function isolated(language: Language, name: string): string {
  const other = language === 'ar' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT
  return other.test(name) ? `\u2068${name}\u2069` : name
}

/** Texts of one folder by language and key (`messages/<language>.json`). */
export type Messages = Readonly<Record<Language, Readonly<Record<string, string>>>>

/** Gives a text in a language; `values` fill its `{{placeholders}}`. */
export type Texts = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string

/**
 * Makes the texts of a folder readable.
 *
 * @throws {Error} from the function returned when the key is in no language: a defect, not an answer
 */
export function createTexts(messages: Messages): Texts {
  const i18n = createInstance()
  void i18n.init({
    initAsync: false,
    resources: Object.fromEntries(
      LANGUAGES.map((language) => [language, { translation: messages[language] }]),
    ),
    lng: 'en',
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // whoever writes HTML escapes it there
  })
  const find: Texts = (language, key, values = {}) => {
    if (!i18n.exists(key, { ...values, lng: language })) throw new Error(`no text for ${key}`)
    return i18n.t(key, { ...values, lng: language })
  }
  const plain = new Map<string, string>() // no more than there are texts: others are refused
  return (language, key, values) => {
    if (values !== undefined) return find(language, key, values)
    const name = `${language} ${key}`
    const text = plain.get(name) ?? find(language, key)
    plain.set(name, text)
    return text
  }
}

export const isLanguage = (text: unknown): text is Language =>
  LANGUAGES.some((language) => language === text)

/**
 * The first language of `accept-language` that we speak (RFC 9110 §12.5.4), else `fallback`.
 * `tzm`, `shi` and `ber` are answered in Standard Moroccan Amazigh.
 */
export function negotiateLanguage(header: string | undefined, fallback: Language = 'en'): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.trim().split('-')[0] ?? '', q: q ? Number(q.trim().slice(2)) : 1 }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of wanted) {
    if (isLanguage(tag)) return tag
    if (tag === 'tzm' || tag === 'shi' || tag === 'ber') return 'zgh'
  }
  return fallback
}
