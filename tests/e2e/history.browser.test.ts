import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { NINE } from '../wallet-api/nine-fields.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const t = textsOf('fr')

describe('a link with chosen fields, its log, and the history of a wallet', function () {
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
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  it('shows two fields to whoever has the link, tells when, and is taken back', async () => {
    const { cookie } = person
    const { page, go, context, faults } = await visit(browser, server.origin, { cookie })
    const press = (key: string) => page.getByRole('button', { name: t(key), exact: true }).click()
    await go(`/certificates/${card}`)
    await press('share.new')
    const dialog = page.getByRole('dialog')
    const fields = dialog.getByRole('group', { name: t('share.fields') })
    await fields.getByRole('checkbox').nth(8).waitFor()
    equal(await fields.getByRole('checkbox', { checked: true }).count(), 9)
    for (const name of Object.keys(NINE).filter((one) => !['course', 'grade'].includes(one))) {
      await fields.getByRole('checkbox').nth(Object.keys(NINE).indexOf(name)).uncheck()
    }
    await dialog.getByLabel(t('share.audience')).fill('Clinique Atlas')
    await dialog.getByLabel(t('share.viewLimit')).fill('3')
    await expectAccessible(page)
    await press('share.make')
    const url = await page.getByLabel(t('share.link')).inputValue()
    await press('state.close')
    ok(new URL(url).hash.length > 40, 'the key is in the fragment')

    const guest = await visit(browser, server.origin, { width: 390 })
    const asked: string[] = []
    guest.page.on('request', (request) => asked.push(request.url()))
    await guest.go(url)
    await guest.page.getByText('Student card').first().waitFor()
    await guest.page.getByText(NINE.grade).first().waitFor({ state: 'attached' })
    const seen = (await guest.page.textContent('main')) ?? ''
    ok(seen.includes(NINE.grade))
    for (const kept of [NINE.given_name, NINE.birthdate, NINE.city]) {
      equal(seen.includes(kept), false, kept)
    }
    const key = new URL(url).hash.slice(1)
    deepEqual(
      asked.filter((one) => one.split('#')[0]?.includes(key)),
      [],
    )
    await guest.context.close()

    await page.reload()
    const line = page.locator('li', { hasText: 'Clinique Atlas' })
    await line.getByText(t('share.log')).click()
    await line.getByText(t('history.kind.opened')).waitFor()
    await expectAccessible(page)
    equal(await overflowOf(page), 0)
    await line.getByRole('button', { name: t('share.revoke') }).click()
    await line.waitFor({ state: 'detached' })
    deepEqual(faults, [])
    await context.close()
  })

  for (const [language, width] of [
    ['fr', 1280],
    ['en', 390],
    ['ar', 390],
    ['zgh', 390],
  ] as const) {
    it(`lists what happened, and one kind of it (${language}, ${width} px)`, async () => {
      const own = textsOf(language)
      const { cookie } = person
      const { page, go, context, faults } = await visit(browser, server.origin, {
        ...{ cookie, language, width },
      })
      await go('/history')
      const lines = page.locator('ul.lines')
      for (const kind of ['received', 'shared', 'share-ended']) {
        await lines.getByText(own(`history.kind.${kind}`), { exact: true }).waitFor()
      }
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      const filter = page.getByLabel(own('history.filter'), { exact: true })
      await filter.selectOption('received')
      await page.waitForFunction(() => document.querySelectorAll('ul.lines > li').length === 1)
      await lines.getByText(own('history.kind.received'), { exact: true }).waitFor()
      await filter.selectOption('exported')
      await page.getByText(own('history.none')).waitFor()
      deepEqual(faults, [])
      await context.close()
    })
  }
})
