import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { type JsonObject, signPresentation } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { issueOn } from '../support/issue-on.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, type Visitor, visit } from './support/visitor.ts'

const t = textsOf('fr')
const DID = 'did:web:uni.example'
const PLACES = ['receipts', 'requests', 'watches', 'registries'] as const

describe('the pages of those who verify for an organisation', function () {
  this.timeout(240_000)
  let elsewhere: Server
  let registry: string
  let told: string[]
  let server: TestServer
  let browser: Browser
  let cookie: string
  let visitor: Visitor

  before(async () => {
    told = []
    elsewhere = createServer((request, response) => {
      if (request.method === 'POST') told.push(request.url ?? '')
      response.end(JSON.stringify({ registry: { [DID]: { name: 'The University' } } }))
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    registry = `http://${host}/registry.json`
    server = await startTestServer('sqlite', { FETCH_ALLOW: host })
    browser = await launchChromium()
    cookie = await signInByLink(server.origin, 'admin@example.org')
  })
  beforeEach(async () => {
    visitor = await visit(browser, server.origin, { cookie })
  })
  afterEach(() => visitor.context.close())
  after(async () => {
    await browser.close()
    await server.end()
    elsewhere.closeAllConnections()
    elsewhere.close()
  })

  const post = async (path: string, body: object): Promise<JsonObject> => {
    const { origin } = server
    const headers = { cookie, origin, 'content-type': 'application/json' }
    const response = await fetch(origin + path, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    })
    return (await response.json()) as JsonObject
  }

  it('are reached from the account menu, empty at first', async () => {
    const { page, go, faults } = visitor
    await go('/employer')
    await page.locator('.account-name').click()
    await page.getByRole('menuitem', { name: t('checks.title') }).click()
    await page.getByText(t('receipts.none'), { exact: true }).waitFor()
    for (const [place, empty] of [
      ['requests', 'requests.none'],
      ['watches', 'watches.none'],
      ['registries', 'registries.none'],
    ] as const) {
      const nav = page.getByRole('navigation', { name: t('checks.title') })
      await nav.getByText(t(`checks.${place}`), { exact: true }).click()
      await page.getByText(t(empty), { exact: true }).waitFor()
      await expectAccessible(page)
    }
    deepEqual(faults, [])
  })

  it('list receipts, open one, verify it again, give its files, and take it out', async () => {
    const { page, go, faults } = visitor
    const verifiableCredential = await issueOn(server.origin, { instance: 'status' })
    const { receipt } = await post('/api/receipts', { verifiableCredential, keep: true })
    await go('/employer/receipts')
    await page.locator('.receipt-line a').click()
    await page.getByText(t('check.proof'), { exact: true }).waitFor()
    await page.getByRole('button', { name: t('receipts.again') }).click()
    await page.getByText(t('receipts.holds')).waitFor()
    const [pdf] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: t('receipt.pdf') }).click(),
    ])
    match((await readFile(await pdf.path())).toString('latin1'), /^%PDF-2\.0/)
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('receipt.json') }).click(),
    ])
    deepEqual(JSON.parse(await readFile(await json.path(), 'utf8')), receipt)
    await expectAccessible(page)
    await page.getByRole('button', { name: t('receipts.remove') }).click()
    await page.getByRole('button', { name: t('receipts.remove.sure') }).click()
    await page.getByText(t('receipts.none'), { exact: true }).waitFor()
    deepEqual(faults, [])
  })

  it('ask for a certificate by a code, and show what a wallet gave', async () => {
    const { page, go, faults } = visitor
    await go('/employer/requests')
    await page.getByLabel(t('requests.purpose')).fill('Un poste de comptable')
    await page.getByLabel(t('requests.policy')).selectOption('')
    await page.getByLabel(t('requests.policy')).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: t('requests.code') }).waitFor()
    await expectAccessible(page)
    const link = page.getByRole('link', { name: t('requests.sameDevice') })
    const requestUri = (await link.getAttribute('href')) ?? ''
    match(requestUri, /^openid4vp:\/\//)
    await present(requestUri)
    await page.getByText(t('requests.satisfied')).waitFor()
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    await page.getByText(t('requests.state.answered')).waitFor()
    equal(await page.getByRole('img', { name: t('requests.code') }).count(), 0)
    await expectAccessible(page)
    await go('/employer/requests')
    const line = page.locator('.line', { hasText: 'Un poste de comptable' })
    match((await line.textContent()) ?? '', new RegExp(t('requests.state.answered')))
    deepEqual(faults, [])
  })

  /** A wallet of somebody else's. */
  async function present(requestUri: string): Promise<void> {
    const uri = new URL(requestUri).searchParams.get('request_uri') ?? ''
    const jwt = await (await fetch(uri, { method: 'POST' })).text()
    const wanted = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as {
      readonly [name in 'nonce' | 'client_id' | 'state' | 'response_uri']: string
    }
    const holder = createSigner('Ed25519', generateKey('Ed25519'))
    const credential = await issueOn(server.origin, {
      changes: {
        credentialSubject: {
          id: holder.did,
          type: ['AchievementSubject'],
          achievement: {
            id: 'https://brevet.example/a/1',
            type: ['Achievement'],
            name: 'Comptabilité',
            description: 'Les bases',
            criteria: { narrative: 'Tout est réussi.' },
          },
        },
      },
    })
    const { clock, fetch: outside } = server.services.ground
    const presentation = await signPresentation(
      {
        ...{ credentials: [credential], holder },
        ...{ challenge: wanted.nonce, domain: wanted.client_id },
      },
      { clock, fetch: outside },
    )
    const answer = await fetch(wanted.response_uri, {
      method: 'POST',
      body: new URLSearchParams({
        vp_token: JSON.stringify({ badge: [presentation] }),
        state: wanted.state,
      }),
    })
    equal(answer.status, 200, await answer.clone().text())
  }

  it('watch a certificate: the secret once, then pause, go on, tell again, end', async () => {
    const { page, go, faults } = visitor
    const credential = await issueOn(server.origin, { instance: 'status' })
    await go('/employer/watches')
    await page.getByText(t('watches.new'), { exact: true }).click()
    await page.getByLabel(t('watches.credential')).fill(JSON.stringify(credential))
    await page.getByLabel(t('watches.callback')).fill(registry.replace('registry.json', 'hook'))
    await page.getByLabel(t('watches.reference')).fill('A-12')
    await page.getByRole('button', { name: t('watches.make'), exact: true }).click()
    match((await page.locator('.watch-secret').textContent()) ?? '', /^whsec_/)
    const line = page.locator('.line', { hasText: 'A-12' })
    await line.getByText(t('watches.delivery.nothing')).waitFor()
    await expectAccessible(page)
    await page.reload()
    await line.waitFor()
    equal(await page.locator('.watch-secret').count(), 0)
    await line.getByRole('button', { name: t('watches.pause') }).click()
    await line.getByText(t('watches.delivery.paused')).waitFor()
    await line.getByRole('button', { name: t('watches.resume') }).click()
    await line.getByText(t('watches.delivery.nothing')).waitFor()
    await line.getByRole('button', { name: t('watches.end') }).click()
    await page.getByText(t('watches.none'), { exact: true }).waitFor()
    await page.getByText(t('watches.new'), { exact: true }).click()
    await page.getByLabel(t('watches.credential')).fill('{}')
    await page.getByLabel(t('watches.callback')).fill('https://ats.example/hook')
    await page.getByRole('button', { name: t('watches.make'), exact: true }).click()
    await page.getByRole('alert').waitFor()
    deepEqual([faults, told], [[], []])
  })

  it('read a registry of others, say its state and age, read it again, and list issuers', async () => {
    const { page, go, faults } = visitor
    await go('/employer/registries')
    await page.getByText(t('registries.add'), { exact: true }).first().click()
    await page.getByLabel(t('registries.url')).fill(registry)
    await page.getByLabel(t('registries.name')).first().fill('Universités')
    await page.getByRole('button', { name: t('registries.add'), exact: true }).click()
    const line = page.locator('.line', { hasText: 'Universités' })
    await line.getByText(t('registries.state.current')).waitFor()
    const again = page.waitForResponse((response) => response.request().method() === 'POST')
    await line.getByRole('button', { name: t('registries.refresh') }).click()
    ok((await again).ok())
    await expectAccessible(page)
    await page.reload()
    await page.locator('.line', { hasText: 'The University' }).waitFor()
    await page.getByText(t('issuers.add'), { exact: true }).first().click()
    await page.getByLabel(t('issuers.did')).fill('did:web:school.example')
    await page.getByLabel(t('registries.name')).last().fill('Une école')
    await page.getByRole('button', { name: t('issuers.add'), exact: true }).click()
    const school = page.locator('.line', { hasText: 'Une école' })
    await school.getByText(t('issuers.byHand')).waitFor()
    await school.getByRole('button', { name: t('registries.remove') }).click()
    await page.waitForFunction(() => !document.body.textContent?.includes('Une école'))
    await line.getByRole('button', { name: t('registries.remove') }).click()
    await page.getByText(t('registries.none'), { exact: true }).waitFor()
    await page.getByText(t('registries.add'), { exact: true }).first().click()
    await page.getByLabel(t('registries.url')).fill(`${server.origin}/openapi.json`)
    await page.getByLabel(t('registries.name')).first().fill('Universités')
    await page.getByRole('button', { name: t('registries.add'), exact: true }).click()
    const why = t('registries.failure.unreadable')
    await line.getByText(`${t('registries.failure')} ${why}`).waitFor()
    equal(await line.locator('[lang=en]').count(), 1, 'the detail is marked as English')
    await line.getByRole('button', { name: t('registries.remove') }).click()
    await page.getByText(t('registries.none'), { exact: true }).waitFor()
    deepEqual(faults, [])
  })

  it('say why to somebody who may not verify for an organisation', async () => {
    const learner = await signInByLink(server.origin, 'learner@example.org')
    for (const who of ['', learner]) {
      const own = await visit(browser, server.origin, { cookie: who })
      for (const place of PLACES) {
        await own.go(`/employer/${place}`)
        await own.page.getByRole('alert').first().waitFor()
        await expectAccessible(own.page)
      }
      await own.go('/employer/receipts/none')
      ok(((await own.page.locator('h1').textContent()) ?? '').length > 0)
      await own.context.close()
    }
  })

  for (const language of LANGUAGES) {
    it(`are whole in ${language}, on a phone as well`, async () => {
      const own = await visit(browser, server.origin, { cookie, language, width: 390 })
      for (const place of PLACES) {
        await own.go(`/employer/${place}`)
        await own.page.getByRole('heading', { level: 1 }).waitFor()
        equal(await overflowOf(own.page), 0, place)
        await expectAccessible(own.page)
      }
      deepEqual(own.faults, [])
      await own.context.close()
    })
  }
})
