import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { awardTo } from '../support/award.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

const EMAIL = 'brahim@example.org'
const LANGUAGES = ['fr', 'en', 'ar', 'zgh'] as const

describe('a certificate by the link of a mail, without an account', function () {
  this.timeout(240_000)
  let server: TestServer
  let browser: Browser
  let path: string
  before(async () => {
    server = await startTestServer('sqlite')
    browser = await launchChromium()
    path = await awardTo(server.origin, EMAIL)
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  for (const language of LANGUAGES) {
    it(`is taken along as a file on a telephone (${language})`, async () => {
      const t = textsOf(language)
      const { page, go, context, faults } = await visit(browser, server.origin, {
        language,
        width: 390,
      })
      await go(path)
      await page.getByText(t('claim.file'), { exact: true }).click()
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      const saving = page.waitForEvent('download')
      await page.getByRole('button', { name: t('claim.file.action') }).click()
      const text = await readFile(await (await saving).path(), 'utf8')
      const file = JSON.parse(text) as { readonly type: readonly string[] }
      deepEqual(file.type, ['VerifiableCredential', 'OpenBadgeCredential'])
      deepEqual(faults, [])
      await context.close()
    })
  }

  for (const language of LANGUAGES) {
    it(`tells whoever comes back from an issuer with nothing under way (${language})`, async () => {
      const t = textsOf(language)
      const cookie = await signInByLink(server.origin, EMAIL)
      const { page, go, context } = await visit(browser, server.origin, {
        language,
        width: 390,
        cookie,
      })
      await go('/wallet/authorized?state=none&code=guessed&iss=https%3A%2F%2Fevil.example')
      await page.getByText(t('problem.unknown-issuer-sign-in')).waitFor()
      ok(!page.url().includes('guessed'), 'a code does not stay in the address')
      await expectAccessible(page)
      equal(await overflowOf(page), 0)
      await context.close()
    })
  }
})
