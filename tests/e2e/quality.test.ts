import { deepEqual, equal, match } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { seedQuality } from './support/quality-rows.ts'
import { expectAccessible, overflowOf, textsOf, type Visitor, visit } from './support/visitor.ts'

/** The cells of a row, as one line. */
const rowOf = async (page: Page, name: string): Promise<string> => {
  const row = page.getByRole('row', { name }).first()
  await row.waitFor()
  const cells = await row.locator('th, td').allTextContents()
  return cells.map((text) => text.replace(/[\s\u202f\u00a0]+/g, ' ').trim()).join(' | ')
}

describe('the places of those who assess', function () {
  this.timeout(240_000)
  let browser: Browser
  let server: TestServer
  let visitor: Visitor
  const t = textsOf('fr')

  before(async () => {
    browser = await launchChromium()
    server = await startTestServer('sqlite')
  })
  after(async () => {
    await browser.close()
    await server.end()
  })
  const enter = async (
    email = 'reviewer@example.org',
    options: Parameters<typeof visit>[2] = {},
  ) => {
    const cookie = await signInByLink(server.origin, email)
    visitor = await visit(browser, server.origin, { cookie, ...options })
    return visitor
  }
  afterEach(() => visitor.context.close())

  it('say that nothing was decided yet', async () => {
    const { page, go } = await enter()
    await go('/quality')
    await page.getByText(t('quality.none')).waitFor()
  })

  describe('after half a year', () => {
    before(() => seedQuality(server))

    it('lead from the works to the quality of a course, and from one course to the other', async () => {
      const { page, go, faults } = await enter()
      await go('/review')
      await page.getByRole('link', { name: t('area.quality'), exact: true }).click()
      await page.getByRole('heading', { name: t('quality.rates') }).waitFor()
      await expectAccessible(page)
      await page.getByRole('link', { name: 'Fondations de l’IA pour les enseignants' }).click()
      await page.getByText(t('quality.none')).waitFor()
      deepEqual(faults, [])
    })

    it('give rates with their interval, drift of the model, and questions, as read aloud', async () => {
      const { page, go } = await enter()
      await go('/quality/ai-foundations')
      match(await rowOf(page, t('quality.all')), /^Toutes \| 42 \| 25 \| 60 % \| 44 % – 73 %$/)
      match(
        await rowOf(page, t('quality.moved')),
        /small-model \| 24 \| \+1,00 \| 0 % \| 100 % \| 0,57/,
      )
      match(await rowOf(page, 'behaviour-01'), /98 %.*très facile/)
    })

    it('tell nothing from too few answers or marks, and say how many there are', async () => {
      const { page, go } = await enter()
      await go('/quality/ai-foundations')
      match(await rowOf(page, 'sessions-03'), /^sessions-03 \| 9 \| [^%]*n = 9/)
      await page.getByText(t('quality.tooFewMarks', { n: 12, enough: 20 })).waitFor()
    })

    it('give each table as CSV', async () => {
      const { page, go } = await enter()
      await go('/quality/ai-foundations')
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('link', { name: t('quality.csv') })
          .first()
          .click(),
      ])
      equal(download.suggestedFilename(), 'ai-foundations-rates.csv')
      match(readFileSync(await download.path(), 'utf8'), /^group,name,.*\r\nall,,42,25,/)
    })

    it('are for reviewers and administrators alone', async () => {
      const { page, go } = await enter('learner@example.org')
      await go('/quality/ai-foundations')
      await page.getByText(t('problem.not-allowed')).waitFor()
    })

    it('show how long works have waited and who marks how many', async () => {
      const { page, go, faults } = await enter()
      await go('/review')
      const table = page.getByRole('table')
      await page.getByText(t('ageing.oldest_other', { count: 12 })).waitFor()
      await page.getByText(t('workload.mean')).waitFor()
      deepEqual(await table.getByRole('cell').allTextContents(), ['2', '1', '1', '2'])
      await expectAccessible(page)
      deepEqual(faults, [])
    })

    it('fit a phone from right to left, every number under its name', async () => {
      const { page, go } = await enter('reviewer@example.org', { language: 'ar', width: 390 })
      for (const path of ['/quality/ai-foundations', '/review']) {
        await go(path)
        equal(await overflowOf(page), 0, path)
        await expectAccessible(page)
      }
    })
  })
})
