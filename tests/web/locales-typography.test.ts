import { deepEqual, ok } from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { typographyFaults } from '../../courses/check/typography.ts'
import { LANGUAGES, type Language } from '../../web/i18n/languages.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Every text below a member named after a language, or in a file named after it; `signals` are what people type. */
function textsOf(value: unknown, language: Language, inside: boolean): readonly string[] {
  if (typeof value === 'string') return inside ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([member, below]) => {
    if (member === 'signals') return []
    const named = LANGUAGES.find((each) => each === member)
    return textsOf(below, language, named === undefined ? inside : named === language)
  })
}

const files = globSync(
  ['web/locales/*.json', '*/messages/*.json', 'tutor/role-plays/content/*.json', 'skills/*.json'],
  { cwd: ROOT },
)

describe('the typography of what people read', () => {
  for (const language of LANGUAGES) {
    it(`is that of the language (${language})`, () => {
      const faults = files.flatMap((file) => {
        const own = file.endsWith(`/${language}.json`)
        const value: unknown = JSON.parse(readFileSync(join(ROOT, file), 'utf8'))
        return textsOf(value, language, own).flatMap((text) =>
          typographyFaults(language, text).map(
            ({ message, excerpt }) => `${file}: ${message}: ${excerpt}`,
          ),
        )
      })
      deepEqual(faults, [])
    })
  }

  it('is looked at in every folder that has texts', () => {
    ok(files.length >= 30, String(files.length))
  })
})
