/**
 * Texts by a few lines of our own, for the entry that must be small.
 *
 * @module
 */

import type { Language } from './languages.ts'
import { isolated, type Texts, type Values } from './use-texts.ts'

type Table = Readonly<Record<string, string>>

/** Plural forms are those of the browser; it knows none of Amazigh, whose texts have one form. */
const formFor = (language: Language, count: number): string =>
  language === 'zgh' ? '' : new Intl.PluralRules(language).select(count)

export function smallTexts(language: Language, table: Table): Texts {
  const find = (key: string, { count }: Values): string | undefined =>
    (typeof count === 'number' ? table[`${key}_${formFor(language, count)}`] : undefined) ??
    table[key]
  const maybe = (key: string, values: Values = {}): string | undefined => {
    const safe = isolated(language, values)
    return find(key, values)?.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(safe[name] ?? ''),
    )
  }
  return { language, maybe, t: (key, values) => maybe(key, values) ?? key }
}
