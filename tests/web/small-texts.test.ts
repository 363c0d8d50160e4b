import { deepEqual, equal } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { smallTexts } from '../../web/i18n/small-texts.ts'

const WEB = join(import.meta.dirname, '../../web')

/** Files that the verify pages may be made of. */
function sourcesOf(folder: string): string[] {
  return readdirSync(join(WEB, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(WEB, folder, entry.name), 'utf8'))
}

describe('the small texts', () => {
  it('fill what stands in braces, and isolate the other direction', () => {
    const { t } = smallTexts('ar', { line: 'في {{name}}' })
    equal(t('state.retry' as never), 'state.retry')
    equal(
      smallTexts('en', { 'verify.progress': '{{done}} of {{of}}' }).t('verify.progress', {
        done: 1,
        of: 2,
      }),
      '1 of 2',
    )
    equal(t('line' as never, { name: 'Brevet' }), 'في \u2068Brevet\u2069')
  })

  it('choose the plural as the language does', () => {
    const table = { n_one: 'one', n_two: 'two', n_few: 'few', n_many: 'many', n_other: 'other' }
    const forms = (language: 'ar' | 'fr' | 'en', ...counts: number[]) =>
      counts.map((count) => smallTexts(language, table).t('n' as never, { count }))
    deepEqual(forms('ar', 1, 2, 3, 11, 100), ['one', 'two', 'few', 'many', 'other'])
    deepEqual(forms('fr', 0, 1, 2), ['one', 'one', 'other'])
    deepEqual(forms('en', 0, 1), ['other', 'one'])
    equal(smallTexts('zgh', { n: 'yan' }).t('n' as never, { count: 7 }), 'yan')
  })

  it('are all in the part that the build keeps', () => {
    const config = readFileSync(join(WEB, 'vite.verify.config.ts'), 'utf8')
    const [, list = ''] = /VERIFY_TEXTS = \[([\s\S]*?)\n\]/.exec(config) ?? []
    const kept = new Set([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name))
    const folders = ['verify', 'pages/verify', 'pages/share', 'verdict', 'keep', 'scan']
    const used = folders
      .flatMap(sourcesOf)
      .flatMap((source) => [...source.matchAll(/\b(?:t|maybe)\(\s*[`'](\w+)\./g)])
      .map(([, name]) => name)
    deepEqual(
      [...new Set(used)].filter((name) => !kept.has(name)),
      [],
    )
  })
})
