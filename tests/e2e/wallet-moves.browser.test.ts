import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { cameraArguments, filmCode } from '../support/fake-camera.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const t = textsOf('fr')
const EMAIL = 'learner@example.org'
const PASSPHRASE = 'sept cigognes calmes sur Rabat'
const CLIENT = Buffer.from('demo-operator:demo-operator-secret').toString('base64')

/** One step after the other: each rests on the one before. */
describe('a wallet that receives, leaves, is erased, and comes back elsewhere', function () {
  this.timeout(240_000)
  eachRestsOnTheOneBefore()
  let server: TestServer
  let browser: Browser
  let folder: string
  let person: WalletPerson
  let claim: string
  let file: Buffer

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-moves-'))
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    person = await walletPerson(server, EMAIL)
    claim = await awarded()
  })
  after(async () => {
    await browser.close()
    await server.end()
    await rm(folder, { recursive: true, force: true })
  })

  /** A platform awards; the learner gets the address of the award by mail. */
  const awarded = async (): Promise<string> => {
    const { origin } = server
    const grant = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${CLIENT}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token: token } = (await grant.json()) as { access_token: string }
    const authorization = `Bearer ${token}`
    const send = async (method: string, path: string, body: object) => {
      const headers = { authorization, 'content-type': 'application/json' }
      const answer = await fetch(origin + path, { method, headers, body: JSON.stringify(body) })
      ok(answer.ok, `${path} ${answer.status}`)
      return answer.json() as Promise<{ claimUrl?: string }>
    }
    await send('PUT', '/api/templates/welding', {
      texts: { en: { name: 'Welding', description: 'Joins metal.', criteria: 'Three seams.' } },
      achievementType: 'Certificate',
      skills: ['check-ai-output'],
      validDays: 365,
    })
    const award = { template: 'welding', recipient: { email: EMAIL } }
    return (await send('POST', '/awards', award)).claimUrl ?? ''
  }

  const press = (page: Page, key: string) =>
    page.getByRole('button', { name: t(key), exact: true }).click()

  it('receives by the code on the screen of another device', async () => {
    const screen = await visit(browser, server.origin)
    await screen.go(claim)
    await screen.page.getByText(t('claim.other'), { exact: true }).click()
    await press(screen.page, 'claim.makeCode')
    await screen.page.getByRole('img', { name: t('claim.code') }).waitFor()
    const link = screen.page.getByRole('link', { name: t('claim.here') })
    const offer = (await link.getAttribute('href')) ?? ''
    ok(offer.startsWith('openid-credential-offer:'))
    const film = join(folder, 'offer.y4m')
    await filmCode(offer, film)

    await using phone = await launchChromium(cameraArguments(film))
    const { cookie } = person
    const { page, go, faults } = await visit(phone, server.origin, { cookie, width: 390 })
    await go('/certificates')
    await page.getByText(t('foreign.title')).click()
    await expectAccessible(page)
    await press(page, 'verify.scan')
    await page.getByRole('link', { name: 'Welding' }).waitFor()
    equal(await overflowOf(page), 0)
    deepEqual(faults, [])
    await screen.context.close()
  })

  it('goes to the page of a request when the code is one', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await go('/certificates')
    await page.getByText(t('foreign.title')).click()
    const request = 'openid4vp://authorize?client_id=redirect_uri%3Ax'
    await page.getByLabel(t('foreign.link')).fill(request)
    await press(page, 'foreign.add')
    await page.waitForURL('**/present?request=*')
    await page.getByText(t('problem.request-not-trusted')).waitFor()
    await context.close()
  })

  it('leaves as a file', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await go('/me')
    await page.getByLabel(t('lock.passphrase')).fill(PASSPHRASE)
    const saving = page.waitForEvent('download')
    await press(page, 'backup.save')
    file = await readFile(await (await saving).path())
    ok(!file.toString('utf8').includes('Welding'))
    await writeFile(join(folder, 'wallet.brevet'), file)
    await context.close()
  })

  it('is erased with the account, to the last row', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    await go('/me')
    await press(page, 'me.erase.button')
    await page.getByLabel(t('me.erase.type', { email: EMAIL })).fill(EMAIL)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('me.erase.button') })
      .click()
    await page
      .getByRole('link', { name: t('nav.signIn') })
      .first()
      .waitFor()
    await page.getByRole('heading', { name: t('erased.title') }).waitFor()
    const row = page.getByRole('row', { name: 'wallet_credential' })
    equal(await row.getByRole('cell').first().textContent(), '1')
    await page.getByText(t('erased.why.chain-of-decisions')).waitFor()
    await expectAccessible(page)
    const keeping = page.waitForEvent('download')
    await press(page, 'erased.save')
    const report = await readFile(await (await keeping).path(), 'utf8')
    ok(report.includes('wallet_holder_key') && !report.includes(EMAIL))
    const { wallet } = server.services
    equal(await wallet?.personData.exportPerson(person.personId), null)
    deepEqual(faults, [])
    await context.close()
    const again = await walletPerson(server, EMAIL)
    deepEqual(await again.call('/api/wallet/credentials'), { credentials: [] })
  })

  it('comes back on a fresh Brevet, with its history', async () => {
    const fresh = await startTestServer('sqlite', { GRADER: 'demo' })
    try {
      const { cookie } = await walletPerson(fresh, 'elsewhere@example.org')
      const { page, go, context, faults } = await visit(browser, fresh.origin, { cookie })
      await go('/me')
      await page.getByLabel(t('lock.passphrase')).fill(PASSPHRASE)
      await page.getByLabel(t('backup.file')).setInputFiles(join(folder, 'wallet.brevet'))
      await press(page, 'backup.restore')
      await page.getByText(t('backup.restored_one', { count: 1 })).waitFor()
      await go('/certificates')
      await page.getByRole('link', { name: 'Welding' }).click()
      await page.getByRole('heading', { name: 'Welding' }).waitFor()
      await settled(page)
      await go('/history')
      const lines = page.locator('ul.lines')
      for (const kind of ['received', 'exported', 'restored']) {
        await lines.getByText(t(`history.kind.${kind}`), { exact: true }).waitFor()
      }
      deepEqual(faults, [])
      await context.close()
    } finally {
      await fresh.end()
    }
  })
})
