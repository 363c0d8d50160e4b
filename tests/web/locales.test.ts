import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../../web/i18n/languages.ts'

const WEB = join(import.meta.dirname, '../../web')

const read = (language: Language): Record<string, string> =>
  JSON.parse(readFileSync(join(WEB, `locales/${language}.json`), 'utf8')) as Record<string, string>

const locales = new Map(LANGUAGES.map((language) => [language, read(language)]))
const textsOf = (language: Language): Record<string, string> => locales.get(language) ?? {}

const PLURAL = /_(zero|one|two|few|many|other)$/
const base = (key: string): string => key.replace(PLURAL, '')
const keysOf = (language: Language): string[] =>
  [...new Set(Object.keys(textsOf(language)).map(base))].sort()
const placeholders = (text: string): string[] =>
  [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()

/** Forms that the language makes, by what the browser knows of it. It knows nothing of Amazigh. */
const CATEGORIES: Readonly<Record<Language, readonly string[]>> = {
  en: ['one', 'other'],
  fr: ['one', 'many', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  zgh: [''],
}

/** Words that are written the same in English and French. */
const COGNATES = new Set([
  'Administration',
  'Dates',
  'Menu',
  'Module {{number}}',
  'Organisation',
  'Place {{place}}',
  'Organisations',
  'Discrimination',
  'Question',
  'Question {{number}}',
  'Questions',
  'Signature',
  'Structure',
  '{{from}} → {{until}}',
  '{{count}} minute',
  '{{count}} minutes',
  '{{count}} module',
  '{{count}} modules',
])

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['locales', 'public'].includes(entry.name) ? [] : sourcesOf(path)
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}

describe('the texts of the pages', () => {
  for (const language of LANGUAGES) {
    it(`say the same things in ${language} as in English`, () => {
      deepEqual(keysOf(language), keysOf('en'))
    })

    it(`have in ${language} every plural form that the language makes`, () => {
      const plural = Object.keys(textsOf('en')).filter((key) => key.endsWith('_other'))
      ok(plural.length > 10)
      for (const key of plural) {
        for (const category of CATEGORIES[language]) {
          const wanted = category ? `${base(key)}_${category}` : base(key)
          ok(textsOf(language)[wanted], `${language}: ${wanted}`)
        }
      }
    })

    it(`have no empty text and no stray space in ${language}`, () => {
      for (const [key, text] of Object.entries(textsOf(language))) {
        equal(text, text.trim(), key)
        ok(text.length > 0, key)
      }
    })
  }

  it('fill the same placeholders in every language', () => {
    for (const language of LANGUAGES) {
      for (const [key, text] of Object.entries(textsOf(language))) {
        const english = textsOf('en')[key] ?? textsOf('en')[`${base(key)}_other`] ?? ''
        const missing = placeholders(english).filter((one) => !text.includes(one))
        const isNumberInWords = /_(zero|one|two)$/.test(key)
        ok(missing.length === 0 || isNumberInWords, `${language} ${key}: ${missing}`)
        const unknown = placeholders(text).filter((one) => !english.includes(one))
        const isCount = unknown.every((one) => one === '{{count}}')
        ok(unknown.length === 0 || isCount, `${language} ${key}: ${unknown}`)
      }
    }
  })

  it('are written in Arabic letters in Arabic and in Tifinagh in Amazigh', () => {
    for (const [language, letters] of [
      ['ar', /\p{Script=Arabic}/u],
      ['zgh', /\p{Script=Tifinagh}/u],
    ] as const) {
      for (const [key, text] of Object.entries(textsOf(language))) {
        ok(
          letters.test(text) || text.replace(/\{\{\w+\}\}|[:→←\s]/g, '') === '',
          `${language} ${key}: ${text}`,
        )
      }
    }
  })

  it('are not English by accident in French', () => {
    for (const [key, text] of Object.entries(textsOf('fr'))) {
      if (text === textsOf('en')[key]) ok(COGNATES.has(text), `${key}: ${text}`)
    }
  })

  it('are all used', () => {
    const source = sourcesOf(WEB).join('\n')
    const madeAtRunTime = new Set(
      [...source.matchAll(/`(\w+\.[\w.]*)\$\{/g)].map(([, prefix = '']) => prefix),
    )
    const literal = new Set([...source.matchAll(/['`]([\w.-]+)['`]/g)].map(([, text]) => text))
    const isUsed = (key: string): boolean =>
      literal.has(key) ||
      /^home\.step\d\.text$/.test(key) ||
      [...madeAtRunTime].some((prefix) => key.startsWith(prefix))
    deepEqual(
      keysOf('en').filter((key) => !isUsed(key)),
      [],
    )
  })
})
