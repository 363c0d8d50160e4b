import { deepEqual, equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

const VERIFIER = 'v'.repeat(43)
const EMAIL = 'learner@example.org'

/** Where a screenshot goes, when somebody wants to look. */
const SCREENSHOTS = process.env.SCREENSHOTS

describe('a wallet that asks a learner for a certificate', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let cookie: string
  let wallet: Server
  let address: string

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    cookie = await signInByLink(server.origin, EMAIL)
    wallet = createServer((_request, response) => response.end('<h1>The wallet</h1>'))
    await new Promise<void>((resolve) => {
      wallet.listen(0, '127.0.0.1', resolve)
    })
    address = `http://127.0.0.1:${(wallet.address() as AddressInfo).port}/back`
    await award()
  })
  after(async () => {
    wallet.close()
    await browser.close()
    await server.end()
  })

  const post = async (path: string, body: unknown, headers: Record<string, string>) => {
    const answer = await fetch(`${server.origin}${path}`, {
      method: path.includes('templates') ? 'PUT' : 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, string>
  }

  /** A platform awards, and the learner takes it into the account. */
  const award = async () => {
    const basic = Buffer.from('demo-operator:demo-operator-secret').toString('base64')
    const signedIn = await fetch(`${server.origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token: token } = (await signedIn.json()) as { access_token: string }
    const bearer = { authorization: `Bearer ${token}` }
    await post(
      '/api/templates/welding',
      {
        texts: { en: { name: 'Welding', description: 'Joins metal.', criteria: 'Three seams.' } },
        achievementType: 'Certificate',
        skills: ['check-ai-output'],
        validDays: 365,
      },
      bearer,
    )
    const made = await post('/awards', { template: 'welding', recipient: { email: EMAIL } }, bearer)
    const secret = String(made.claimUrl).split('/').at(-1)
    await post(`/api/claims/${secret}/attachment`, {}, { cookie, origin: server.origin })
  }

  const pushed = async () => {
    const answer = await fetch(`${server.origin}/openid4vci/par`, {
      method: 'POST',
      body: new URLSearchParams({
        response_type: 'code',
        client_id: 'https://wallet.example',
        redirect_uri: address,
        code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
        code_challenge_method: 'S256',
        state: 'from the wallet',
        scope: 'OpenBadge_ldp_vc',
      }),
    })
    const { request_uri: uri } = (await answer.json()) as { request_uri: string }
    const query = new URLSearchParams({ client_id: 'https://wallet.example', request_uri: uri })
    return `/openid4vci/authorize?${query}`
  }

  it('sends whoever is not signed in to sign in, and back', async () => {
    const { page, go, context } = await visit(browser, server.origin)
    await go(await pushed())
    const next = await page
      .getByRole('main')
      .getByRole('link', { name: textsOf('fr')('nav.signIn') })
      .getAttribute('href')
    equal(next?.startsWith('/sign-in?next=%2Fauthorize%2F'), true, String(next))
    await context.close()
  })

  for (const language of LANGUAGES) {
    it(`asks in ${language}, on a phone, for everybody`, async () => {
      const t = textsOf(language)
      for (const width of [390, 1280]) {
        const { page, go, faults, context } = await visit(browser, server.origin, {
          cookie,
          language,
          width,
        })
        await go(await pushed())
        equal(await page.locator('h1').textContent(), t('authorize.title'))
        await page.getByText('https://wallet.example').waitFor()
        equal(await overflowOf(page), 0)
        await expectAccessible(page)
        deepEqual(faults, [])
        if (SCREENSHOTS) {
          await page.screenshot({ path: `${SCREENSHOTS}/authorize-${language}-${width}.png` })
        }
        await context.close()
      }
    })
  }

  it('brings a code back by keyboard alone, and the wallet gets its token', async () => {
    const t = textsOf('fr')
    const { page, go, context } = await visit(browser, server.origin, { cookie })
    await go(await pushed())
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/127\.0\.0\.1.*\/back\?code=/)
    const back = new URL(page.url()).searchParams
    deepEqual([back.get('state'), back.get('iss')], ['from the wallet', server.origin])
    const token = await fetch(`${server.origin}/openid4vci/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'https://wallet.example',
        redirect_uri: address,
        code: back.get('code') ?? '',
        code_verifier: VERIFIER,
      }),
    })
    equal(token.status, 200)

    await go(await pushed())
    await page.getByRole('button', { name: t('authorize.refuse') }).click()
    await page.waitForURL(/error=access_denied/)
    await context.close()
  })
})
