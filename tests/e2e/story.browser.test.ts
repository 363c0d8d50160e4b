import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { solve } from '../../server/demo/exam.ts'
import { signIn } from '../../server/demo/person.ts'
import { markAll } from '../../server/demo/story.ts'
import { launchChromium } from '../support/chromium.ts'
import { DB_KINDS } from '../support/databases.ts'
import { cameraArguments, filmCode } from '../support/fake-camera.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import { seriousFaults, signInByMail, t } from './browser-person.ts'
import { answerForGood } from './support/answering.ts'
import { LIST_HOLDS, PATIENCE } from './support/visitor.ts'

const EMAIL = 'yasmine@example.org'

for (const kind of DB_KINDS) {
  describe(`the whole way in a browser (${kind})`, function () {
    this.timeout(240_000)
    eachRestsOnTheOneBefore()
    let server: TestServer
    let browser: Browser
    let page: Page
    let folder: string
    let shareUrl: string
    const scripts: string[] = []

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'brevet-e2e-'))
      server = await startTestServer(kind)
      browser = await launchChromium()
      const context = await browser.newContext({
        locale: 'fr',
        viewport: { width: 1280, height: 900 },
      })
      context.setDefaultTimeout(PATIENCE)
      page = await context.newPage()
      page.on('pageerror', (error) => scripts.push(error.message))
    })
    after(async () => {
      await browser.close()
      await server.end()
      await rm(folder, { recursive: true, force: true })
    })

    const open = (path: string) => page.goto(server.origin + path)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

    it('signs a learner in by the link in a mail', async () => {
      await signInByMail(page, server.origin, EMAIL)
      const me = await page.request.get(`${server.origin}/api/me`)
      equal(((await me.json()) as { person: { email: string } }).person.email, EMAIL)
    })

    it('shows a lesson beside the tutor', async () => {
      await open('/courses/ai-foundations/modules/checking')
      await page.getByRole('heading', { level: 1 }).waitFor()
      deepEqual(await seriousFaults(page), [])
    })

    it('takes the assessment, question by question, and hands it in', async () => {
      await open('/courses/ai-foundations/assessment')
      await press(t('assessment.begin'))
      await page.getByRole('progressbar', { name: t('assessment.answered') }).waitFor()
      const assessment = await openAssessment(page, server)
      const { courses, ground } = server.services
      const solution = await solve({ courses, db: ground.db }, assessment)
      for (const item of assessment.items) {
        await page.locator(`[id="stem-${item.itemId}"]`).waitFor()
        await answerForGood(page, t, { item, answer: solution.answers.get(item.itemId) ?? 0 })
        await press(t('item.next'))
      }
      for (const task of assessment.tasks) {
        await page.getByText(task.prompt.slice(0, 20)).first().waitFor()
        await page.getByLabel(t('task.yourWork')).fill(solution.works.get(task.id) ?? '')
        await press(t('item.next'))
      }
      deepEqual(await seriousFaults(page), [])
      await page.getByRole('checkbox').last().check()
      await press(t('assessment.handIn'))
      await page.waitForURL(/\/assessments\//)
      // Only then is it in the queue of those who mark.
      await page.getByRole('heading', { name: t('assessment.state.awaiting-review') }).waitFor()
      const kept = await (
        await page.request.get(`${server.origin}/api/assessments/${assessment.id}`)
      ).json()
      deepEqual((kept as AssessmentView).answers, Object.fromEntries(solution.answers))
    })

    it('waits for a person who marks the works', async () => {
      equal(await markAll(await signIn(server.origin, fetch, 'reviewer@example.org')), 4)
    })

    it('receives the certificate', async () => {
      await open('/certificates')
      const receive = page.getByRole('button', { name: t('award.receive') })
      await until(async () => {
        if (await receive.isVisible()) return true
        await page.reload()
        await page.getByRole('heading', { level: 1 }).waitFor()
        return receive.isVisible()
      })
      await receive.click()
      await page.waitForURL(/\/certificates\/.+/)
      await page.getByRole('img', { name: /Fondations/ }).waitFor()
      deepEqual(await seriousFaults(page), [])
    })

    it('shares it as a link and a code', async () => {
      await press(t('share.new'))
      await press(t('share.make'))
      shareUrl = await page.getByLabel(t('share.link'), { exact: true }).inputValue()
      match(shareUrl, /\/v\/[^#]+#.{20,}$/)
    })

    it('is scanned by an employer’s camera and found valid', async () => {
      equal(await scan(), t('verdict.valid'))
    })

    it('ranks jobs by it', async () => {
      await open('/jobs')
      await press(t('jobs.rank'))
      await page.getByRole('heading', { name: t('jobs.results') }).waitFor()
      await page.locator('ol.lines > li').nth(3).waitFor()
      deepEqual(await seriousFaults(page), [])
    })

    it('is revoked by an operator, with a reason', async () => {
      const context = await browser.newContext({ locale: 'fr' })
      context.setDefaultTimeout(PATIENCE)
      const operator = await context.newPage()
      await signInByMail(operator, server.origin, 'operator@example.org')
      await operator.goto(`${server.origin}/org`)
      await operator
        .getByRole('button', { name: t('org.revoke') })
        .first()
        .click()
      const dialog = operator.getByRole('dialog')
      await dialog.getByLabel(t('org.revoke.reason')).fill('Remis par erreur.')
      await dialog.getByRole('button', { name: t('org.revoke') }).click()
      await dialog.waitFor({ state: 'hidden' })
      await context.close()
    })

    it('is found revoked when it is scanned again', async () => {
      await until(async () => (await scan()) === t('verdict.revoked'))
    })

    it('had no script fail on the way', () => {
      deepEqual(scripts, [])
    })

    /** Opens the verify page with a camera that sees the code; gives the verdict's headline. */
    async function scan(): Promise<string> {
      const film = join(folder, 'code.y4m')
      await filmCode(shareUrl, film)
      const employer = await launchChromium(cameraArguments(film))
      try {
        const context = await employer.newContext({ locale: 'fr', permissions: ['camera'] })
        context.setDefaultTimeout(PATIENCE)
        const verify = await context.newPage()
        await verify.goto(`${server.origin}/verify`)
        await verify.getByRole('button', { name: t('verify.scan') }).click()
        const headline = verify.locator('.banner-word').first()
        await headline.waitFor()
        deepEqual(await seriousFaults(verify), [])
        return (await headline.textContent()) ?? ''
      } finally {
        await employer.close()
      }
    }
  })
}

async function openAssessment(page: Page, { origin }: TestServer): Promise<AssessmentView> {
  const list = (await (await page.request.get(`${origin}/api/assessments`)).json()) as {
    assessments: readonly { id: string }[]
  }
  const id = list.assessments[0]?.id
  return (await (
    await page.request.get(`${origin}/api/assessments/${id}`)
  ).json()) as AssessmentView
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LIST_HOLDS
  while (!(await holds())) {
    ok(performance.now() < end, 'it did not come about in time')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
