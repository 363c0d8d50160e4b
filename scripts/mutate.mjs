// Mutation tests of `credentials/`, folder by folder, and the score of each: npm run mutate, or npm run mutate -- jose checks
// The top of `credentials/` itself is called "top". --jobs N: processes at once; --anew: takes nothing from the last run.
// A run that is stopped keeps what it found: the same command goes on from there, and its last table is of all folders.
// Stryker wants an older Mocha than the tests do, so it works on a copy of what it needs, whose node_modules differ in that.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { needsNode24 } from './node-version.mjs'

needsNode24()
const root = fileURLToPath(new URL('..', import.meta.url))
const tools = join(root, 'tests/mutation')
const stryker = join(tools, 'node_modules/@stryker-mutator/core/bin/stryker.js')
// Outside, where no check of the gate looks; what was found before is taken over where neither code nor test changed.
const place = join(tmpdir(), 'brevet-mutation', basename(root))
const copy = join(place, 'project')
const reports = join(place, 'reports')
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
const LEAST = 85 // per cent

function installTools() {
  if (existsSync(join(tools, 'node_modules/mocha'))) return
  const npm = process.env.npm_execpath
  const words = ['ci', '--ignore-scripts', '--no-fund', '--no-audit']
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(command, [...first, ...words], { cwd: tools, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function makeCopy() {
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(join(copy, 'node_modules'), { recursive: true })
  mkdirSync(reports, { recursive: true })
  const filter = (from) => !from.includes('node_modules')
  for (const name of [...SOURCES, ...TESTS.map((name) => `tests/${name}`), ...FILES]) {
    const from = join(root, name)
    if (existsSync(from)) cpSync(from, join(copy, name), { recursive: true, filter })
  }
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const from = join(name === 'mocha' ? tools : root, 'node_modules', name)
    if (!name.startsWith('.')) symlinkSync(from, join(copy, 'node_modules', name))
  }
}

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Whether Stryker ran to its end; told to stop, it writes down what it found so far. */
async function run(folder, { jobs, anew }) {
  const words = [stryker, 'run', join(tools, 'stryker.config.mjs'), ...(anew ? ['--force'] : [])]
  const child = spawn(process.execPath, [...words, ...(jobs ? ['-c', jobs] : [])], {
    cwd: copy,
    stdio: 'inherit',
    env: { ...process.env, LOG_LEVEL: 'silent', BREVET_MUTATED: folder },
  })
  const stop = (signal) => child.kill(signal)
  for (const signal of STOPS) process.on(signal, stop)
  const [status] = await once(child, 'exit')
  for (const signal of STOPS) process.off(signal, stop)
  return status === 0
}

const KILLED = ['Killed', 'Timeout']
const LEFT = ['Survived', 'NoCoverage']

function tally(folder) {
  const { files } = JSON.parse(readFileSync(join(reports, `${folder}.json`), 'utf8'))
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (names) => states.filter((state) => names.includes(state)).length
  return { folder, killed: count(KILLED), survived: count(LEFT) }
}

const scoreOf = ({ killed, survived }) => (100 * killed) / (killed + survived)

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string' }, anew: { type: 'boolean' } },
})
const sources = readdirSync(join(root, 'credentials'), { recursive: true })
const folders = sources
  .filter((file) => /[\\/].*\.ts$/.test(file))
  .map((file) => file.split(/[\\/]/)[0])
const all = [...new Set(folders.sort()), 'top']
const unknown = positionals.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`no folder of credentials/: ${unknown.join(', ')}; there are ${all.join(', ')}`)
  process.exit(2)
}
installTools()
makeCopy()
const rows = []
for (const folder of positionals.length > 0 ? positionals : all) {
  console.log(`\ncredentials/${folder === 'top' ? '*.ts' : folder}`)
  if (!(await run(folder, options))) process.exit(1)
  rows.push(tally(folder))
}
const sum = (name) => rows.reduce((total, row) => total + row[name], 0)
const table = [...rows, { folder: 'all', killed: sum('killed'), survived: sum('survived') }]
console.log('\nfolder           mutants  killed  survived   score')
for (const row of table) {
  const { folder, killed, survived } = row
  const cells = [`${killed + survived}`.padStart(7), `${killed}`.padStart(7)]
  cells.push(`${survived}`.padStart(9), `${scoreOf(row).toFixed(1)} %`.padStart(7))
  console.log(`${folder.padEnd(16)} ${cells.join(' ')}`)
}
const weak = table.filter((row) => scoreOf(row) < LEAST).map(({ folder }) => folder)
if (weak.length > 0) {
  console.error(`under ${LEAST} %: ${weak.join(', ')}; the survivors are in ${reports}`)
  process.exitCode = 1
}
