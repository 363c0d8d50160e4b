import { deepEqual } from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Media types look like paths, and what is made here is in no clone. */
const NO_FILE = /^(application|text|data|dist)\//

/** What stands in backticks and can only be a file or a folder: from the root, small letters first, a slash in it. */
const namedIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([a-z.][\w.*-]*\/[\w./*-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !NO_FILE.test(path))

/** Where links lead that stay in the repository. */
const linkedIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, path = '']) => path)

const isThere = (path: string): boolean =>
  path.includes('*') ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path))

/** Paths named in a page that lead nowhere. */
const missingIn = (page: string, text: string): readonly string[] => [
  ...namedIn(text).filter((path) => !isThere(path)),
  ...linkedIn(text).filter((path) => !isThere(join(dirname(page), path))),
]

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)

describe('what the pages of docs name', () => {
  for (const page of [...pagesIn('docs'), ...pagesIn('docs/decisions')]) {
    it(`is there: ${page}`, () => {
      deepEqual(missingIn(page, readFileSync(join(root, page), 'utf8')), [])
    })
  }

  it('is looked at: more than two hundred files and tests in the table of standards', () => {
    const { length } = namedIn(readFileSync(join(root, 'docs/standards.md'), 'utf8'))
    deepEqual(length > 200, true, String(length))
  })

  it('is missed when it is gone: a file, a folder, a pattern, a link', () => {
    const text = [
      '| x | `verifier/index.ts` `verifier/nowhere.ts` | `tests/nowhere/` |',
      '`web/locales/*.json` `web/locales/*.nothing` `verifer/index.ts`',
      '[here](standards.md), [gone](nowhere.md#part), [away](https://a.example/b.md), [part](#part)',
    ].join('\n')
    deepEqual(missingIn('docs/x.md', text), [
      ...['verifier/nowhere.ts', 'tests/nowhere/', 'web/locales/*.nothing', 'verifer/index.ts'],
      'nowhere.md',
    ])
  })

  it('is no file where it is a media type, an address, a package or a variable', () => {
    const text =
      '`text/csv` `/jobs/bulk` `https://a.example/b` `@a/b` `DATA_DIR/keys` `dist/client`'
    deepEqual(missingIn('docs/x.md', text), [])
  })
})
