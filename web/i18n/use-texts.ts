import { createContext, useContext } from 'react'
import type en from '../locales/en.json'
import type { Language } from './languages.ts'

type Plural<K> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : K

/** Every text there is; plural forms by the name they share. */
export type TextKey = Plural<keyof typeof en>

export type Values = Readonly<Record<string, string | number>>

export interface Texts {
  readonly language: Language
  readonly t: (key: TextKey, values?: Values) => string
  /** The text of a key made at run time, such as a problem's; `undefined` when there is none. */
  readonly maybe: (key: string, values?: Values) => string | undefined
}

const RTL_LETTER = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/** Words put into a sentence of the other direction keep their own order and disturb nothing around them. */
export function isolated(language: Language, values: Values): Record<string, string | number> {
  const isolate = (value: string | number) =>
    typeof value === 'string' && (language === 'ar') !== RTL_LETTER.test(value)
      ? `\u2068${value}\u2069`
      : value
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolate(value)]))
}

/** Each entry of the site brings the texts it needs, its own way. */
export const TextsContext = createContext<Texts | undefined>(undefined)

/** The texts in the reader's language. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('there are no texts around this')
  return texts
}
