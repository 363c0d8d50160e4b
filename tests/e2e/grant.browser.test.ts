import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { ask, type PlatformClient, redeem } from '../support/grant-steps.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

/** Where a screenshot goes, when somebody wants to look. */
const SCREENSHOTS = process.env.SCREENSHOTS

describe('a platform that asks to come into a wallet, on a page', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let learner: WalletPerson
  let client: PlatformClient
  let card: string

  before(async () => {
    server = await startTestServer()
    browser = await launchChromium()
    learner = await walletPerson(server, 'learner@example.org')
    card = await learner.keepCard()
    const { clients } = server.services.accounts
    const platform = { name: 'Atlas careers', tenantId: 'demo-employer' }
    client = await clients.create({ ...platform, scopes: ['jobs:write'] })
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  const question = async () => {
    const asked = await ask(server.origin, client, { purpose: 'Your file at Atlas' })
    const query = new URLSearchParams({
      client_id: client.clientId,
      request_uri: asked.requestUri,
    })
    return { ...asked, path: `/oauth/authorize?${query}` }
  }

  it('sends whoever is not signed in to sign in, and back', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    await go((await question()).path)
    const next = await page
      .getByRole('main')
      .getByRole('link', { name: textsOf('fr')('nav.signIn') })
      .getAttribute('href')
    ok(next?.startsWith('/sign-in?next=%2Fgrants%2F'), String(next))
    await context.close()
  })

  for (const language of LANGUAGES) {
    it(`asks in ${language}, on a phone, for everybody`, async () => {
      const t = textsOf(language)
      const { cookie } = learner
      for (const width of [390, 1280]) {
        const options = { cookie, language, width }
        const { page, go, faults, context } = await visit(browser, server.origin, options)
        await go((await question()).path)
        equal(await page.locator('h1').textContent(), t('grant.title'))
        await page.getByText('Demo Employer').waitFor()
        await page.getByText('Your file at Atlas').waitFor()
        await page.getByRole('button', { name: t('grant.approve') }).waitFor()
        equal(await overflowOf(page), 0)
        await expectAccessible(page)
        deepEqual(faults, [])
        if (SCREENSHOTS) {
          await page.screenshot({
            path: `${SCREENSHOTS}/grant-${language}-${width}.png`,
            fullPage: true,
          })
        }
        await context.close()
      }
    })
  }

  it('lets it in by keyboard, with less than it asked for; its learner sees it, and shuts it out', async () => {
    const t = textsOf('fr')
    const { cookie } = learner
    const { page, go, context } = await visit(browser, server.origin, { cookie })
    await page.route('https://jobs.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Atlas</title>' }),
    )
    const { path, codeVerifier } = await question()
    await go(path)
    for (const scope of ['wallet:receive', 'wallet:share']) {
      await page.getByRole('checkbox', { name: t(`grant.scope.${scope}`) }).press('Space')
    }
    await page.getByRole('button', { name: t('grant.approve') }).press('Enter')
    await page.waitForURL(/jobs\.example.*code=/)
    const code = new URL(page.url()).searchParams.get('code') ?? ''
    const { body } = await redeem(server.origin, client, { code, codeVerifier })
    equal(body.scope, 'wallet:read')
    const bearer = { headers: { authorization: `Bearer ${body.access_token}` } }
    const seen = () => fetch(`${server.origin}/api/wallet/credentials/${card}`, bearer)
    equal((await seen()).status, 200)

    await go('/me')
    await settled(page)
    const line = page.getByRole('listitem').filter({ hasText: 'Atlas careers' })
    await line.getByText(t('grant.scope.wallet:read')).waitFor()
    equal(await line.getByText(t('grant.scope.wallet:share')).count(), 0)
    await expectAccessible(page)
    await line.getByRole('button', { name: t('me.platforms.end') }).press('Enter')
    await page.getByText(t('me.platforms.none'), { exact: true }).waitFor()
    equal((await seen()).status, 401)
    await context.close()
  })

  it('cannot be let in with nothing, and is sent away', async () => {
    const t = textsOf('fr')
    const { cookie } = learner
    const { page, go, context } = await visit(browser, server.origin, { cookie })
    await page.route('https://jobs.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Atlas</title>' }),
    )
    const { path } = await question()
    await go(path)
    await page.getByRole('checkbox').first().waitFor()
    for (const box of await page.getByRole('checkbox').all()) await box.press('Space')
    ok(await page.getByRole('button', { name: t('grant.approve') }).isDisabled())
    await page.getByRole('button', { name: t('authorize.refuse') }).click()
    await page.waitForURL(/error=access_denied/)
    await go(path)
    await page.getByText(t('problem.unknown-grant-request')).waitFor()
    await context.close()
  })
})
