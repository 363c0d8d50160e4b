import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { create } from 'qrcode'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { answerAll } from '../../server/demo/exam.ts'
import { createPerson } from '../../server/demo/person.ts'
import { launchChromium } from '../support/chromium.ts'
import { DB_KINDS } from '../support/databases.ts'
import { cameraArguments, filmCode } from '../support/fake-camera.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import {
  awaitOnPage,
  expectAccessible,
  settled,
  textsOf,
  type Visitor,
  visit,
} from './support/visitor.ts'

const t = textsOf('fr')
const EMAIL = 'yasmine@example.org'
const COURSE = 'ai-foundations'

/** The whole way in a browser, one step after the other: each rests on the one before. */
for (const kind of DB_KINDS) {
  describe(`the way from a course to a ranked job, in a browser (${kind})`, function () {
    this.timeout(240_000)
    eachRestsOnTheOneBefore()
    let server: TestServer
    let browser: Browser
    let learner: Visitor
    let folder: string
    let share = ''
    let certificate = ''

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'brevet-journey-'))
      server = await startTestServer(kind)
      browser = await launchChromium()
      learner = await visit(browser, server.origin)
    })
    after(async () => {
      await browser.close()
      await server.end()
      await rm(folder, { recursive: true, force: true })
    })

    const button = (name: string) => learner.page.getByRole('button', { name, exact: true })
    const link = (name: string) => learner.page.getByRole('link', { name, exact: true })

    it('lets a learner in by the link of a mail, back to where they were', async () => {
      const { page, go } = learner
      await go(`/courses/${COURSE}`)
      await link(t('course.enrolSignIn')).click()
      await page.getByLabel(t('signIn.email')).fill(EMAIL)
      await button(t('signIn.send')).click()
      await page.getByRole('heading', { name: t('signIn.sent.title') }).waitFor()
      await link(t('nav.inbox')).last().click()
      await page.locator('.mail-link').first().click()
      await page.locator('form button').click()
      await page.waitForURL(`**/courses/${COURSE}`)
      await page.getByText(EMAIL).waitFor()
    })

    it('takes them through a lesson, its tutor and its practice', async () => {
      const { page, go } = learner
      await button(t('course.enrol')).click()
      await page.waitForURL('**/modules/**')
      await go(`/courses/${COURSE}/modules/checking`)
      await button(t('tutor.start')).click()
      await page.getByLabel(t('tutor.yourAnswer')).fill('Je cherche la source de chaque chiffre.')
      await button(t('tutor.send')).click()
      await page.locator('.said-tutor').nth(1).waitFor()
      await expectAccessible(page)
      await button(t('module.goOn')).click()
      await page.waitForURL('**#example')
      await button(t('module.goOn')).click()
      await page.waitForURL('**#practice')
      await button(t('practice.start')).click()
      await page.locator('.item').waitFor()
      await expectAccessible(page)
    })

    it('keeps every answer of the assessment, also over a fresh start', async () => {
      const { page, go } = learner
      await go(`/courses/${COURSE}/assessment`)
      await button(t('assessment.begin')).click()
      await page.waitForURL('**#question-1')
      await page.goto(`${page.url().split('#')[0]}#task-1`)
      await page.getByLabel(t('task.yourWork')).fill('Mon premier jet.')
      await page.getByText(new RegExp(`· ${t('saving.saved')}$`)).waitFor()
      await expectAccessible(page)
      await page.reload()
      await button(t('assessment.resume')).click()
      await page.getByText('Mon premier jet.').waitFor()
    })

    it('takes what is handed in only with an answer everywhere', async () => {
      const { page, context, go } = learner
      await page.goto(`${page.url().split('#')[0]}#review`)
      equal(await button(t('assessment.handIn')).isDisabled(), true)
      const cookie = (await context.cookies())
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
      const known = createPerson(server.origin, fetch, cookie)
      const begin = { course: COURSE, language: 'fr' }
      const attempt = await known.post<AssessmentView>('/api/assessments', begin)
      const { courses, ground } = server.services
      await answerAll(known, { courses, db: ground.db }, attempt)
      await go(`/courses/${COURSE}/assessment`)
      await button(t('assessment.resume')).click()
      await page.getByText(t('assessment.allAnswered')).waitFor()
      await page.getByText(attempt.integrityStatement).click()
      await expectAccessible(page)
      await button(t('assessment.handIn')).click()
      await page.waitForURL('**/assessments/*')
      // Only then is it in the queue of those who mark.
      await page.getByRole('heading', { name: t('assessment.state.awaiting-review') }).waitFor()
    })

    it('lets a reviewer mark the works, without a name', async () => {
      const cookie = await signInByLink(server.origin, 'reviewer@example.org')
      const { page, go, context, faults } = await visit(browser, server.origin, { cookie })
      await go('/review')
      for (let works = 0; works < 4; works += 1) {
        await page.getByRole('link', { name: t('review.oldest') }).click()
        await page.getByRole('heading', { name: t('review.marks') }).waitFor()
        equal(await page.getByText(EMAIL).count(), 0)
        if (works === 0) await expectAccessible(page)
        for (const criterion of await page.locator('.mark-form fieldset').all()) {
          await criterion.getByRole('radio').last().check()
        }
        await page.getByRole('button', { name: t('review.send') }).click()
        await page.getByText(t('review.sent')).waitFor()
        await page.getByRole('link', { name: t('review.next'), exact: true }).click()
        await settled(page)
      }
      await page.getByText(t('review.none')).waitFor()
      deepEqual(faults, [])
      await context.close()
    })

    it('gives the certificate with one button', async () => {
      const { page, go } = learner
      await page.reload()
      await page.getByRole('heading', { name: t('assessment.state.passed') }).waitFor()
      await expectAccessible(page)
      await go('/')
      await awaitOnPage(button(t('award.receive')))
      await button(t('award.receive')).click()
      await page.waitForURL('**/certificates/*')
      await page.getByText(t('certificate.state.valid'), { exact: true }).waitFor()
      const sheet = page.locator('.sheet img')
      ok(await sheet.evaluate((image: HTMLImageElement) => image.decode().then(() => true)))
      await expectAccessible(page)
      certificate = page.url()
    })

    it('shares it by a link that ends', async () => {
      const { page } = learner
      await button(t('share.new')).click()
      await page.getByLabel(t('share.days_other', { count: 7 })).check()
      await button(t('share.make')).click()
      share = await page.getByLabel(t('share.link')).inputValue()
      match(share, /\/v\/[^#]+#[\w-]{43}$/)
      await expectAccessible(page)
      await button(t('state.close')).click()
    })

    it('shows “valid” to an employer who scans the code', async () => {
      const film = join(folder, 'code.y4m')
      await filmCode(share, film)
      await using phone = await launchChromium(cameraArguments(film))
      const { page, go, faults } = await visit(phone, server.origin, { width: 390 })
      await go('/verify')
      await page.getByRole('button', { name: t('verify.scan') }).click()
      await page.waitForURL('**/v/*')
      await page.getByRole('heading', { level: 1, name: t('verdict.valid') }).waitFor()
      await page.getByText('Brevet Academy').first().waitFor()
      await expectAccessible(page)
      deepEqual(faults, [])
    })

    it('makes a code that a phone without a network finds valid', async () => {
      const { page } = learner
      await page.goto(certificate)
      const answered = page.waitForResponse('**/credentials/slim')
      await button(t('certificate.code.make')).click()
      const { code } = (await (await answered).json()) as { code: string }
      ok(create(code, { errorCorrectionLevel: 'M' }).version <= 21, `${code.length} characters`)
      await page.getByRole('img', { name: t('certificate.code.alt') }).waitFor()
      await expectAccessible(page)
      const film = join(folder, 'slim.y4m')
      await filmCode(code, film)
      await using phone = await launchChromium(cameraArguments(film))
      const employer = await visit(phone, server.origin, { width: 390 })
      await employer.go('/verify')
      await employer.page.locator('.kept-line').waitFor()
      await employer.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await employer.context.setOffline(true)
      await employer.page.getByRole('button', { name: t('verify.scan') }).click()
      await employer.page.getByRole('heading', { name: t('verdict.valid') }).waitFor()
      await employer.page.getByText('Brevet Academy').first().waitFor()
      match((await employer.page.locator('.verdict').textContent()) ?? '', /sans réseau/)
      await expectAccessible(employer.page)
    })

    it('does not take the end of a link for the end of a certificate', async () => {
      const { page, go, context } = await visit(browser, server.origin)
      await go(share.replace(/#.*/, ''))
      await page.getByText(t('shared.incomplete')).waitFor()
      await page.getByText(t('verdict.unchecked'), { exact: true }).waitFor()
      await go(`/v/unknown${share.slice(share.indexOf('#'))}`)
      await page.getByText(t('shared.gone')).waitFor()
      await context.close()
    })

    it('says loudly when a certificate was changed', async () => {
      const { page, go } = learner
      const id = certificate.split('/').at(-1)
      const path = `/api/wallet/credentials/${id}/download`
      const file = (await (await page.request.get(path)).json()) as { readonly id: string }
      await go('/verify')
      const forged = JSON.stringify({ ...file, name: 'Docteur en tout' })
      await page.getByLabel(t('verify.paste')).fill(forged)
      await button(t('verify.check')).click()
      await page.getByRole('heading', { name: t('verdict.tampered') }).waitFor()
      await expectAccessible(page)
    })

    it('reads the badge picture like the file', async () => {
      const { page, go } = learner
      const id = certificate.split('/').at(-1)
      const picture = await page.request.get(`/api/wallet/credentials/${id}/badge.png`)
      await go('/verify')
      const upload = { name: 'badge.png', mimeType: 'image/png', buffer: await picture.body() }
      await page.locator('.file-button input').setInputFiles(upload)
      await page.getByRole('heading', { name: t('verdict.valid') }).waitFor()
    })

    it('ranks jobs by the certificate, and says why', async () => {
      const { page, go } = learner
      await go('/jobs')
      await button(t('jobs.rank')).click()
      await page.locator('.score').first().waitFor()
      await page.getByText(t('jobs.why')).first().click()
      await page.getByRole('link', { name: 'Fondations de l’IA' }).first().waitFor()
      await expectAccessible(page)
    })

    it('shows “revoked” once the operator has revoked it, and lets the learner contest', async () => {
      const cookie = await signInByLink(server.origin, 'operator@example.org')
      const operator = await visit(browser, server.origin, { cookie })
      await operator.go('/org')
      await operator.page
        .getByRole('button', { name: t('org.revoke') })
        .first()
        .click()
      await operator.page.getByLabel(t('org.revoke.reason')).fill('Attribué par erreur.')
      await expectAccessible(operator.page)
      await operator.page
        .getByRole('dialog')
        .getByRole('button', { name: t('org.revoke') })
        .click()
      // Until it is done: the text alone stands in the field already.
      await operator.page.getByRole('dialog').waitFor({ state: 'hidden' })
      await operator.page.getByText('Attribué par erreur.').waitFor()
      await operator.context.close()

      const { page, go, faults } = learner
      // Whoever looked a moment ago may see the list of then, for as long as it says that it holds.
      const revoked = page.getByRole('heading', { level: 1, name: t('verdict.revoked') })
      await go(share)
      await awaitOnPage(revoked)
      await go(new URL(certificate).pathname)
      await page.getByText('Attribué par erreur.').waitFor()
      await page.getByText(t('contest.title')).click()
      await page.getByLabel(t('contest.reason')).fill('J’ai passé l’épreuve moi-même.')
      await button(t('contest.send')).click()
      await page.getByText(t('contest.sent')).waitFor()
      await go('/cases')
      await page.getByText('J’ai passé l’épreuve moi-même.').waitFor()
      deepEqual(faults, [])
    })
  })
}
