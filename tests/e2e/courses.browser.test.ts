import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { skillResult } from '../../courses/achievement.ts'
import { readCourses } from '../../courses/content.ts'
import type { AssessmentSummary, AssessmentView } from '../../schemas/tutor-messages.ts'
import { type Solution, solve } from '../../server/demo/exam.ts'
import { createSkills } from '../../skills/index.ts'
import { PROMPT_HASH } from '../../tutor/grading/prompt.ts'
import { launchChromium } from '../support/chromium.ts'
import { honest } from '../support/model-personas.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import { type Certificate, citedRecord } from './support/certificates.ts'
import { factsOfOurCourses } from './support/keyed-facts.ts'
import { answerExam, practise, readParts } from './support/lessons.ts'
import {
  awaitOnPage,
  expectAccessible,
  settled,
  textsOf,
  type Visitor,
  visit,
} from './support/visitor.ts'

/** A lesson with its figures. */
const MOST_BYTES = 150 * 1024

const KINDS = ['matching', 'multiple', 'numeric', 'ordering', 'single']

const skills = createSkills({ publicUrl: 'https://brevet.example' })

/** Both courses from the first lesson to the certificate; what the database does is tested elsewhere. */
describe('both courses, taken to the end in a browser', function () {
  this.timeout(300_000)
  let model: ModelServer
  let server: TestServer
  let browser: Browser
  let folder: string
  /** Of the questions met in practice and assessment. */
  const kinds = new Set<string>()

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'brevet-courses-'))
    model = await startModelServer(honest(factsOfOurCourses()))
    server = await startTestServer('sqlite', {
      ...{ GRADER: 'model', MODEL_NAME: 'honest-model', MODEL_BASE_URL: model.baseUrl },
    })
    browser = await launchChromium()
  })
  after(async () => {
    await browser.close()
    await server.end()
    await model.close()
    await rm(folder, { recursive: true, force: true })
  })

  const ways = readCourses().flatMap((course) =>
    (['fr', 'ar'] as const).map((language) => ({ course, language })),
  )
  for (const { course, language } of ways) {
    const { slug, modules, moduleList, texts } = course
    const words = texts[language]
    const t = textsOf(language)

    describe(`${slug} in ${language}`, () => {
      eachRestsOnTheOneBefore()
      let learner: Visitor
      let exam: AssessmentView
      let solution: Solution

      before(async () => {
        const cookie = await signInByLink(server.origin, `${slug}.${language}@example.org`)
        learner = await visit(browser, server.origin, { language, cookie })
      })
      after(async () => {
        await learner.context.close()
      })

      const button = (name: string) => learner.page.getByRole('button', { name, exact: true })
      const read = async <T>(path: string): Promise<T> =>
        (await (await learner.page.request.get(server.origin + path)).json()) as T

      it('enrols, and lands on the first lesson', async () => {
        const { page, go } = learner
        await go(`/courses/${slug}`)
        await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
        equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
        await expectAccessible(page)
        await button(t('course.enrol')).click()
        await page.waitForURL(`**/modules/${modules[0]}**`)
      })

      it('reads every lesson and worked example, and is told why at every practice question', async () => {
        const { page, go } = learner
        for (const module of moduleList) {
          await go(`/courses/${slug}/modules/${module.id}`)
          const title = words.modules[module.id]?.title ?? ''
          await page.getByRole('heading', { level: 1, name: title }).waitFor()
          await readParts(learner, t, module.words.get(language))
          for (const item of await practise(learner, t)) kinds.add(item.kind)
          await page.waitForURL((url) => !url.pathname.endsWith(module.id))
        }
        await page.waitForURL(`**/courses/${slug}/assessment`)
      })

      it('keeps a lesson as a file that is read without a connection', async () => {
        const { page, context, go } = learner
        const [first = ''] = modules
        await go(`/courses/${slug}/modules/${first}`)
        const download = page.waitForEvent('download')
        await button(t('lesson.keep')).click()
        const file = await download
        equal(file.suggestedFilename(), `${slug}-${first}-${language}.html`)
        const path = join(folder, file.suggestedFilename())
        await file.saveAs(path)
        const html = await readFile(path, 'utf8')
        ok(Buffer.byteLength(html) < MOST_BYTES, `${Buffer.byteLength(html)} bytes`)
        ok(!/<script|(src|href)="(?!data:)/.test(html), 'it needs something from elsewhere')
        await context.setOffline(true)
        const kept = await context.newPage()
        await kept.goto(pathToFileURL(path).href)
        const title = words.modules[first]?.title ?? ''
        await kept.getByRole('heading', { level: 1, name: title }).waitFor()
        equal(await kept.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
        const figure = kept.locator('img').first()
        ok(await figure.evaluate((image: HTMLImageElement) => image.decode().then(() => true)))
        await expectAccessible(kept)
        await kept.close()
        await context.setOffline(false)
        await go(`/courses/${slug}/assessment`)
      })

      it('answers every question by its own controls, and writes every work', async () => {
        const { page } = learner
        await button(t('assessment.begin')).click()
        await page.waitForURL('**#question-1')
        const { assessments } = await read<{ assessments: readonly AssessmentSummary[] }>(
          '/api/assessments',
        )
        exam = await read<AssessmentView>(`/api/assessments/${assessments[0]?.id}`)
        equal(exam.formLanguage, language)
        for (const { kind } of exam.items) kinds.add(kind)
        const { courses, ground } = server.services
        solution = await solve({ courses, db: ground.db }, exam)
        await answerExam(learner, t, { exam, solution })
        await expectAccessible(page)
      })

      it('hands in, and the model proposes without deciding', async () => {
        const { page } = learner
        await page.getByText(t('assessment.allAnswered')).waitFor()
        await page.getByText(exam.integrityStatement).click()
        await button(t('assessment.handIn')).click()
        const state = page.getByRole('heading', { name: t('assessment.state.awaiting-review') })
        await state.waitFor()
        const { answers, state: now } = await read<AssessmentView>(`/api/assessments/${exam.id}`)
        deepEqual(answers, Object.fromEntries(solution.answers))
        equal(now, 'awaiting-review')
      })

      it('is marked by a person, who then sees what the model proposed', async () => {
        const cookie = await signInByLink(server.origin, 'reviewer@example.org')
        const reviewer = await visit(browser, server.origin, { language, cookie })
        const { page, go } = reviewer
        await go('/review')
        for (const _task of exam.tasks) {
          await page.getByRole('link', { name: t('review.oldest') }).click()
          await page.getByRole('heading', { name: t('review.marks') }).waitFor()
          for (const criterion of await page.locator('.mark-form fieldset').all()) {
            await criterion.getByRole('radio').last().check()
          }
          await page.getByRole('button', { name: t('review.send') }).click()
          await page.getByText(t('review.sent')).waitFor()
          await page.getByRole('columnheader', { name: t('review.proposal') }).waitFor()
          deepEqual(await page.locator('.mark-form td').allTextContents(), Array(8).fill('3'))
          await page.getByRole('link', { name: t('review.next'), exact: true }).click()
          await settled(page)
        }
        await page.getByText(t('review.none')).waitFor()
        deepEqual(reviewer.faults, [])
        await reviewer.context.close()
      })

      it('reads the result: score, works, levels of skills, who marked', async () => {
        const { page, go } = learner
        await go(`/assessments/${exam.id}`)
        await page.getByRole('heading', { name: t('assessment.state.passed') }).waitFor()
        const of = course.passRule.items
        await page
          .getByText(t('verdict.score', { value: of, of }), { exact: false })
          .first()
          .waitFor()
        for (const task of exam.tasks) await page.getByText(words.tasks[task.id] ?? '').waitFor()
        for (const code of course.skills) {
          const label = skills.byCode(code)?.labels[language] ?? code
          await page.getByRole('link', { name: label, exact: true }).waitFor()
        }
        await page.getByText(t('verdict.reviewed')).waitFor()
        await page.locator('.limits').getByText(t('grader.human')).waitFor()
        await expectAccessible(page)
      })

      it('receives the certificate, which speaks the language', async () => {
        const { page, go, faults } = learner
        await go('/certificates')
        await awaitOnPage(button(t('award.receive')))
        await button(t('award.receive')).click()
        await page.waitForURL('**/certificates/*')
        await page.getByText(t('certificate.state.valid'), { exact: true }).waitFor()
        const { achievement } = words
        await page.getByRole('heading', { level: 1, name: achievement.name }).waitFor()
        const sheet = page.locator('.sheet img')
        ok(await sheet.evaluate((image: HTMLImageElement) => image.decode().then(() => true)))
        await expectAccessible(page)
        const id = page.url().split('/').at(-1)
        const file = await read<Certificate>(`/api/wallet/credentials/${id}/download`)
        equal(file.name, achievement.name)
        equal(file.description, achievement.description)
        equal(file.credentialSubject.achievement.inLanguage, language)
        equal(file.credentialSubject.achievement.criteria.narrative, achievement.criteria)
        const said = file.credentialSubject.result.map((each) => each.resultDescription)
        deepEqual(said.slice(1), course.skills.map(skillResult))
        deepEqual(faults, [])
        const { parts, ...grading } = await citedRecord(page, file)
        deepEqual(
          [grading.gradedBy, grading.humanReviewed, grading.assurance],
          [['auto-objective', 'human'], true, 'self-asserted'],
        )
        match(grading.transcript.digest, /^[0-9a-f]{64}$/)
        for (const part of parts.slice(1)) {
          match(String(part.rubric), new RegExp(`^${slug}/${part.part}@\\d+$`))
          match(String(part.rubricDigest), /^[0-9a-f]{64}$/)
          deepEqual([part.model, part.modelRole], ['honest-model', 'proposed'])
          equal(part.promptHash, PROMPT_HASH)
        }
        equal(parts.length, 1 + exam.tasks.length)
      })
    })
  }

  // Tests of a suite run before the suites in it: this one comes last.
  describe('taken together', () => {
    it('met every kind of question', () => {
      deepEqual([...kinds].sort(), KINDS)
    })
  })
})
