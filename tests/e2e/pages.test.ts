import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import {
  expectAccessible,
  findingsOf,
  overflowOf,
  textsOf,
  type Visitor,
  visit,
} from './support/visitor.ts'

/** Pages that need no data of their own, by who opens them. */
const PAGES = {
  visitor: [
    '/',
    '/courses',
    '/courses/ai-foundations',
    '/courses/ai-foundations/modules/checking',
    '/sign-in',
    '/sign-in/check',
    '/role-plays',
    '/role-plays/colleague',
    '/verify',
    '/v/nobody-shared-this',
    '/v/nobody-shared-this#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '/claim/nobody-awarded-this',
    '/authorize/unknown',
    '/present',
    '/erased',
    '/rankings/unknown/contest?token=x',
    '/ranking-model',
    '/employer',
    '/employers',
    '/dev/inbox',
    '/there-is-no-such-page',
  ],
  'learner@example.org': [
    '/',
    '/courses/ai-foundations',
    '/courses/ai-foundations/modules/checking#example',
    '/courses/ai-foundations/modules/checking#practice',
    '/courses/ai-foundations/assessment',
    '/assessments/unknown',
    '/certificates',
    '/certificates/unknown',
    '/present',
    '/present?request=nothing',
    '/history',
    '/erased',
    '/authorize/unknown',
    '/jobs',
    '/rankings/unknown',
    '/rankings/unknown/jobs/unknown',
    '/me',
    '/unlock',
    '/cases',
    '/review',
    '/quality',
    '/role-plays',
    '/role-plays/parent/unknown',
    '/org',
    '/employer',
    '/employer/jobs/unknown',
    '/employer/jobs/unknown/edit',
    '/employer/drafts/unknown',
    '/employers',
  ],
  'reviewer@example.org': ['/review', '/review/unknown', '/quality', '/quality/unknown', '/cases'],
  'operator@example.org': ['/org', '/fairness', '/assurance'],
} as const

describe('the pages', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  for (const [who, paths] of Object.entries(PAGES)) {
    describe(`for ${who}`, () => {
      let cookie = ''
      let visitor: Visitor
      before(async () => {
        if (who !== 'visitor') cookie = await signInByLink(server.origin, who)
        visitor = await visit(browser, server.origin, { cookie })
      })
      after(() => visitor.context.close())

      for (const path of paths) {
        it(`show ${path} to everybody, however they read and see`, async () => {
          const { page, go, faults } = visitor
          await go(path)
          equal(await page.locator('h1').count(), 1, 'one first heading')
          match(await page.title(), /Brevet/)
          await expectAccessible(page)
          deepEqual(faults, [])
        })
      }

      it('fit a phone, from right to left and in the dark', async () => {
        const { page, go, faults, context } = await visit(browser, server.origin, {
          cookie,
          language: 'ar',
          width: 360,
          theme: 'dark',
        })
        for (const path of paths) {
          await go(path)
          equal(await overflowOf(page), 0, path)
        }
        equal(await page.locator('html').getAttribute('dir'), 'rtl')
        await expectAccessible(page)
        deepEqual(faults, [])
        await context.close()
      })
    })
  }

  for (const language of LANGUAGES) {
    it(`speak ${language}, in letters that come with them`, async () => {
      const { page, go, context } = await visit(browser, server.origin, { language })
      await go('/')
      const t = textsOf(language)
      equal(await page.locator('h1').textContent(), t('home.title'))
      equal(await page.locator('html').getAttribute('lang'), language)
      const family = {
        fr: 'Noto Sans',
        en: 'Noto Sans',
        ar: 'Noto Sans Arabic',
        zgh: 'Noto Sans Tifinagh',
      }
      const loaded = await page.evaluate(() =>
        [...document.fonts].filter(({ status }) => status === 'loaded').map((font) => font.family),
      )
      ok(
        loaded.some((name) => name.replace(/"/g, '') === family[language]),
        loaded.join(),
      )
      await context.close()
    })
  }

  it('ask no other host for anything', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    for (const path of PAGES.visitor) await go(path)
    deepEqual([...hosts], [new URL(server.origin).host])
    await context.close()
  })

  it('keep the language and the colours one chose', async () => {
    const { page, context } = await visit(browser, server.origin, { language: 'en' })
    await page.goto('/verify')
    await page.getByRole('button', { name: /English/ }).click()
    await page.getByRole('menuitemradio', { name: 'Français' }).click()
    await page.getByRole('heading', { level: 1, name: textsOf('fr')('nav.verify') }).waitFor()
    await page.getByRole('radio', { name: textsOf('fr')('theme.dark') }).check()
    await page.locator('html[data-theme=dark]').waitFor()
    await context.addInitScript(() => window.localStorage.setItem('language', 'fr'))
    await page.reload()
    await page.getByRole('heading', { level: 1, name: textsOf('fr')('nav.verify') }).waitFor()
    equal(await page.locator('html').getAttribute('data-theme'), 'dark')
    await context.close()
  })

  it('can be walked through with the keyboard, the content first', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    await go('/courses')
    await page.keyboard.press('Tab')
    equal(await page.evaluate(() => document.activeElement?.textContent), textsOf('fr')('nav.skip'))
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'content')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/courses/ai-foundations')
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await context.close()
  })

  it('say that one is offline, and try again when asked', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    const t = textsOf('fr')
    await go('/')
    await context.setOffline(true)
    await page.getByText(t('state.offline')).waitFor()
    await context.setOffline(false)
    await page.getByText(t('state.offline')).waitFor({ state: 'detached' })
    await context.close()
  })

  it('explain without JavaScript how a certificate is checked', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${server.origin}/verify`)
    equal(await page.locator('form[method=post][action="/verify"] input[type=file]').count(), 1)
    for (const language of LANGUAGES) {
      equal(await page.locator(`section[lang=${language}]`).count(), 1, language)
    }
    await context.close()
  })

  it('would be found wanting: a positive control of the measure', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    await go('/there-is-no-such-page')
    await page.evaluate(() => {
      document.querySelector('main')?.append(document.createElement('img'))
    })
    ok((await findingsOf(page)).some((finding) => finding.includes('image-alt')))
    await context.close()
  })
})
