import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { NINE, NINE_QUERY } from '../wallet-api/nine-fields.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const CLIENT = Buffer.from('demo-operator:demo-operator-secret').toString('base64')

describe('showing two of nine fields to whoever asks', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let cookie: string
  let call: WalletPerson['call']

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    const person = await walletPerson(server, 'learner@example.org')
    ;({ cookie, call } = person)
    await person.keepCard()
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  /** Our own verifier asks for all nine, and is content with two. */
  const ask = async (query: unknown = NINE_QUERY) => {
    const grant = await fetch(`${server.origin}/oauth/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${CLIENT}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=presentations:request',
    })
    const { access_token: token } = (await grant.json()) as { access_token: string }
    const authorization = { authorization: `Bearer ${token}`, cookie: '' }
    const wish = { query, purpose: 'Pour un entretien' }
    const links = (await call('/presentation-requests', wish, authorization)) as {
      id: string
      requestUri: string
      requestUriByValue: string
    }
    const result = async () => {
      const path = `/presentation-requests/${links.id}`
      return (await call(path, undefined, authorization)) as {
        result?: { satisfied: boolean; presentations: readonly unknown[] }
      }
    }
    return { ...links, result }
  }
  const at = (requestUri: string) => `/present?request=${encodeURIComponent(requestUri)}`

  for (const [language, width] of [
    ['fr', 1280],
    ['en', 390],
    ['ar', 390],
    ['zgh', 390],
  ] as const) {
    it(`shows who asks, for what, and what leaves (${language}, ${width} px)`, async () => {
      const { requestUri } = await ask()
      const { page, go, context, faults } = await visit(browser, server.origin, {
        ...{ cookie, language, width },
      })
      await go(at(requestUri))
      await page.getByText(NINE.course, { exact: true }).last().waitFor()
      equal(
        await page.getByText('Pour un entretien').count(),
        2,
        'below the title and at the fields',
      )
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      deepEqual(faults, [])
      await context.close()
    })
  }

  it('says that works of one’s own stay, and reads the wallet once whatever is asked', async () => {
    const own = await walletPerson(server, 'works@example.org')
    const card = await own.keepCard()
    const [query] = NINE_QUERY.credentials
    const twice = { credentials: [query, { ...query, id: 'again' }] }
    for (const language of ['fr', 'ar'] as const) {
      const t = textsOf(language)
      const { requestUri, result } = await ask(twice)
      const { page, go, context, faults } = await visit(browser, server.origin, {
        ...{ cookie: own.cookie, language, width: 390 },
      })
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await go(at(requestUri))
      await page.getByText(NINE.course, { exact: true }).last().waitFor()
      equal(asked.filter((path) => path === '/api/wallet/credentials').length, 1)
      if (language === 'fr') {
        equal(await page.getByText(t('present.works')).count(), 0, 'there are none')
        await own.call(`/api/wallet/credentials/${card}/works`, {
          title: 'Mon portail',
          url: 'https://fatima.example/portail',
        })
        await go(at(requestUri))
      }
      await page.getByText(t('present.works')).nth(1).waitFor()
      equal(await page.getByText(t('present.works')).count(), 2)
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      if (language === 'ar') {
        await page.getByRole('button', { name: t('present.send'), exact: true }).press('Enter')
        await page.getByRole('heading', { name: t('present.sent') }).waitFor()
        equal(JSON.stringify(await result()).includes('portail'), false)
      }
      deepEqual(faults, [])
      await context.close()
    }
  })

  it('sends the two that are required and the one that was added, as seen', async () => {
    const t = textsOf('fr')
    const { requestUri, result } = await ask()
    const { page, go, context, faults } = await visit(browser, server.origin, { cookie })
    await go(at(requestUri))
    const leaving = page.locator('section', { hasText: t('present.leaving') }).last()
    await leaving.getByText(NINE.grade).first().waitFor()
    equal(await page.getByRole('checkbox').count(), 9)
    equal(await page.getByRole('checkbox', { checked: true }).count(), 2)
    equal(await page.getByRole('checkbox', { disabled: true }).count(), 2)
    equal((await leaving.textContent())?.includes(NINE.given_name), false)
    await page.getByRole('checkbox', { name: NINE.city }).check()
    await leaving.getByText(NINE.city).first().waitFor()
    await page.getByRole('button', { name: t('present.send'), exact: true }).click()
    await page.getByRole('heading', { name: t('present.sent') }).waitFor()
    await expectAccessible(page)
    const { result: judged } = await result()
    equal(judged?.satisfied, true)
    const text = JSON.stringify(judged)
    for (const shown of [NINE.course, NINE.grade, NINE.city]) ok(text.includes(shown), shown)
    for (const kept of [NINE.given_name, NINE.birthdate, NINE.phone_number]) {
      equal(text.includes(kept), false, kept)
    }
    deepEqual(faults, [])
    await context.close()
  })

  it('sends nothing to somebody nobody knows, until the place was typed', async () => {
    const t = textsOf('fr')
    const { requestUriByValue, result } = await ask()
    const { page, go, context } = await visit(browser, server.origin, { cookie, width: 390 })
    await go(at(requestUriByValue))
    await page.getByText(t('present.unknown')).waitFor()
    const send = page.getByRole('button', { name: t('present.send'), exact: true })
    const { host } = new URL(server.origin)
    const field = page.getByLabel(t('present.insist', { host }))
    await page.getByText(NINE.grade).first().waitFor()
    equal(await send.isDisabled(), true)
    await field.fill('localhost')
    equal(await send.isDisabled(), true)
    await expectAccessible(page)
    equal((await result()).result, undefined)
    await field.fill(host)
    await send.click()
    await page.getByRole('heading', { name: t('present.sent') }).waitFor()
    equal((await result()).result?.satisfied, true)
    await context.close()
  })

  it('says that nothing answers, that a request is none, and comes back after signing in', async () => {
    const t = textsOf('fr')
    const other = await signInByLink(server.origin, 'empty@example.org')
    const { requestUri } = await ask()
    const empty = await visit(browser, server.origin, { cookie: other })
    await empty.go(at(requestUri))
    await empty.page.getByText(t('present.none')).waitFor()
    await expectAccessible(empty.page)
    await empty.go('/present')
    await empty.page.getByLabel(t('present.link')).fill('https://example.org/nothing')
    await empty.page.getByRole('button', { name: t('present.look') }).click()
    await empty.page.getByText(t('problem.request-not-trusted')).waitFor()
    await empty.context.close()

    const guest = await visit(browser, server.origin)
    await guest.go(at(requestUri))
    const link = guest.page.getByRole('link', { name: t('nav.signIn') }).last()
    const next = new URL((await link.getAttribute('href')) ?? '', server.origin)
    equal(next.searchParams.get('next'), at(requestUri))
    await settled(guest.page)
    await guest.context.close()
  })
})
