import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type en from '../locales/en.json'
import { isLanguage, type Language } from './languages.ts'

type Plural<K> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : K

/** Every text there is; plural forms by the name they share. */
export type TextKey = Plural<keyof typeof en>

type Values = Readonly<Record<string, string | number>>

export interface Texts {
  readonly language: Language
  readonly t: (key: TextKey, values?: Values) => string
  /** The text of a key made at run time, such as a problem's; `undefined` when there is none. */
  readonly maybe: (key: string, values?: Values) => string | undefined
}

const RTL_LETTER = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/** Words put into a sentence of the other direction keep their own order and disturb nothing around them. */
function isolated(language: Language, values: Values): Record<string, string | number> {
  const isolate = (value: string | number) =>
    typeof value === 'string' && (language === 'ar') !== RTL_LETTER.test(value)
      ? `\u2068${value}\u2069`
      : value
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolate(value)]))
}

/** The texts in the reader's language. */
export function useTexts(): Texts {
  const { t: translate, i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  const t = useCallback(
    (key: string, values: Values = {}): string => translate(key, isolated(language, values)),
    [translate, language],
  )
  const maybe = useCallback(
    (key: string, values: Values = {}) => (i18n.exists(key) ? t(key, values) : undefined),
    [i18n, t],
  )
  return { language, t, maybe }
}
