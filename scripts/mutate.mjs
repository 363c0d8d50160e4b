// Mutation tests of `credentials/`: npm run mutate (hours), or a part: npm run mutate -- --mutate 'credentials/jose/**/*.ts'
// Stryker wants an older Mocha than the tests do, so it works on a copy of what it needs, whose node_modules differ in that.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { needsNode24 } from './node-version.mjs'

needsNode24()
const root = fileURLToPath(new URL('..', import.meta.url))
const tools = join(root, 'tests/mutation')
const copy = join(tmpdir(), 'brevet-mutation/project') // outside, where no check of the gate looks
const SOURCES = [
  'credentials',
  'schemas',
  'platform',
  'keys',
  'documents',
  'issuer',
  'example',
  'scripts',
]
const TESTS = ['credentials', 'support', 'vectors', 'mutation', 'platform', 'bench']
const FILES = ['package.json', 'tsconfig.json', '.mocharc.cjs']

if (!existsSync(join(tools, 'node_modules/mocha'))) {
  const npm = process.env.npm_execpath
  const words = ['ci', '--ignore-scripts', '--no-fund', '--no-audit']
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...first, ...words], { cwd: tools, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

for (const name of existsSync(copy) ? readdirSync(copy) : []) {
  if (name !== 'reports') rmSync(join(copy, name), { recursive: true, force: true })
}
mkdirSync(join(copy, 'node_modules'), { recursive: true })
const keep = (from) => !from.includes('node_modules')
for (const name of [...SOURCES, ...TESTS.map((name) => `tests/${name}`), ...FILES]) {
  if (existsSync(join(root, name))) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: keep })
  }
}
for (const name of readdirSync(join(root, 'node_modules'))) {
  const from =
    name === 'mocha' ? join(tools, 'node_modules/mocha') : join(root, 'node_modules', name)
  if (!name.startsWith('.')) symlinkSync(from, join(copy, 'node_modules', name))
}

const stryker = join(tools, 'node_modules/@stryker-mutator/core/bin/stryker.js')
const words = [stryker, 'run', join(dirname(stryker), '../../../../stryker.config.mjs')]
const { status } = spawnSync(process.execPath, [...words, ...process.argv.slice(2)], {
  cwd: copy,
  stdio: 'inherit',
  env: { ...process.env, LOG_LEVEL: 'silent' },
})
process.exitCode = status ?? 1
