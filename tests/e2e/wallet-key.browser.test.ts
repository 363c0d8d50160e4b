import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser, Locator, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { walletPerson } from './wallet-person.ts'

const OLD = 'sept cigognes calmes sur Rabat'
const NEW = 'neuf hirondelles vives sur Fès'
const LOOKS = [
  ['fr', 1280],
  ['ar', 390],
] as const

describe('a new key for the wallet, and the reminder to save it', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let serial = 0
  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  const somebody = async (language: 'fr' | 'ar', width: number) => {
    const person = await walletPerson(server, `learner-${serial++}@example.org`)
    await person.keepCard()
    const { cookie } = person
    const visitor = await visit(browser, server.origin, { cookie, language, width })
    const t = textsOf(language)
    const press = (key: string) =>
      visitor.page.getByRole('button', { name: t(key), exact: true }).press('Enter')
    const send = (method: string, path: string, data?: object) =>
      visitor.page.request.fetch(path, {
        method,
        headers: { origin: server.origin },
        ...(data && { data }),
      })
    /** Only the passphrase and a recovery code open the wallet then. */
    const ownWaysOnly = async () => {
      const ways = '/api/wallet/unlockers'
      equal((await send('POST', ways, { kind: 'passphrase', passphrase: OLD })).status(), 204)
      equal((await send('POST', ways, { kind: 'recovery' })).status(), 201)
      equal((await send('DELETE', `${ways}?kind=server`)).status(), 204)
    }
    const opens = async (passphrase: string) =>
      (await send('POST', '/api/wallet/unlock', { kind: 'passphrase', passphrase })).ok()
    return { ...visitor, person, t, press, send, ownWaysOnly, opens }
  }
  const inView = (place: Locator) =>
    place.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 0 && bottom <= window.innerHeight
    })
  const titles = async (page: Page) => {
    await page.locator('ul.lines h2').first().waitFor()
    return page.locator('ul.lines h2').allTextContents()
  }

  for (const [language, width] of LOOKS) {
    it(`tells what ends before anything is done, and that it is done (${language})`, async () => {
      const { page, go, context, faults, t, press } = await somebody(language, width)
      await go('/me')
      await press('renew.button')
      const dialog = page.getByRole('dialog', { name: t('renew.title') })
      await dialog.getByText(t('renew.ends.none')).waitFor()
      await dialog.getByText(t('renew.stays')).waitFor()
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      await press('state.cancel')
      await dialog.waitFor({ state: 'detached' })
      equal(await page.getByText(t('renew.done')).count(), 0)
      await press('renew.button')
      await press('renew.confirm')
      await page.getByRole('status').getByText(t('renew.done')).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await go('/certificates')
      deepEqual(await titles(page), ['Student card'])
      deepEqual(faults, [])
      await context.close()
    })
  }

  it('wants a passphrase where the server has no way in, and shows the new code until it is kept', async () => {
    const { page, go, context, faults, t, press, ownWaysOnly, opens } = await somebody('fr', 390)
    await ownWaysOnly()
    await go('/me')
    await press('renew.button')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('listitem').nth(1).waitFor()
    const ends = await dialog.getByRole('listitem').allTextContents()
    deepEqual(ends.sort(), [t('lock.kind.passphrase'), t('lock.kind.recovery')].sort())
    const confirm = dialog.getByRole('button', { name: t('renew.confirm') })
    ok(await confirm.isDisabled())
    await dialog.getByLabel(t('renew.passphrase')).fill('court')
    ok(await confirm.isDisabled())
    await dialog.getByLabel(t('renew.passphrase')).fill(NEW)
    await confirm.press('Enter')
    await dialog.locator('code').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    ok(await dialog.locator('code').isVisible(), 'a code that is shown once is not lost by a key')
    await press('lock.recovery.kept')
    await dialog.waitFor({ state: 'detached' })
    deepEqual([await opens(OLD), await opens(NEW)], [false, true])
    await go('/certificates')
    deepEqual(await titles(page), ['Student card'])
    deepEqual(faults, [])
    await context.close()
  })

  it('says so when it could not be done, and may be tried again', async () => {
    const { page, go, context, t, press } = await somebody('fr', 1280)
    await go('/me')
    await press('renew.button')
    await page.route('**/rotation', (route) => route.abort(), { times: 1 })
    await press('renew.confirm')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    equal(await page.getByText(t('renew.done')).count(), 0)
    await press('renew.confirm')
    await page.getByRole('status').getByText(t('renew.done')).waitFor()
    await context.close()
  })

  it('is not done by a session that another device has ended', async () => {
    const { page, go, context, t, press, ownWaysOnly, person } = await somebody('fr', 1280)
    await ownWaysOnly()
    await go('/me')
    await press('renew.button')
    const other = await visit(browser, server.origin, { cookie: person.cookie })
    const elsewhere = (path: string, data: object) =>
      other.page.request.post(path, { headers: { origin: server.origin }, data })
    const way = { kind: 'passphrase', passphrase: OLD }
    ok((await elsewhere('/api/wallet/unlock', way)).ok())
    ok((await elsewhere('/api/wallet/unlockers/rotation', { ways: [way] })).ok())
    await page.getByRole('dialog').getByLabel(t('renew.passphrase')).fill(NEW)
    await press('renew.confirm')
    await page.getByRole('dialog').getByText(t('problem.wallet-locked')).waitFor()
    await other.context.close()
    await context.close()
  })

  for (const [language, width] of LOOKS) {
    it(`reminds quietly, stays away for a week, and leads to the file (${language})`, async () => {
      const { page, go, context, faults, t, ownWaysOnly } = await somebody(language, width)
      await go('/certificates')
      equal(await page.getByText(t('backup.never')).count(), 0, 'not due yet')
      await ownWaysOnly()
      await go('/certificates')
      await page.getByText(t('backup.never')).waitFor()
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      await page.getByRole('link', { name: t('backup.now') }).press('Enter')
      const heading = page.getByRole('heading', { name: t('backup.title') })
      await heading.waitFor()
      await page.waitForFunction(() => document.activeElement?.id === 'me-file')
      await go('/me#me-file')
      await page.waitForFunction(() => document.activeElement?.id === 'me-file')
      equal(await inView(heading), true, 'what comes above it does not push it away')
      const field = page
        .locator('section[aria-labelledby=me-file]')
        .getByLabel(t('lock.passphrase'), { exact: true })
      await field.fill(OLD)
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: t('backup.save') }).press('Enter')
      await (await saving).path()
      const [before = ''] = t('backup.last', { date: '\n' }).split('\n')
      await page.getByRole('status').getByText(before).waitFor()
      await go('/certificates')
      equal(await page.getByRole('link', { name: t('backup.now') }).count(), 0)
      deepEqual(faults, [])
      await context.close()
    })
  }

  it('keeps the focus when it is sent away', async () => {
    const { page, go, context, t, press, ownWaysOnly } = await somebody('fr', 390)
    await ownWaysOnly()
    await go('/certificates')
    await press('backup.later')
    const [before = ''] = t('backup.later.done', { date: '\n' }).split('\n')
    await page.waitForFunction(
      (words) => document.activeElement?.textContent?.startsWith(words),
      before,
    )
    await page.reload()
    await settled(page)
    equal(await page.getByRole('link', { name: t('backup.now') }).count(), 0)
    await page.evaluate(() => window.localStorage.setItem('backup-later', '1'))
    await page.reload()
    await page.getByRole('link', { name: t('backup.now') }).waitFor()
    await context.close()
  })
})
