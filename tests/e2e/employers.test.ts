import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { jobStore, OWN_PAGE } from '../../matching/jobs/store.ts'
import { tellStory } from '../../server/demo/story.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import { expectAccessible, overflowOf, textsOf, type Visitor, visit } from './support/visitor.ts'

const t = textsOf('fr')

describe('an employer and a learner', function () {
  this.timeout(300_000)
  eachRestsOnTheOneBefore()
  let server: TestServer
  let browser: Browser
  let employer: Visitor
  let learner: Visitor

  before(async () => {
    server = await startTestServer('sqlite')
    browser = await launchChromium()
    const { origin } = server
    // The whole story but its end: the certificate stays in force.
    const step = async <T>(title: string, tell: (line: () => void) => Promise<T>) =>
      title.startsWith('the operator revokes') ? (undefined as T) : tell(() => {})
    await tellStory({ step }, { server, origin, send: fetch })
    employer = await visit(browser, origin, {
      cookie: await signInByLink(origin, 'employer@example.org'),
    })
    learner = await visit(browser, origin, {
      cookie: await signInByLink(origin, 'leila@example.org'),
    })
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  const press = (page: Page, key: string, at = 0) =>
    page
      .getByRole('button', { name: t(key), exact: true })
      .nth(at)
      .click()
  const open = (page: Page, key: string) => page.getByText(t(key), { exact: true }).first().click()

  it('put a job in from an advert: nothing is added that was not ticked', async () => {
    const { page, go, faults } = employer
    await go('/employer')
    await expectAccessible(page)
    await page.getByRole('link', { name: t('employer.new') }).click()
    await page.getByLabel(t('job.title')).fill('Relectrice de réponses')
    const advert = 'Vous savez vérifier une réponse d’IA et repérer les biais de l’IA.'
    await page.getByLabel(t('job.description')).fill(advert)
    await press(page, 'advert.suggest')
    const box = page.getByRole('checkbox', { name: /Vérifier une réponse/ })
    await box.waitFor()
    equal(await box.isChecked(), false)
    ok(await page.getByRole('button', { name: t('job.save') }).isDisabled())
    await box.check()
    await press(page, 'advert.add')
    await page.locator('.asked-skill').waitFor() // its words stand in the advert already
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('finds a skill by a few misspelt letters, with the keyboard alone', async () => {
    const { page } = employer
    const search = page.getByRole('combobox', { name: t('skillSearch.label') })
    await search.focus()
    // What the last letters find, not what is still there of the letters before.
    const answered = page.waitForResponse((response) => response.url().includes('requete'))
    await page.keyboard.type('rediger une requete')
    await answered
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.asked-skill').nth(1).waitFor()
    equal(await page.locator('.asked-skill').count(), 2)
    await page.getByLabel(t('job.level', { skill: 'Vérifier une réponse d’IA' })).selectOption('2')
    await press(page, 'job.save')
    await page.getByRole('heading', { level: 1, name: 'Relectrice de réponses' }).waitFor()
    await press(page, 'shortlist.make')
    await page.getByText(t('shortlist.none')).waitFor()
    await expectAccessible(page)
  })

  it('take a file in, name what is wrong by its line, and confirm what was words', async () => {
    const { page, go } = employer
    await go('/employer/import')
    const lines = [
      'id,title,must_have,expires',
      'e2e-1,Annotatrice,check-ai-output@2,',
      'e2e-2,Annotateur,check-ai-output@7,',
      'e2e-3,Traductrice,vérifier les réponses d’IA,',
      'e2e-4,Jardinière,check-ai-output;https://skills.example/roses,',
      'e2e-1,Annotatrice en chef,check-ai-output@2,',
      'e2e-5,Peintre,check-ai-output,2026-12-01T23:59:60Z',
    ]
    await page.getByLabel(t('import.file')).setInputFiles({
      name: 'emplois.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\n')),
    })
    await press(page, 'import.send')
    await page.getByText(t('import.line', { line: 3 })).waitFor()
    await page.getByText(t('import.accepted', { number: 3 })).waitFor()
    await page.getByText(t('import.repeated', { number: 1 })).waitFor()
    await page.getByText(t('import.replaced', { id: 'e2e-1' })).waitFor()
    await page.getByText(t('fault.job-malformed.moment')).waitFor()
    await page.getByText(t('fault.job-malformed.unknown-skill')).waitFor()
    await expectAccessible(page)
    await page
      .getByRole('main')
      .getByRole('link', { name: t('employer.title') })
      .click()
    await page.getByRole('link', { name: 'Traductrice' }).click()
    await page.getByRole('checkbox', { name: /Vérifier une réponse/ }).waitFor()
    await expectAccessible(page)
  })

  it('are told of a skill that no framework has, where the job is read and where it is changed', async () => {
    const { page, go, faults } = employer
    const skills = 'https://skills.example/roses'
    await go('/employer/jobs/e2e-4')
    await page.getByText(t('job.unknown.these', { skills })).waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: t('employer.edit') }).click()
    await page.getByText(t('job.unknown')).waitFor()
    await expectAccessible(page)
    deepEqual(faults, [])
  })

  it('let the employer rank skills, without a name', async () => {
    const { page, go, faults } = learner
    await go('/employers')
    await expectAccessible(page)
    await open(page, 'employers.give')
    await press(page, 'employers.give')
    await page.getByText(/Peut classer, sans votre nom/).waitFor()
    await employer.go('/employer')
    await employer.page.getByRole('link', { name: 'Relectrice de réponses' }).click()
    await press(employer.page, 'shortlist.make')
    const name = `${t('shortlist.place', { place: 1 })} · ${t('candidate.nameless')}`
    await employer.page.getByRole('heading', { name }).waitFor() // the words alone stand there before
    equal((await employer.page.content()).includes('leila@example.org'), false)
    await expectAccessible(employer.page)
    deepEqual([...faults, ...employer.faults], [])
  })

  it('are shown to each other when both want it, and no longer', async () => {
    await open(employer.page, 'candidate.ask')
    await press(employer.page, 'candidate.ask.send')
    await employer.page.getByText(/Demandé le/).waitFor()
    await learner.go('/employers')
    await learner.page.getByText(/demande à connaître votre nom/).waitFor()
    await expectAccessible(learner.page)
    await press(learner.page, 'candidacy.agree')
    await learner.page.getByText(/voit votre nom/).waitFor()
    await employer.page.reload()
    await employer.page.getByText('leila@example.org').waitFor()
    await press(learner.page, 'candidacy.hide')
    await learner.page.getByText(/ne voit pas votre nom/).waitFor()
    await employer.page.reload()
    await employer.page.getByText(t('candidate.declined')).waitFor()
    equal((await employer.page.content()).includes('leila@example.org'), false)
  })

  it('see an override with its reason, which the learner contests', async () => {
    await open(employer.page, 'move.title')
    await employer.page.getByLabel(t('move.reason')).fill('Habite à côté')
    await press(employer.page, 'move.send')
    await employer.page.getByText(/Déplacé par une personne/).waitFor()
    await learner.go('/employers')
    await learner.page.getByText(/Habite à côté/).waitFor()
    await open(learner.page, 'contest.title')
    await learner.page.getByLabel(t('contest.reason')).fill('Je n’habite pas à côté')
    await press(learner.page, 'contest.send')
    await learner.page.getByText(t('contest.sent')).waitFor()
    await expectAccessible(learner.page)
  })

  it('are told when rankings are stopped, until they go on', async () => {
    const cookie = await signInByLink(server.origin, 'admin@example.org')
    const admin = await visit(browser, server.origin, { cookie })
    await admin.go('/ranking-stop')
    await admin.page.getByLabel(t('stop.reason')).fill('Poids erronés')
    await press(admin.page, 'stop.stop')
    // The reason alone stands in the field already.
    await admin.page.getByRole('button', { name: t('stop.resume') }).waitFor()
    await expectAccessible(admin.page)
    await employer.page.reload()
    await employer.page.getByText(/Poids erronés/).waitFor()
    await press(employer.page, 'shortlist.make')
    await employer.page.getByText(t('problem.rankings-stopped')).waitFor()
    await press(admin.page, 'stop.resume')
    await admin.page.getByText(t('stop.running')).waitFor()
    await admin.context.close()
  })

  it('see in their consents who holds what, and take it back at once', async () => {
    const { page, go } = learner
    await go('/me')
    await page.getByText(t('purpose.shortlist')).waitFor()
    await page.getByText('Demo Employer').first().waitFor()
    await go('/employers')
    await page.getByRole('button', { name: new RegExp(t('me.consents.withdraw')) }).click()
    await page.getByText(/Peut classer/).waitFor({ state: 'detached' })
    await employer.page.reload()
    await employer.page.getByText(t('shortlist.none')).waitFor()
  })

  it('fit a phone, from right to left and in the dark', async () => {
    const cookie = await signInByLink(server.origin, 'employer@example.org')
    const phone = await visit(browser, server.origin, {
      ...{ cookie, language: 'ar', width: 390, theme: 'dark' },
    })
    const [job] = await server.services.matching.jobs
      .ofTenant('demo-employer')
      .then(({ jobs }) => jobs)
    for (const path of [
      '/employer',
      '/employer/new',
      '/employer/import',
      `/employer/jobs/${job?.id}`,
      `/employer/jobs/${job?.id}/edit`,
      '/employer/drafts/e2e-3',
      '/employers',
      '/ranking-stop',
    ]) {
      await phone.go(path)
      equal(await overflowOf(phone.page), 0, path)
      await expectAccessible(phone.page)
    }
    deepEqual(phone.faults, [])
    await phone.context.close()
  })

  it('shows all jobs of who has very many, page by page, by keyboard', async () => {
    const { db } = server.services.ground
    const { ofTenant } = server.services.matching.jobs
    const { jobs: before } = await ofTenant('demo-employer')
    await db.transaction(async (tx) => {
      const store = jobStore(tx)
      for (let at = 0; at < OWN_PAGE; at++) {
        const job = { id: `many-${at}`, version: 1, body: { title: `Offre ${at}`, skills: [] } }
        const since = await store.nextChange()
        await store.claim(job.id, 'demo-employer')
        await store.add({ ...job, createdAt: 0 }, { since, expiresAt: undefined })
      }
    })
    const { page, go, faults } = employer
    await go('/employer')
    const lines = page.locator('section[aria-labelledby="own-jobs"] li')
    equal(await lines.count(), OWN_PAGE)
    await page.getByRole('button', { name: t('employer.more') }).press('Enter')
    await lines.nth(OWN_PAGE + before.length - 1).waitFor()
    equal(await lines.count(), OWN_PAGE + before.length)
    equal(await page.getByRole('button', { name: t('employer.more') }).count(), 0)
    deepEqual(faults, [])
  })
})
