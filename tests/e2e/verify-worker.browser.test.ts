import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { onVerifyPage } from './support/on-verify-page.ts'
import { textsOf, visit } from './support/visitor.ts'

const t = textsOf('fr')

describe('checking beside the page', function () {
  this.timeout(240_000)
  const here = onVerifyPage()
  beforeEach(() => here.visitor.go('/verify'))

  const paste = async (page: Page, text: string) => {
    await page.getByLabel(t('verify.paste')).fill(text)
    await page.getByRole('button', { name: t('verify.check'), exact: true }).click()
  }
  /** Drops files on the target, as a hand would. */
  const drop = async (page: Page, texts: readonly string[]) => {
    const transfer = await page.evaluateHandle((contents) => {
      const data = new DataTransfer()
      contents.forEach((text, at) => {
        data.items.add(new File([text], `certificate-${at + 1}.json`, { type: 'application/json' }))
      })
      return data
    }, texts)
    await page.locator('.ways').dispatchEvent('drop', { dataTransfer: transfer })
  }

  it('happens in a worker, one for all that is handed in', async () => {
    const { page, faults } = here.visitor
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    const [worker, ...others] = page.workers()
    ok(worker?.url().includes('/assets/checking-worker-'))
    deepEqual(others, [])
    deepEqual(faults, [])
  })

  it('takes 200 files dropped at once, leaves the page answerable meanwhile, and stops when asked', async () => {
    const { page, faults } = here.visitor
    await page.route('**/status-lists/**', () => undefined)
    await page.route('**/api/relay**', () => undefined)
    const lot = Array.from({ length: 200 }, () => JSON.stringify(here.genuine))
    await drop(page, lot)
    await page.getByText(t('verify.progress', { done: 1, of: 200 })).waitFor()
    // while one check waits for its list, everything else on the page works
    await page.getByLabel(t('verify.paste')).fill('typed meanwhile')
    equal(await page.getByLabel(t('verify.paste')).inputValue(), 'typed meanwhile')
    const [worker] = page.workers()
    const ended = worker?.waitForEvent('close')
    await page.getByRole('button', { name: t('verify.stop') }).press('Enter')
    await page.waitForFunction(() => !document.querySelector('.progress-line'))
    equal(await page.locator('.result, .result-line').count(), 0)
    equal(await ended, worker)
    equal(page.workers().length, 0)
    await page.unroute('**/status-lists/**')
    await drop(page, lot)
    await page.getByText(t('verify.export')).waitFor({ timeout: 150_000 })
    equal(await page.locator('.result-line').count(), 200)
    deepEqual(faults, [])
  })

  it('can be stopped for one certificate that takes long, and the next is checked', async () => {
    const { page, faults } = here.visitor
    await page.route('**/status-lists/**', () => undefined)
    await page.route('**/api/relay**', () => undefined)
    await paste(page, JSON.stringify(here.genuine))
    await page.getByRole('button', { name: t('verify.stop') }).press('Enter')
    await page.waitForFunction(() => !document.querySelector('.progress-line'))
    await page.unroute('**/status-lists/**')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    deepEqual(faults, [])
  })

  it('says that it could not be checked where the worker does not start, and tries again', async () => {
    const { browser, server } = here
    const withoutServiceWorkers = true // or it would have the file
    const { page, go, context } = await visit(browser, server.origin, { withoutServiceWorkers })
    await page.route('**/assets/checking-worker-*', (route) => route.abort())
    await go('/verify')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.undetermined'), { exact: true }).waitFor()
    await page.unroute('**/assets/checking-worker-*')
    await paste(page, JSON.stringify(here.genuine))
    await page.getByText(t('verdict.valid'), { exact: true }).waitFor()
    await context.close()
  })
})
