/**
 * Message files of a folder: the same texts, with the same placeholders, in all four languages.
 *
 * @module
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'

const PLURAL = /_(zero|one|two|few|many|other)$/

/**
 * What is wrong with `<folder>/<language>.json`; empty when nothing is.
 *
 * A text with a number has a key per plural form that the language has (`count_one`, `count_other`);
 * Amazigh has no plural rules, so there it has the key alone.
 *
 * @param folder - path of the `messages` folder
 */
export function messageFaults(folder: string): string[] {
  const files = new Map(LANGUAGES.map((language) => [language, readMessages(folder, language)]))
  const stems = new Set([...files.values()].flatMap((texts) => [...texts.keys()].map(stemOf)))
  return [...stems].sort().flatMap((stem) => stemFaults(stem, files))
}

type Files = ReadonlyMap<Language, ReadonlyMap<string, string>>

const readMessages = (folder: string, language: Language): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(
      JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<string, string>,
    ),
  )

const stemOf = (key: string): string => key.replace(PLURAL, '')

const placeholdersOf = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name))].sort().join(', ')

function stemFaults(stem: string, files: Files): string[] {
  const texts = [...files].flatMap(([language, messages]) =>
    keysOf(stem, language, files).map((key) => ({ language, key, text: messages.get(key) ?? '' })),
  )
  const empty = texts.filter(({ text }) => text.trim() === '')
  // "One thing" needs no number, so only the other forms are compared.
  const compared = texts.filter(({ key, text }) => text.trim() && !/_(zero|one|two)$/.test(key))
  const placeholders = [...new Set(compared.map(({ text }) => placeholdersOf(text)))]
  return [
    ...empty.map(({ language, key }) => `${language}: ${key} has no text`),
    ...(placeholders.length > 1
      ? [`${stem} has different placeholders: ${placeholders.join(' | ')}`]
      : []),
  ]
}

function keysOf(stem: string, language: Language, files: Files): string[] {
  const plural = [...files.values()].some((messages) =>
    [...messages.keys()].some((key) => key !== stem && stemOf(key) === stem),
  )
  return plural ? pluralKeys(stem, language) : [stem]
}

const pluralKeys = (stem: string, language: Language): string[] =>
  language === 'zgh'
    ? [stem]
    : new Intl.PluralRules(language)
        .resolvedOptions()
        .pluralCategories.map((category) => `${stem}_${category}`)
