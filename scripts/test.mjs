// Runs the tests: all of them with coverage, or the files named (`npm test -- tests/x.test.ts`).
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { needsNode24 } from './node-version.mjs'

needsNode24()
const { findChromium } = await import('./chromium.mjs')
const { buildPages } = await import('./build-pages.mjs')
buildPages()

const bin = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))
const mocha = [bin('mocha/bin/mocha.js')]
const named = process.argv.slice(2)
const words =
  named.length > 0
    ? [...mocha, '--config', fileURLToPath(new URL('mocha-named.cjs', import.meta.url)), ...named]
    : [bin('c8/bin/c8.js'), process.execPath, ...mocha]
const env = {
  ...process.env,
  CHROMIUM_PATH: findChromium() ?? '',
  LOG_LEVEL: 'silent',
  // Tests wait a good part of their time, for a browser or a disk: one process more than there are cores.
  ...(named.length === 0 && { BREVET_TEST_JOBS: String(availableParallelism() + 1) }),
}
const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', env })
process.exitCode = status ?? 1
