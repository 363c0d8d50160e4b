import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import type { JsonObject } from '../../credentials/index.ts'
import { PAGES_FOLDER } from '../../server/pages.ts'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { issueOn, revokeOn } from '../support/issue-on.ts'
import { startTestServer } from '../support/server.ts'
import { onVerifyPage } from './support/on-verify-page.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

/** Bytes of a first load as a browser counts them on the wire, fonts aside. */
const BUDGET = 60 * 1024

/** In the page: presses the button of a name once it appears, and notes that. */
function pressAsSoonAsThere(name: string): void {
  new MutationObserver((_, observer) => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent === name)
    if (!button) return
    observer.disconnect()
    button.click()
    document.body.dataset.pressed = 'yes'
  }).observe(document.body, { childList: true, subtree: true })
}

describe('the verify page', function () {
  this.timeout(240_000)
  const here = onVerifyPage()
  const t = textsOf('fr')

  const paste = async (page: Page, text: string) => {
    await page.getByLabel(t('verify.paste')).fill(text)
    await page.getByRole('button', { name: t('verify.check'), exact: true }).click()
  }
  const headline = (page: Page) => page.locator('.banner-word').first()
  const files = (page: Page, list: readonly { name: string; text: string }[]) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles(
        list.map(({ name, text }) => ({
          name,
          mimeType: 'application/json',
          buffer: Buffer.from(text),
        })),
      )

  it('verifies in the browser: no request carries the certificate', async () => {
    const { page, go, faults } = here.visitor
    const requests: Request[] = []
    page.on('request', (request) => requests.push(request))
    await go('/verify')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    const carried = requests.map((request) => request.url() + (request.postData() ?? ''))
    const { proofValue } = here.genuine.proof as JsonObject
    for (const secret of [String(proofValue), String(here.genuine.id), 'Amal']) {
      ok(!carried.some((text) => decodeURIComponent(text).includes(secret)), secret)
    }
    deepEqual(
      requests.filter((request) => request.method() !== 'GET'),
      [],
    )
    ok(carried.some((text) => text.includes('/api/trust?issuer=')))
    ok(carried.some((text) => text.includes('/status-lists/')))
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('is loud about tampering, and says revoked only of what is revoked', async () => {
    const { page, go } = here.visitor
    await go('/verify')
    await paste(page, JSON.stringify({ ...here.genuine, name: 'AI Mastery' }))
    await page.getByText(t('verdict.tampered'), { exact: true }).waitFor()
    const revoked = await issueOn(here.server.origin, { instance: 'status' })
    await revokeOn(here.server.origin, revoked.id)
    await page.reload()
    await paste(page, JSON.stringify(revoked))
    await page.getByText(t('verdict.revoked'), { exact: true }).waitFor()
  })

  it('says “could not be checked” where the list is out of reach, and never green', async () => {
    const { page, go } = here.visitor
    await page.route('**/status-lists/**', (route) => route.abort())
    await page.route('**/api/relay**', (route) => route.abort())
    await page.route('**/api/trust/bundle', (route) => route.abort())
    await go('/verify')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.noStatus'), { exact: true }).waitFor()
    await page.getByText(t('outcome.undetermined')).first().waitFor()
  })

  it('says that the registry could not be asked, which is not “unregistered”', async () => {
    const { page, go } = here.visitor
    await page.route('**/api/trust**', (route) => route.abort())
    await go('/verify')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('trust.notReachable')).waitFor()
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
  })

  it('alone may connect to other hosts', async () => {
    const policyOf = async (path: string) =>
      (await fetch(here.server.origin + path)).headers.get('content-security-policy') ?? ''
    for (const path of ['/verify', '/v/x'])
      match(await policyOf(path), /connect-src 'self' https:;/)
    const scripts = (await readdir(join(PAGES_FOLDER, 'assets'))).filter((name) =>
      name.endsWith('.js'),
    )
    const workers = scripts.filter((name) => name.startsWith('checking-worker-'))
    equal(workers.length, 1)
    match(await policyOf(`/assets/${workers[0]}`), /connect-src 'self' https:;/)
    const others = scripts
      .filter((name) => !workers.includes(name))
      .map((name) => `/assets/${name}`)
    for (const path of ['/', '/certificates', '/v', '/verify/x', '/api/trust', ...others]) {
      match(await policyOf(path), /connect-src 'self';/, path)
    }
    match(await policyOf('/verify'), /worker-src 'self';/)
  })

  it('verifies with the network cut after one visit, and says how old its knowledge is', async () => {
    const own = await startTestServer()
    const credential = await issueOn(own.origin, { instance: 'status' })
    const { page, go, context } = await visit(here.browser, own.origin)
    await go('/verify')
    await page.locator('.kept-line').waitFor()
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      if (active?.state === 'activated') return
      await new Promise((resolve) => active?.addEventListener('statechange', resolve))
    })
    await own.end()
    await context.setOffline(true)
    await page.goto('/verify')
    await paste(page, JSON.stringify(credential))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    const notice = page.locator('.verdict .notice')
    match((await notice.textContent()) ?? '', /sans réseau/)
    await page.getByText(t('trust.notReachable')).waitFor()
    await paste(page, JSON.stringify({ ...credential, name: 'AI Mastery' }))
    await page.getByText(t('verdict.tampered'), { exact: true }).waitFor()
    await expectAccessible(page)
    await page.goto('/v/somebody-shared-this')
    await page.getByText(t('shared.incomplete')).waitFor()
    await context.close()
  })

  it('is small at the first load', async () => {
    const { page } = here.visitor
    const session = await here.visitor.context.newCDPSession(page)
    await session.send('Network.enable')
    const urls = new Map<string, string>()
    const sizes = new Map<string, number>()
    session.on('Network.responseReceived', ({ requestId, response }) => {
      urls.set(requestId, response.url)
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      sizes.set(requestId, encodedDataLength)
    })
    await page.goto('/verify', { waitUntil: 'networkidle' })
    const counted = [...sizes].filter(([id]) => !/\.woff2?$/.test(urls.get(id) ?? ''))
    const bytes = counted.reduce((sum, [, size]) => sum + size, 0)
    ok(counted.length >= 4, 'page, style, script and texts were counted')
    ok(bytes <= BUDGET, `${bytes} bytes`)
  })

  it('takes 200 files at once, shows how far it is, and stops when asked', async () => {
    const { page, go, faults } = here.visitor
    await go('/verify')
    const forged = JSON.stringify({ ...here.genuine, name: 'AI Mastery' })
    const lot = Array.from({ length: 200 }, (_, index) => ({
      name: `certificate-${index + 1}.json`,
      text: index % 10 === 9 ? forged : JSON.stringify(here.genuine),
    }))
    await page.evaluate(pressAsSoonAsThere, t('verify.stop')) // from outside it may all be over
    await files(page, lot)
    await page.waitForFunction(
      () => document.body.dataset.pressed && !document.querySelector('.progress-line'),
    )
    ok((await page.locator('.result, .result-line').count()) < 200)
    await files(page, lot)
    await page.getByText(t('verify.export')).waitFor({ timeout: 150_000 })
    equal(await page.locator('.result-line').count(), 200)
    const counts = await page.locator('.verdict-counts li').allTextContents()
    deepEqual(
      counts.map((text) => Number.parseInt(text, 10)),
      [180, 20, 0, 0],
    )
    await page.locator('.result-line summary').nth(9).click()
    await page.getByText(t('verdict.tampered.text')).waitFor()
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('takes a folder of files, by their paths, and opens a link that leads to a certificate', async () => {
    const { page, go, faults } = here.visitor
    await go('/verify')
    const folder = await mkdtemp(join(tmpdir(), 'brevet-folder-'))
    await mkdir(join(folder, 'class'))
    await writeFile(join(folder, 'class/one.json'), JSON.stringify(here.genuine))
    await writeFile(
      join(folder, 'two.json'),
      JSON.stringify({ ...here.genuine, name: 'AI Mastery' }),
    )
    await page.locator('.folder-button input').setInputFiles(folder)
    await page.getByText('class/one.json').waitFor()
    await page.getByText(t('verdict.valid'), { exact: true }).last().waitFor()
    await page.getByText(t('verdict.tampered'), { exact: true }).waitFor()
    await rm(folder, { recursive: true })
    await page.route('https://school.example/**', (route) =>
      route.fulfill({
        body: JSON.stringify(here.genuine),
        headers: { 'access-control-allow-origin': '*' },
      }),
    )
    await page.reload()
    await paste(page, 'https://school.example/badges/1')
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    await paste(page, 'https://10.0.0.1/badges/1')
    await page.getByText(t('unreadable.private-address')).waitFor()
    deepEqual(faults, [])
  })

  it('stays calm before every kind of bad input', async () => {
    const { page, go, faults } = here.visitor
    await go('/verify')
    const trick = '<img src=x onerror=window.__ran=1>\u202egpj.exe'
    const hostile = await issueOn(here.server.origin, { changes: { name: trick } })
    const badge = structuredClone(hostile) as { credentialSubject: { achievement: object } }
    await paste(page, JSON.stringify(badge))
    await headline(page).waitFor()
    equal(await page.evaluate(() => '__ran' in window), false)
    doesNotMatch((await page.locator('.verdict').textContent()) ?? '', /\u202e.*who/)
    for (const text of ['{"a":', '\u0000\u0001', '[]', 'null', '"x"', '<svg onload=x>', 'a.b.c']) {
      await page.reload()
      await paste(page, `${text} `)
      await page.getByText(t('verdict.unchecked'), { exact: true }).waitFor()
    }
    await files(page, [{ name: 'large.json', text: 'x'.repeat(6_000_001) }])
    await page.getByText(t('unreadable.too-large')).waitFor()
    deepEqual(faults, [])
  })

  for (const language of LANGUAGES) {
    it(`shows a verdict in ${language}, on a phone as well`, async () => {
      const own = await visit(here.browser, here.server.origin, { language, width: 390 })
      const say = textsOf(language)
      await own.go('/verify')
      await own.page.getByLabel(say('verify.paste')).fill(JSON.stringify(here.genuine))
      await own.page.getByRole('button', { name: say('verify.check'), exact: true }).click()
      await own.page.getByText(say('verdict.valid'), { exact: true }).waitFor()
      await expectAccessible(own.page)
      equal(await overflowOf(own.page), 0)
      await own.context.close()
    })
  }
})
