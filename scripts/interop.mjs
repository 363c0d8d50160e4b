// Runs the tests with foreign wallets and verifiers, which are installed apart, without their scripts.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = new URL('../tests/interop/', import.meta.url)
const lock = (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')).packages

function installed() {
  if (!existsSync(new URL('node_modules/.package-lock.json', folder))) return false
  const have = lock('node_modules/.package-lock.json')
  return Object.entries(lock('package-lock.json')).every(
    ([where, { version, optional }]) =>
      where === '' || optional === true || have[where]?.version === version,
  )
}

if (!installed()) {
  console.log('Installing the foreign clients…')
  const words = ['ci', '--ignore-scripts', '--no-fund', '--no-audit']
  const cli = process.env.npm_execpath
  const options = { stdio: 'inherit', cwd: fileURLToPath(folder), shell: !cli }
  const { status } = spawnSync(
    cli ? process.execPath : 'npm',
    cli ? [cli, ...words] : words,
    options,
  )
  if (status !== 0) process.exit(status ?? 1)
}

const specs = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
const mocha = fileURLToPath(new URL('../node_modules/mocha/bin/mocha.js', import.meta.url))
const { status } = spawnSync(
  process.execPath,
  [
    ...[mocha, '--no-config', '--timeout', '60000', '--exit'],
    ...specs.map((name) => fileURLToPath(new URL(name, folder))),
  ],
  { stdio: 'inherit', env: { ...process.env, LOG_LEVEL: 'silent' } },
)
process.exitCode = status ?? 1
