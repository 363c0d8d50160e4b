import { deepEqual } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

interface Rule {
  readonly name: string
}

const root = resolve(import.meta.dirname, '../..')
const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: readonly Rule[]
}

/** For every rule, files of which the first breaks it. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'platform-imports': { 'platform/a.ts': "import '../keys/index.ts'" },
  'schemas-imports': { 'schemas/a.ts': "import '../platform/clock.ts'" },
  'keys-imports': { 'keys/a.ts': "import '../audit/index.ts'" },
  'credentials-imports': { 'credentials/a.ts': "import '../keys/index.ts'" },
  'skills-imports': { 'skills/a.ts': "import '../courses/index.ts'" },
  'documents-imports': { 'documents/a.ts': "import '../credentials/index.ts'" },
  'audit-imports': { 'audit/a.ts': "import '../accounts/index.ts'" },
  'accounts-imports': { 'accounts/a.ts': "import '../courses/index.ts'" },
  'courses-imports': { 'courses/a.ts': "import '../tutor/index.ts'" },
  'tutor-imports': { 'tutor/a.ts': "import '../issuer/index.ts'" },
  'issuer-imports': { 'issuer/a.ts': "import '../verifier/index.ts'" },
  'wallet-api-imports': { 'wallet-api/a.ts': "import '../issuer/index.ts'" },
  'verifier-imports': { 'verifier/a.ts': "import '../wallet-api/index.ts'" },
  'matching-imports': { 'matching/a.ts': "import '../wallet-api/index.ts'" },
  'client-imports': { 'client/a.ts': "import '../platform/clock.ts'" },
  'web-imports': { 'web/a.ts': "import '../platform/clock.ts'" },
  'through-the-front-door': { 'issuer/b.ts': "import '../keys/secret.ts'", 'keys/secret.ts': '' },
  'express-at-the-edge': { 'issuer/c.ts': "import 'express'" },
  'sql-in-the-store': { 'issuer/d.ts': "import 'kysely'" },
  'one-crypto-room': { 'issuer/e.ts': "import 'jose'" },
  'one-model-room': { 'tutor/f.ts': "import 'openai'" },
  'web-door': { 'web/b.ts': "import '../credentials/index.ts'" },
  'browser-pure': { 'credentials/browser.ts': "import '../platform/clock.ts'" },
  'no-cycles': { 'matching/x.ts': "import './y.ts'", 'matching/y.ts': "import './x.ts'" },
  'no-orphans': { 'skills/alone.ts': 'export const alone = 1' },
  resolvable: { 'skills/b.ts': "import './nowhere.ts'" },
  declared: { 'issuer/g.ts': "import 'vite'" },
}

const FRONT_DOORS = [
  ...['keys', 'credentials', 'courses', 'tutor', 'issuer', 'wallet-api', 'verifier', 'audit'],
  'accounts',
]

describe('the import table', function () {
  this.timeout(60_000)
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-imports-'))
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      await cp(join(root, file), join(folder, file))
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await write('platform/clock.ts', 'export const clock = 1')
    for (const name of FRONT_DOORS) await write(`${name}/index.ts`, 'export const door = 1')
    for (const files of Object.values(planted)) {
      for (const [file, text] of Object.entries(files)) await write(file, text)
    }
  })

  after(() => rm(folder, { recursive: true, force: true }))

  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${text}\n`)
  }

  it('has a planted violation for every rule', () => {
    deepEqual(Object.keys(planted).sort(), forbidden.map(({ name }) => name).sort())
  })

  it('refuses one planted violation per rule', async () => {
    const report = await cruise(folder)
    const missed = Object.entries(planted).filter(([name, files]) => {
      const [file] = Object.keys(files)
      return !report.some(({ rule, from }) => rule.name === name && from === file)
    })
    deepEqual(
      missed.map(([name]) => name),
      [],
    )
  })
})

interface Violation {
  readonly rule: Rule
  readonly from: string
}

const cruise = (folder: string): Promise<readonly Violation[]> =>
  new Promise((done, fail) => {
    const words = ['.', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
    const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
    const options = { cwd: folder, maxBuffer: 2 ** 26 }
    execFile(process.execPath, [binary, ...words], options, (error, stdout, stderr) => {
      if (!stdout) return fail(new Error(stderr, { cause: error }))
      const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }
      done(summary.violations)
    })
  })
