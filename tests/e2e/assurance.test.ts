import { deepEqual, equal, match } from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { Language } from '../../web/i18n/languages.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, type Visitor, visit } from './support/visitor.ts'

describe('vouching for a learner', function () {
  this.timeout(240_000)
  let browser: Browser
  let server: TestServer
  let learner: Visitor
  const t = textsOf('fr')
  const opened: Visitor[] = []

  before(async () => {
    browser = await launchChromium()
  })
  after(() => browser.close())
  beforeEach(async () => {
    server = await startTestServer('sqlite')
    learner = await enter('salma@example.org')
    await learner.go('/courses/ai-foundations/assessment')
    await learner.page.getByRole('button', { name: t('assessment.begin') }).click()
    await learner.page.locator('.work-head summary').waitFor()
  })
  afterEach(async () => {
    for (const visitor of opened.splice(0)) await visitor.context.close()
    await server.end()
  })

  const enter = async (email: string, options: { language?: Language; width?: number } = {}) => {
    const cookie = await signInByLink(server.origin, email)
    const visitor = await visit(browser, server.origin, { cookie, ...options })
    opened.push(visitor)
    return visitor
  }
  /** The code that the learner's page shows. */
  const codeShown = async (): Promise<string> => {
    const { page } = learner
    await page.locator('.work-head summary').click()
    return (await page.locator('.work-head code').textContent()) ?? ''
  }
  const find = async (page: Page, code: string) => {
    await page.getByLabel(t('witness.code'), { exact: true }).fill(code)
    await page.getByRole('button', { name: t('witness.find') }).click()
  }
  const note = async (page: Page, level: string, statement: string) => {
    const button = level.endsWith('self-asserted') ? 'witness.takeBack' : 'witness.note'
    await page.getByLabel(t(level)).check()
    await page.getByRole('textbox').last().fill(statement)
    await page.getByRole('button', { name: t(button), exact: true }).click()
    await page.locator('.quote', { hasText: statement }).waitFor()
  }

  it('is done by an operator with the code on the learner’s page, and the learner sees it', async () => {
    const code = await codeShown()
    match(code, /^[0-9A-F]{4}-[0-9A-F]{4}$/)
    await expectAccessible(learner.page)
    const { page, go, faults } = await enter('operator@example.org')
    await go('/')
    await page.getByRole('button', { name: /Operator|operator/ }).click()
    await page.getByRole('menuitem', { name: t('area.assurance') }).click()
    await find(page, code.toLowerCase())
    await page.getByRole('heading', { name: 'salma@example.org' }).waitFor()
    await expectAccessible(page)
    await note(page, 'witness.level.proctored', 'Carte d’identité, salle 12.')
    await page.getByText(t('witness.noted')).waitFor()
    await expectAccessible(page)
    deepEqual(faults, [])
    await learner.page.reload()
    await learner.go('/courses/ai-foundations/assessment')
    await learner.page.getByRole('button', { name: t('assessment.resume') }).click()
    await learner.page.locator('.work-head summary', { hasText: t('assurance.proctored') }).click()
    await learner.page.getByText('Carte d’identité, salle 12.').waitFor()
  })

  it('is taken back with a reason, as long as the attempt is undecided', async () => {
    const code = await codeShown()
    const { page, go } = await enter('reviewer@example.org')
    await go('/review')
    await page.getByRole('link', { name: t('area.assurance') }).click()
    await find(page, code)
    await page.getByRole('heading', { name: 'salma@example.org' }).waitFor()
    equal(await page.getByLabel(t('witness.level.self-asserted')).count(), 0)
    await note(page, 'witness.level.identity-verified', 'Une carte.')
    await note(page, 'witness.level.self-asserted', 'La photo ne va pas.')
    equal(await page.getByText(t('assurance.self-asserted'), { exact: true }).count(), 1)
    equal(await page.locator('.quote').count(), 2)
    await expectAccessible(page)
  })

  it('says when no attempt has the code, and is closed to learners', async () => {
    const { page, go } = await enter('operator@example.org')
    await go('/assurance')
    await find(page, '0000-0000')
    await page.getByText(t('problem.unknown-attempt-code')).waitFor()
    await learner.go('/assurance')
    await find(learner.page, '0000-0000')
    await learner.page.getByText(t('problem.not-allowed')).waitFor()
  })

  it('fits a phone, from right to left', async () => {
    const code = await codeShown()
    const ar = textsOf('ar')
    const { page, go } = await enter('operator@example.org', { language: 'ar', width: 390 })
    await go('/assurance')
    await page.getByLabel(ar('witness.code'), { exact: true }).fill(code)
    await page.getByRole('button', { name: ar('witness.find') }).click()
    await page.getByRole('heading', { name: 'salma@example.org' }).waitFor()
    equal(await overflowOf(page), 0)
    await expectAccessible(page)
  })
})
