import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Download, Page, Request } from 'playwright-core'
import type { JsonObject } from '../../credentials/index.ts'
import { unbakePdf } from '../../documents/index.ts'
import { signInByLink } from '../support/sign-in.ts'
import { onVerifyPage } from './support/on-verify-page.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

describe('what a reader does with a verdict', function () {
  this.timeout(240_000)
  const here = onVerifyPage()
  const t = textsOf('fr')

  const verdictOn = async (page: Page, text: string, say = t) => {
    await page.getByLabel(say('verify.paste')).fill(text)
    await page.getByRole('button', { name: say('verify.check'), exact: true }).click()
    await page.locator('.keep').first().waitFor()
  }
  const bytesOf = async (download: Download): Promise<Uint8Array> =>
    new Uint8Array(await readFile(await download.path()))
  const saved = async (page: Page, button: string): Promise<Uint8Array> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).first().click(),
    ])
    return bytesOf(download)
  }
  const jsonOf = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as JsonObject
  const posts = (page: Page): Request[] => {
    const requests: Request[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') requests.push(request)
    })
    return requests
  }

  const bodyOf = (sent: readonly Request[]): JsonObject =>
    (sent.at(-1)?.postDataJSON() ?? {}) as JsonObject

  it('keeps it as JSON and as a sheet that holds the certificate, and sends nothing for that', async () => {
    const { page, go, faults } = here.visitor
    const sent = posts(page)
    await go('/verify')
    await verdictOn(page, JSON.stringify(here.genuine))
    const result = jsonOf(await saved(page, t('keep.json')))
    equal(result.outcome, 'passed')
    equal('source' in result, false)
    const pdf = await saved(page, t('keep.pdf'))
    deepEqual(unbakePdf(pdf), { found: 'credential', credential: here.genuine })
    deepEqual(sent, [])
    const input = page.locator('input[type=file]').first()
    await input.setInputFiles({
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(pdf),
    })
    await page.getByText('a.pdf').waitFor()
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    deepEqual(faults, [])
  })

  it('gets a signed receipt after being told what is sent, and its sheet verifies', async () => {
    const { page, go, faults } = here.visitor
    const sent = posts(page)
    await go('/verify')
    await verdictOn(page, JSON.stringify(here.genuine))
    await page.getByText(t('receipt.get')).click()
    await page.getByText(t('receipt.consent')).waitFor()
    deepEqual(sent, [])
    await page.getByRole('button', { name: t('receipt.send') }).click()
    await page.getByText(t('receipt.made.passed')).waitFor()
    deepEqual(
      sent.map((request) => new URL(request.url()).pathname),
      ['/api/receipts'],
    )
    const receipt = jsonOf(await saved(page, t('receipt.json')))
    const pdf = await saved(page, t('receipt.pdf'))
    deepEqual(unbakePdf(pdf), { found: 'credential', credential: receipt })
    await expectAccessible(page)
    await verdictOn(page, JSON.stringify(receipt))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    deepEqual(faults, [])
  })

  it('reports a problem without the certificate, unless that is ticked; the operator sees it', async () => {
    const { page, go, faults } = here.visitor
    const sent = posts(page)
    await go('/verify')
    await verdictOn(page, JSON.stringify({ ...here.genuine, name: 'AI Mastery' }))
    const report = async (message: string, withCertificate: boolean) => {
      await page.getByText(t('report.title')).click()
      await page.getByLabel(t('report.message')).fill(message)
      await page.getByLabel(t('report.contact')).fill('amal@example.org')
      if (withCertificate) await page.getByLabel(t('report.withCertificate')).check()
      await expectAccessible(page)
      await page.getByRole('button', { name: t('report.send'), exact: true }).click()
      await page
        .getByText(t('report.sent', { id: '' }).split('\u2068')[0]?.slice(0, 20) ?? '')
        .waitFor()
    }
    await report('Il n’a pas été modifié.', false)
    const body = bodyOf(sent)
    deepEqual(Object.keys(body).sort(), ['contact', 'kind', 'message', 'result'])
    equal(JSON.stringify(body).includes(String(here.genuine.id)), false)
    equal((body.result as JsonObject).outcome, 'failed')
    await page.reload()
    await verdictOn(page, JSON.stringify(here.genuine))
    await report('Voici le certificat.', true)
    deepEqual(bodyOf(sent).certificate, here.genuine)
    const cookie = await signInByLink(here.server.origin, 'admin@example.org')
    const operator = await visit(here.browser, here.server.origin, { cookie })
    await operator.go('/cases')
    const line = operator.page.locator('.line', { hasText: 'Il n’a pas été modifié.' })
    match((await line.textContent()) ?? '', /amal@example\.org/)
    await line.getByText(t('case.attachment')).click()
    match((await line.locator('pre').textContent()) ?? '', /signature-invalid/)
    await expectAccessible(operator.page)
    deepEqual([...operator.faults, ...faults], [])
    await operator.context.close()
  })

  it('can report what could not be read at all', async () => {
    const { page, go } = here.visitor
    const sent = posts(page)
    await go('/verify')
    await verdictOn(page, 'this is no certificate')
    await page.getByText(t('report.title')).click()
    await page.getByLabel(t('report.message')).fill('Un fichier de Credly.')
    await page.getByRole('button', { name: t('report.send'), exact: true }).click()
    await page.locator('.keep [role=status]').waitFor()
    deepEqual(bodyOf(sent), { kind: 'unreadable', message: 'Un fichier de Credly.' })
  })

  it('files the receipt for the organisation of somebody who verifies for one', async () => {
    const cookie = await signInByLink(here.server.origin, 'admin@example.org')
    const own = await visit(here.browser, here.server.origin, {
      cookie,
      language: 'ar',
      width: 390,
    })
    const say = textsOf('ar')
    await own.go('/verify')
    await verdictOn(own.page, JSON.stringify(here.genuine), say)
    await own.page.getByText(say('receipt.get')).click()
    await own.page.getByRole('button', { name: say('receipt.send') }).click()
    await own.page.getByText(say('receipt.filed')).waitFor()
    equal(await overflowOf(own.page), 0)
    await expectAccessible(own.page)
    const listed = await fetch(`${here.server.origin}/api/receipts`, { headers: { cookie } })
    const { receipts } = (await listed.json()) as { receipts: readonly JsonObject[] }
    deepEqual(
      receipts.map(({ credentialId, outcome }) => [credentialId, outcome]),
      [[here.genuine.id, 'passed']],
    )
    const sheet = await saved(own.page, say('keep.pdf'))
    const alt = /\/Alt <FEFF([\dA-F]+)>/.exec(Buffer.from(sheet).toString('latin1'))?.[1] ?? ''
    const words = Buffer.from(alt, 'hex').swap16().toString('utf16le')
    ok(words.includes(say('verdict.valid')))
    ok(words.includes(say('keep.unsigned')))
    await own.context.close()
  })
})
