import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import {
  expectAccessible,
  overflowOf,
  settled,
  textsOf,
  type Visitor,
  visit,
} from './support/visitor.ts'

const LEARNER = 'salma@example.org'

describe('the pages of a ranking', function () {
  this.timeout(240_000)
  eachRestsOnTheOneBefore()
  let server: TestServer
  let browser: Browser
  let learner: Visitor
  let cookie = ''
  let id = ''
  let job = ''

  /** A ranking as the jobs page has it made, of skills that a certificate showed. */
  const ranked = async (): Promise<void> => {
    const { accounts, skills, matching, ground } = server.services
    const person = await accounts.people.byEmail(LEARNER)
    const levels = { 'check-ai-output': 3, 'write-ai-requests': 2 }
    const answer = await matching.rankings.rank({
      skills: Object.entries(levels).map(([code, level]) => ({
        ...{ skillId: skills.byCode(code)?.uri ?? '', level, credentialId: 'urn:uuid:1' },
        evidence: { issuer: 'did:example:x', awardedAt: ground.clock() },
      })),
      ...{ notCredited: [], filters: {}, k: 20, tenantId: 'academy', language: 'fr' },
      ...{ personId: person?.id, profileId: undefined },
    })
    id = answer.rankingId
    job = answer.results[0]?.jobId ?? ''
  }

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    cookie = await signInByLink(server.origin, LEARNER)
    await ranked()
    learner = await visit(browser, server.origin, { cookie })
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  it('show why a job has its place: in brief, as a picture, in full', async () => {
    const t = textsOf('fr')
    const { page, go, faults } = learner
    await go(`/rankings/${id}/jobs/${job}`)
    for (const title of ['place.brief', 'place.picture', 'path.title', 'place.full']) {
      await page.getByRole('heading', { name: t(title), exact: true }).waitFor()
    }
    const picture = page.getByRole('img', { name: t('place.graph') })
    await picture.locator('text').nth(5).waitFor()
    await page.getByText(t('place.asTable')).click()
    await page.getByRole('row').nth(3).waitFor()
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('show what would raise the score, step by step, with the course', async () => {
    const t = textsOf('fr')
    const { page } = learner
    await page.locator('.path > li').first().waitFor()
    await page
      .getByRole('link', { name: t('path.course', { course: 'Fondations de l’IA' }) })
      .first()
      .waitFor()
    match((await page.locator('.path-gain strong').first().textContent()) ?? '', /\+ \d/)
  })

  it('have the ranking computed again before one’s eyes', async () => {
    const t = textsOf('fr')
    await learner.page.getByRole('button', { name: t('replay.run') }).click()
    await learner.page.getByText(t('replay.same')).waitFor()
  })

  for (const [language, width, theme] of [
    ['ar', 1280, 'light'],
    ['ar', 360, 'dark'],
    ['fr', 360, 'light'],
    ['zgh', 390, 'dark'],
  ] as const) {
    it(`fit ${width} pixels in ${language}, ${theme}`, async () => {
      const visitor = await visit(browser, server.origin, { cookie, language, width, theme })
      for (const path of [`/rankings/${id}`, `/rankings/${id}/jobs/${job}`]) {
        await visitor.go(path)
        equal(await overflowOf(visitor.page), 0, path)
        await expectAccessible(visitor.page)
      }
      deepEqual(visitor.faults, [])
      await visitor.context.close()
    })
  }

  it('lead from a contest over its answer to the ranking that was made again', async () => {
    const t = textsOf('fr')
    const { page, go } = learner
    await go(`/rankings/${id}`)
    await page.getByText(t('contest.title'), { exact: true }).first().click()
    await page.getByLabel(t('contest.reason')).fill('Une offre manque.')
    await page.getByRole('button', { name: t('contest.send') }).click()
    await page.getByText(t('contest.sent')).waitFor()

    const handler = await visit(browser, server.origin, {
      cookie: await signInByLink(server.origin, 'reviewer@example.org'),
    })
    await handler.go('/cases')
    await handler.page.getByRole('link', { name: t('case.ranking') }).click()
    await handler.page.getByRole('heading', { level: 1, name: t('ranking.title') }).waitFor()
    await handler.go('/cases')
    await handler.page.getByText(t('case.answer'), { exact: true }).click()
    await handler.page.getByLabel(t('case.state.upheld')).check()
    await handler.page.getByLabel(t('case.explanation')).fill('L’offre avait été fermée.')
    await handler.page.getByLabel(t('case.remedy')).fill('Le classement est refait.')
    await handler.page.getByRole('button', { name: t('case.send') }).click()
    await handler.page.getByText(t('case.none')).waitFor()
    await handler.context.close()
    await server.services.ground.jobs.drain()

    await go('/cases')
    await page.getByRole('link', { name: t('case.ranking') }).click()
    await page.getByText(t('ranking.replacedBy')).waitFor()
    await page.getByRole('link', { name: t('ranking.newer') }).click()
    await page.getByText(t('ranking.replaces')).waitFor()
    await settled(page)
    await expectAccessible(page)
    const mails = (await server.services.accounts.inbox?.()) ?? []
    ok(mails.some(({ to, text }) => to === LEARNER && text.includes('/rankings/')))
  })
})
