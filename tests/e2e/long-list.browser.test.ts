import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { issueCredential } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const COUNT = 60

describe('a wallet of many certificates', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let person: WalletPerson

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    person = await walletPerson(server, 'learner@example.org')
    const { wallet, ground } = server.services
    ok(wallet)
    const signer = createSigner('Ed25519', generateKey('Ed25519'))
    const deps = { clock: ground.clock, fetch: () => Promise.reject(new Error('nothing')) }
    for (let number = 1; number <= COUNT; number += 1) {
      const credential = {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        id: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
        type: ['VerifiableCredential'],
        name: number === 7 ? 'Poterie émaillée' : `Course ${number}`,
        issuer: signer.did,
        credentialSubject: { description: 'somebody' },
      }
      const wish = { credential, signer, mechanism: 'eddsa-jcs-2022' } as const
      const document = await issueCredential(wish, deps)
      await wallet.importCredential(person.personId, { document, language: 'en' })
    }
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  for (const [language, width] of [
    ['fr', 1280],
    ['ar', 390],
  ] as const) {
    it(`shows fifty at first, all of them on demand, and finds one (${language})`, async () => {
      const t = textsOf(language)
      const { page, go, context, faults } = await visit(browser, server.origin, {
        ...{ cookie: person.cookie, language, width },
      })
      await go('/certificates')
      const lines = page.locator('ul.lines > li')
      equal(await lines.count(), 50)
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      await page.getByRole('button', { name: t('certificates.more') }).press('Enter')
      await page.waitForFunction(
        (all) => document.querySelectorAll('ul.lines > li').length === all,
        COUNT,
      )
      equal(await page.getByRole('button', { name: t('certificates.more') }).count(), 0)
      await page.locator('ul.lines > li:nth-child(51) a:focus').waitFor()
      await page.getByLabel(t('certificates.search')).fill('emaillee POTERIE')
      await page.waitForFunction(() => document.querySelectorAll('ul.lines > li').length === 1)
      await page.getByRole('link', { name: 'Poterie émaillée' }).waitFor()
      deepEqual(faults, [])
      await context.close()
    })
  }
})
