import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { NINE } from '../wallet-api/nine-fields.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const t = textsOf('fr')

describe('the wallet without a network', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let person: WalletPerson
  let card: string

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    person = await walletPerson(server, 'learner@example.org')
    card = await person.keepCard()
    await person.call(`/api/wallet/credentials/${card}/shares`, { days: 7 })
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  /** The worker of the wallet, whose scope the page lies in, is there and has its files. */
  const ready = (page: Page) =>
    page.evaluate(async () => {
      const { scope } = await navigator.serviceWorker.ready
      if (!scope.endsWith('/certificates')) throw new Error(`a worker of ${scope}`)
    })

  const opened = async (go: (path: string) => Promise<void>, page: Page, own = t) => {
    await go(`/certificates/${card}`)
    await page.getByText(own('kept.done')).waitFor()
    await ready(page)
  }

  /** What lies in the browser's database, as a thief of the device would read it. */
  const keptRecords = (page: Page) =>
    page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await done(indexedDB.open('brevet-wallet'))
      try {
        if (!database.objectStoreNames.contains('certificates')) return { texts: [], keys: [] }
        const store = (name: string) => database.transaction(name).objectStore(name)
        const records = (await done(store('certificates').getAll())) as {
          ciphertext: ArrayBuffer
        }[]
        const meta = await done(store('meta').getAll())
        return {
          texts: records.map(({ ciphertext }) => new TextDecoder('latin1').decode(ciphertext)),
          keys: meta
            .filter((one) => one instanceof CryptoKey)
            .map(({ extractable }) => extractable),
        }
      } finally {
        database.close()
      }
    })

  const hasDatabase = (page: Page) =>
    page.evaluate(async () =>
      (await indexedDB.databases()).some(({ name }) => name === 'brevet-wallet'),
    )

  for (const language of ['fr', 'ar'] as const) {
    it(`lists and shows what was opened, with its code (${language})`, async () => {
      const t = textsOf(language)
      const { page, go, context } = await visit(browser, server.origin, {
        ...{ cookie: person.cookie, width: 390, language },
      })
      await opened(go, page, t)
      await context.setOffline(true)
      await page.goto('/certificates')
      await page.getByText(t('kept.lead')).waitFor()
      equal(await page.getAttribute('html', 'lang'), language)
      equal(await page.getAttribute('html', 'dir'), language === 'ar' ? 'rtl' : 'ltr')
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      await page.getByRole('link', { name: 'Student card' }).click()
      await page.getByRole('img', { name: t('share.code') }).waitFor()
      await page.getByText(t('kept.since')).waitFor()
      const sheet = page.getByRole('img', {
        // Arabic pages isolate a name from the text around it.
        name: t('certificate.sheet', {
          title: language === 'ar' ? '\u2068Student card\u2069' : 'Student card',
        }),
      })
      ok(await sheet.evaluate((picture: HTMLImageElement) => picture.decode().then(() => true)))
      await expectAccessible(page)
      await page.goto(`/certificates/${card}`)
      await page.getByRole('img', { name: t('share.code') }).waitFor()
      await page.goto('/certificates/another')
      await page.getByText(t('kept.missing')).waitFor()
      await context.setOffline(false)
      await context.close()
    })
  }

  it('keeps it encrypted, and no answer of the server beside it', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    await opened(go, page)
    const { texts, keys } = await keptRecords(page)
    equal(texts.length, 1)
    deepEqual(keys, [false], 'one key, which no script gets out')
    for (const plain of ['Student card', NINE.given_name, '<svg xmlns']) {
      equal(texts.join().includes(plain), false, plain)
    }
    const cached = await page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('wallet-'))
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return all.flat().map(({ url }) => new URL(url).pathname)
    })
    ok(cached.includes('/certificates'))
    deepEqual(
      cached.filter((path) => /^\/(api|auth|credentials)\//.test(path)),
      [],
    )
    deepEqual(faults, [])
    await context.close()
  })

  it('removes it when the person signs out', async () => {
    const own = await walletPerson(server, 'leaves@example.org')
    const { page, go, context } = await visit(browser, server.origin, { cookie: own.cookie })
    const mine = await own.keepCard()
    await go(`/certificates/${mine}`)
    await page.getByText(t('kept.done')).waitFor()
    await ready(page)
    equal((await keptRecords(page)).texts.length, 1)
    await page.getByRole('button', { name: 'leaves@example.org' }).click()
    await page.getByRole('menuitem', { name: t('nav.signOut') }).click()
    await page
      .getByRole('link', { name: t('nav.signIn') })
      .first()
      .waitFor()
    while (await hasDatabase(page)) await page.waitForTimeout(100)
    await context.setOffline(true)
    await page.goto('/certificates')
    await page.getByText(t('kept.none'), { exact: true }).waitFor()
    await context.setOffline(false)
    await context.close()
  })

  it('keeps nothing that was still on its way when the person signed out', async () => {
    const own = await walletPerson(server, 'hurries@example.org')
    const { page, go, context } = await visit(browser, server.origin, { cookie: own.cookie })
    const mine = await own.keepCard()
    const held = Promise.withResolvers<void>()
    const asked = page.waitForRequest('**/sheet.svg?lang=fr')
    await page.route('**/sheet.svg?lang=fr', async (route) => {
      const answer = await route.fetch()
      await held.promise
      await route.fulfill({ response: answer })
    })
    await go(`/certificates/${mine}`)
    await asked
    await page.getByRole('button', { name: 'hurries@example.org' }).click()
    await page.getByRole('menuitem', { name: t('nav.signOut') }).click()
    await page
      .getByRole('link', { name: t('nav.signIn') })
      .first()
      .waitFor()
    while (await hasDatabase(page)) await page.waitForTimeout(100)
    const answered = page.waitForResponse('**/sheet.svg?lang=fr')
    held.resolve()
    await answered
    await settled(page)
    deepEqual((await keptRecords(page)).texts, [])
    await context.close()
  })

  it('removes it when the certificate is deleted', async () => {
    const own = await walletPerson(server, 'deletes@example.org')
    const { page, go, context } = await visit(browser, server.origin, { cookie: own.cookie })
    await go(`/certificates/${await own.keepCard()}`)
    await page.getByText(t('kept.done')).waitFor()
    const press = () =>
      page
        .getByRole('button', { name: t('certificate.delete') })
        .last()
        .click()
    await press()
    await page.getByRole('dialog').waitFor()
    await press()
    await page.getByText(t('certificates.none'), { exact: true }).waitFor()
    deepEqual((await keptRecords(page)).texts, [])
    await context.close()
  })

  it('shows nothing of one person to the next on the same device', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await opened(go, page)
    const other = await walletPerson(server, 'next@example.org')
    const [pair = ''] = other.cookie.split('; ')
    const at = pair.indexOf('=')
    await context.clearCookies()
    await context.addCookies([
      { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.origin },
    ])
    await go('/certificates')
    await page.getByText(t('certificates.none'), { exact: true }).waitFor()
    await settled(page)
    while ((await keptRecords(page)).texts.length > 0) await page.waitForTimeout(100)
    await context.close()
  })

  it('can be installed: a manifest of its own, pages and icons that are there', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await go('/certificates')
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    equal(href, '/wallet.webmanifest')
    const manifest = (await (await page.request.get(href)).json()) as {
      readonly start_url: string
      readonly display: string
      readonly icons: readonly { readonly src: string }[]
    }
    deepEqual([manifest.start_url, manifest.display], ['/certificates', 'standalone'])
    for (const { src } of manifest.icons) equal((await page.request.get(src)).status(), 200, src)
    await ready(page)
    const scopes = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(
        ({ scope }) => new URL(scope).pathname,
      ),
    )
    deepEqual(scopes, ['/certificates'], 'that of the verify pages is another')
    await context.close()
  })
})
