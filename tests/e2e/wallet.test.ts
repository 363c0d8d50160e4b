import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { issueCredential } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

const t = textsOf('fr')
const PASSPHRASE = 'sept cigognes calmes sur Rabat'

describe('the wallet of a learner', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let cookie: string
  let id: string

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    cookie = await signInByLink(server.origin, 'learner@example.org')
    const answer = await fetch(`${server.origin}/api/wallet/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, cookie },
      body: JSON.stringify({ credential: await foreignBadge() }),
    })
    equal(answer.status, 201)
    id = ((await answer.json()) as { id: string }).id
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  const press = (page: Page, key: string) =>
    page.getByRole('button', { name: t(key), exact: true }).click()

  it('shares with a passcode, shows to whoever was told it, and takes the link back', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, { cookie })
    await go(`/certificates/${id}`)
    await press(page, 'share.new')
    await page.getByLabel(t('share.passcode')).fill('olive')
    await page.getByLabel(t('share.audience')).fill('Clinique Atlas')
    await expectAccessible(page)
    await press(page, 'share.make')
    const url = await page.getByLabel(t('share.link')).inputValue()
    const linkedIn = await page
      .getByRole('link', { name: t('share.linkedin') })
      .getAttribute('href')
    equal(new URL(linkedIn ?? '').searchParams.get('certUrl'), url)
    await press(page, 'state.close')
    await page.getByText('Clinique Atlas').waitFor()

    const guest = await visit(browser, server.origin, { width: 390 })
    await guest.go(url)
    await guest.page.getByLabel(t('shared.passcode.label')).fill('olives')
    await press(guest.page, 'shared.passcode.open')
    await guest.page.getByText(t('problem.wrong-passcode')).waitFor()
    await expectAccessible(guest.page)
    equal(await overflowOf(guest.page), 0)
    await guest.page.getByLabel(t('shared.passcode.label')).fill('olive')
    await press(guest.page, 'shared.passcode.open')
    await guest.page.getByText('Careful Reader').first().waitFor()

    await press(page, 'share.revoke')
    await page.getByText('Clinique Atlas').waitFor({ state: 'detached' })
    await guest.page.reload()
    await guest.page.getByText(t('shared.gone'), { exact: true }).waitFor()
    deepEqual([...faults, ...guest.faults], [])
    await guest.context.close()
    await context.close()
  })

  it('leaves as a file, and comes back from it after it was emptied', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie })
    await go('/me')
    await page.getByLabel(t('lock.passphrase')).fill(PASSPHRASE)
    const saving = page.waitForEvent('download')
    await press(page, 'backup.save')
    const file = await (await saving).path()
    ok(!(await readFile(file, 'utf8')).includes('Careful Reader'))
    await page.request.delete(`/api/wallet/credentials/${id}`, {
      headers: { origin: server.origin },
    })
    await page.getByLabel(t('backup.file')).setInputFiles({
      name: 'wallet.brevet',
      mimeType: 'application/x-ndjson',
      buffer: await readFile(file),
    })
    await press(page, 'backup.restore')
    await page.getByText(t('backup.restored_one', { count: 1 })).waitFor()
    await go('/certificates')
    await page.getByText('Careful Reader').waitFor()
    await context.close()
  })

  it('opens to nobody but its owner once the server’s way was removed', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, { cookie })
    await go('/me')
    await press(page, 'lock.addRecovery')
    const code = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    await press(page, 'lock.recovery.kept')
    const line = page.locator('li', { hasText: t('lock.kind.server') })
    await line.getByRole('button', { name: t('lock.remove') }).click()
    await line.waitFor({ state: 'detached' })
    await context.clearCookies({ name: 'brevet-wallet' })
    await go('/certificates')
    await page.getByRole('link', { name: t('unlock.title') }).click()
    await page.getByLabel(t('lock.kind.recovery')).fill(code)
    await expectAccessible(page)
    await page
      .getByRole('button', { name: t('unlock.open') })
      .last()
      .click()
    await page.getByText('Careful Reader').waitFor()
    deepEqual(faults, [])
    await context.close()
  })
})

async function foreignBadge() {
  const signer = createSigner('Ed25519', generateKey('Ed25519'))
  const credential = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:0b9b0f0a-54f0-4b8e-9a57-6a1f7bd7d002',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: signer.did, type: ['Profile'], name: 'Another School' },
    validFrom: '2026-01-20T00:00:00Z',
    name: 'Careful Reader',
    credentialSubject: {
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://another-school.example/reader',
        type: ['Achievement'],
        name: 'Careful Reader',
        description: 'Reads with care.',
        criteria: { narrative: 'Read one text.' },
      },
    },
  }
  const clock = () => Math.floor(Date.now() / 1000)
  const fetch = () => Promise.reject(new Error('no network'))
  return issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, { clock, fetch })
}
