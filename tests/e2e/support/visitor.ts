/**
 * Somebody in front of the pages: a window of a size, a theme, a language, and an eye for what goes wrong.
 *
 * @module
 */

import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { Language } from '../../../web/i18n/languages.ts'

const LOCALES = join(import.meta.dirname, '../../../web/locales')

/** For what a page shows, in milliseconds: other tests run beside, and only what never comes is a fault. */
export const PATIENCE = 60_000

/** The pages' texts in a language, by key; `{{placeholders}}` are filled. */
export function textsOf(language: Language) {
  const texts = JSON.parse(readFileSync(join(LOCALES, `${language}.json`), 'utf8')) as Record<
    string,
    string
  >
  return (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const text = texts[key]
    if (text === undefined) throw new Error(`no text ${key}`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
  }
}

export interface VisitorOptions {
  readonly language?: Language
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** Value of the `cookie` header of somebody signed in. */
  readonly cookie?: string
  /** Leaves nothing on the device that could answer in place of the network. */
  readonly withoutServiceWorkers?: boolean
}

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** Opens a path and waits until the page has what it asked for. */
  readonly go: (path: string) => Promise<void>
  /** What the browser complained of: errors, refused by policy, exceptions. */
  readonly faults: readonly string[]
}

/** Opens a window. Answers with an error status are the server's business and no fault of a page. */
export async function visit(
  browser: Browser,
  origin: string,
  { language = 'fr', width = 1280, theme = 'light', cookie = '', ...rest }: VisitorOptions = {},
): Promise<Visitor> {
  const viewport = { width, height: width < 600 ? 844 : 860 }
  const context = await browser.newContext({
    ...{ viewport, colorScheme: theme, baseURL: origin },
    serviceWorkers: rest.withoutServiceWorkers ? 'block' : 'allow',
  })
  await context.addInitScript(
    (wanted) => window.localStorage.setItem('language', wanted),
    language as string,
  )
  await context.addCookies(cookiesOf(cookie, origin))
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const isStatus = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isStatus) faults.push(message.text())
  })
  const go = async (path: string) => {
    await page.goto(path)
    await settled(page)
  }
  return { context, page, go, faults }
}

/** Waits until a page is there, nothing on it is still being read, and its letters have come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.state[role=status]') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Longer than a status list says that it holds, which is a minute. */
export const LIST_HOLDS = 150_000 // milliseconds

/** Reloads the page again and again until this is on it: what the server does in its own time. */
export async function awaitOnPage(wanted: Locator): Promise<void> {
  const page = wanted.page()
  const end = performance.now() + LIST_HOLDS
  while (!(await wanted.isVisible())) {
    const instead = await page.locator('main').textContent()
    ok(performance.now() < end, `it was not to be seen in time, but: ${instead}`)
    await page.waitForTimeout(500)
    await page.reload()
    await settled(page)
  }
}

const cookiesOf = (cookie: string, url: string) =>
  cookie
    .split('; ')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    })

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page, one line each. */
export async function findingsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      [impact, id, String(target), failureSummary.split('\n')[1] ?? ''].join(' | '),
    ),
  )
}

/** Nothing that axe knows is wrong with the page. */
export async function expectAccessible(page: Page): Promise<void> {
  deepEqual(await findingsOf(page), [], new URL(page.url()).pathname)
}

/** Pixels by which the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
