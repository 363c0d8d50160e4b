/**
 * A real browser for the tests that need one.
 *
 * @module
 */

import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * The browser to start: the one `CHROMIUM_PATH` names, one in a usual place, or Playwright's own.
 *
 * @throws {Error} when there is none; `npm test` provides one
 */
export function chromiumPath(): string {
  const named = process.env.CHROMIUM_PATH
  const candidates = named ? [named] : [...USUAL_PLACES, chromium.executablePath()]
  const found = candidates.find((path) => path !== '' && existsSync(path))
  if (found === undefined) {
    throw new Error(
      named
        ? `CHROMIUM_PATH=${named} is no file`
        : 'no Chromium was found: set CHROMIUM_PATH, or run `npm test`, which provides one',
    )
  }
  return found
}

/** @param more - further arguments, e.g. `--use-fake-device-for-media-stream` */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox', // tests also run as root, where the sandbox cannot
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      ...more,
    ],
  })
