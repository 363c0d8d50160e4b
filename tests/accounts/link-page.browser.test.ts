import { deepEqual, equal, match } from 'node:assert/strict'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { LANGUAGES, type Language } from '../../platform/i18n.ts'
import { launchChromium } from '../support/chromium.ts'
import { openTestDatabase } from '../support/databases.ts'
import { call, migrations, type Served, serve } from './harness.ts'

const EMAIL = 'lina@example.org'

describe('the link of a sign-in mail, opened in Chromium', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let served: Served
  let close: () => Promise<void>
  before(async function () {
    this.timeout(120_000)
    browser = await launchChromium()
    const [database, closeDatabase] = await openTestDatabase('sqlite', migrations)
    close = closeDatabase
    served = await serve(database)
  })
  after(async () => {
    await browser.close()
    await served.stop()
    await close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    page = await context.newPage()
  })
  afterEach(() => context.close())

  /** The link as it stands in the mail that was asked for on another device. */
  const linkFor = async (language: Language, callbackURL = '/blank'): Promise<string> => {
    const body = { email: EMAIL, language, callbackURL }
    await call(served.origin, '/auth/sign-in/magic-link', { body })
    const [mail] = (await served.accounts.inbox?.()) ?? []
    return mail?.links[0] ?? ''
  }
  const sessionCookie = async () => {
    const cookies = await context.cookies()
    return cookies.find(({ name }) => name === 'brevet.session_token')
  }
  const looksRight = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    deepEqual(violations, [])
    const { width, scroll } = await page.evaluate<{ width: number; scroll: number }>(
      '({ width: innerWidth, scroll: document.documentElement.scrollWidth })',
    )
    equal(scroll, width)
  }

  for (const language of LANGUAGES) {
    it(`asks in ${language}, on a phone, so that everybody can use it`, async () => {
      await page.goto(await linkFor(language))
      equal(await page.locator('html').getAttribute('lang'), language)
      equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
      const background = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('button')).backgroundColor",
      )
      equal(background, 'rgb(31, 79, 216)', 'the style of the page is allowed by its policy')
      await looksRight()
    })
  }

  it('signs in by a press of its button, without a script, and goes on to where one was', async () => {
    const link = await linkFor('fr', '/blank?from=course')
    await context.close()
    context = await browser.newContext({ javaScriptEnabled: false })
    page = await context.newPage()
    await page.goto(link)
    equal(await sessionCookie(), undefined)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.waitForURL(`${served.origin}/blank?from=course`)
    const cookie = await sessionCookie()
    deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Lax'])
    await page.goto(`${served.origin}/who`)
    match(await page.content(), /"kind":"person"/)
  })

  it('says that it is of no use when pressed a second time, and where to get another', async () => {
    const link = await linkFor('en')
    await page.goto(link)
    await page.getByRole('button').click()
    await page.waitForURL('**/blank')
    await context.clearCookies()
    await page.goto(link)
    await page.getByRole('button').click()
    await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
    equal(await page.getByRole('link').getAttribute('href'), '/sign-in')
    equal(await sessionCookie(), undefined)
    await looksRight()
  })

  it('cannot be put into a frame, and sends its address to no other site', async () => {
    const { headers } = await call(served.origin, new URL(await linkFor('en')).pathname)
    match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
    equal(headers.get('referrer-policy'), 'strict-origin')
    equal(headers.get('cache-control'), 'no-store')
  })
})
