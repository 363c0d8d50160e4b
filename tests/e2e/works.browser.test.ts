import { deepEqual, equal } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'
import { walletPerson } from './wallet-person.ts'

const t = textsOf('fr')

describe('works of a learner’s own, on the pages', function () {
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

  it('are put beside a certificate, shown by the link that is to, and called what they are', async () => {
    const person = await walletPerson(server, 'learner@example.org')
    const card = await person.keepCard()
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    const press = (key: string) => page.getByRole('button', { name: t(key), exact: true }).click()
    await go(`/certificates/${card}`)
    await press('works.add')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('works.name')).fill('Mon portail')
    await dialog.getByLabel(t('works.url')).fill('https://fatima.example/portail')
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'plan.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('le plan'),
    })
    await expectAccessible(page)
    await dialog.getByRole('button', { name: t('foreign.add'), exact: true }).click()
    await page.locator('#works ~ ul').getByText('Mon portail').waitFor()
    await press('share.new')
    const works = dialog.getByRole('group', { name: t('works.share') })
    equal(await works.getByRole('checkbox').isChecked(), false, 'none goes unless chosen')
    await works.getByRole('checkbox').check()
    await press('share.make')
    const url = await page.getByLabel(t('share.link')).inputValue()
    await press('state.close')
    await expectAccessible(page)
    deepEqual(faults, [])
    await context.close()
    for (const language of ['fr', 'ar'] as const) await seenBy(url, language)
  })

  /** A stranger with the link. */
  const seenBy = async (url: string, language: 'fr' | 'ar') => {
    const own = textsOf(language)
    const { page, go, context, faults } = await visit(browser, server.origin, {
      ...{ language, width: 390 },
    })
    await go(url)
    await page.getByRole('heading', { name: own('works.shared') }).waitFor()
    await page.getByText(own('works.own')).waitFor()
    const link = page.getByRole('link', { name: 'fatima.example' })
    equal(await link.getAttribute('href'), 'https://fatima.example/portail')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'plan.txt' }).click()
    equal(await readFile(await (await saving).path(), 'utf8'), 'le plan')
    await expectAccessible(page)
    equal(await overflowOf(page), 0)
    deepEqual(faults, [])
    await context.close()
  }
})
