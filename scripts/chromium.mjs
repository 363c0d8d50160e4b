// Finds a Chromium for the browser tests, or gets one: Playwright's installer first, then the system's package manager.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const playwright = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url))
const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const CACHES = ['.cache/ms-playwright', 'Library/Caches/ms-playwright']
const BINARIES = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
]

/** Path of a Chromium that is there, or `undefined`. `CHROMIUM_PATH` goes before all. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : undefined
  return [...SYSTEM_PATHS, ...cachedByPlaywright()].find((path) => existsSync(path))
}

function cachedByPlaywright() {
  return CACHES.map((cache) => join(homedir(), cache))
    .filter((cache) => existsSync(cache))
    .flatMap((cache) => readdirSync(cache).map((name) => join(cache, name)))
    .filter((folder) => /chromium-\d+$/.test(folder))
    .flatMap((folder) => BINARIES.map((binary) => join(folder, binary)))
}

/** Makes sure that there is one; says what it does. */
export function provideChromium() {
  if (findChromium()) return true
  console.log('Getting Chromium for the browser tests…')
  const quiet = { stdio: 'ignore', timeout: 300_000 } // milliseconds
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], quiet)
  if (!findChromium() && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], quiet)
    spawnSync('apt-get', ['install', '-y', 'chromium'], quiet)
  }
  if (findChromium()) return true
  console.error('No Chromium found. Install one and name it in CHROMIUM_PATH, then try again.')
  return false
}
