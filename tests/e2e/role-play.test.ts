import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import {
  answerWith,
  event,
  type ModelServer,
  openStream,
  startModelServer,
} from '../support/model-server.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { expectAccessible, overflowOf, textsOf, visit } from './support/visitor.ts'

const MODULE = '/courses/ai-foundations/modules/responsibility'
const GOOD =
  'Je comprends que tu sois pressée, mais ces données sont confidentielles et notre règle l’interdit. Faisons plutôt un modèle sans noms.'

const judged = JSON.stringify({
  points: ['names-risk', 'offers-way', 'names-rule', 'keeps-respect'].map((id) => ({
    ...{ id, met: id !== 'names-rule', quote: 'ces données sont confidentielles' },
    advice: id === 'names-rule' ? 'Nommez la règle de votre maison.' : '',
  })),
})

describe('the role play page', function () {
  this.timeout(240_000)
  let browser: Browser
  let model: ModelServer
  let server: TestServer
  const t = textsOf('fr')

  before(async () => {
    browser = await launchChromium()
    model = await startModelServer((seen, response) =>
      answerWith(seen, response, seen.body.stream ? 'Mais je n’ai pas le temps !' : judged),
    )
  })
  after(async () => {
    await browser.close()
    await model.close()
  })
  afterEach(() => server.end())

  const enter = async (env: Record<string, string>, language: 'fr' | 'ar' = 'fr', width = 1280) => {
    server = await startTestServer('sqlite', env)
    const cookie = await signInByLink(server.origin, 'ines@example.org')
    return visit(browser, server.origin, { cookie, language, width })
  }
  const withModel = (more: object = {}) => ({
    ...{ MODEL_BASE_URL: model.baseUrl, MODEL_NAME: 'test-model', MODEL_LABEL: 'Modèle d’essai' },
    ...more,
  })
  const press = (page: Page, name: string) =>
    page.getByRole('button', { name, exact: true }).click()
  const tell = async (page: Page, text: string) => {
    const before = await page.locator('.said-tutor').count()
    await page.getByLabel(t('tutor.yourAnswer')).fill(text)
    await press(page, t('tutor.send'))
    await page.locator('.said-tutor').nth(before).waitFor()
    await page.locator('[role=status][aria-busy=false]').first().waitFor({ state: 'attached' })
  }
  const begin = async (page: Page) => {
    await page.getByRole('link', { name: 'Une collègue pressée' }).click()
    await press(page, t('rolePlay.begin'))
    await page.locator('.said-tutor').waitFor()
  }

  it('is begun from a module, asks before words leave the region, streams, and gives feedback', async () => {
    const settings = withModel({ MODEL_REGION: 'US', ORGANISATION_REGION: 'MA' })
    const { page, go, faults, context } = await enter(settings)
    await go(MODULE)
    await begin(page)
    await page.locator('.play', { hasText: 'États-Unis' }).waitFor()
    await page.locator('.play', { hasText: '127.0.0.1' }).waitFor()
    await expectAccessible(page)
    await press(page, t('model.refuse'))
    await tell(page, 'Attends une minute.')
    equal(model.seen.length, 0, 'nothing leaves without consent')
    await press(page, t('model.askAgain'))
    await press(page, t('model.agree'))
    await page.getByText('Vous parlez à une IA').waitFor()
    await streamed(page)
    await tell(page, GOOD)
    await press(page, t('rolePlay.feedback.ask'))
    await page.getByText('Nommez la règle de votre maison.').waitFor()
    equal(await page.getByText(t('rolePlay.met'), { exact: true }).count(), 3)
    await expectAccessible(page)
    const words = await page.locator('.said').allTextContents()
    await page.reload()
    await page.getByText('Nommez la règle de votre maison.').waitFor()
    deepEqual(await page.locator('.said').allTextContents(), words, 'found again after a reload')
    await page.getByRole('link', { name: t('rolePlay.toModule') }).click()
    await page.waitForURL(`**${MODULE}`)
    deepEqual(faults, [])
    await context.close()
  })

  /** The first word is on the page before the rest has been sent. */
  async function streamed(page: Page): Promise<void> {
    const rest = Promise.withResolvers<void>()
    model.next((seen, response) => {
      openStream(response)
      response.write(event(seen, 'Vite'))
      void rest.promise.then(() =>
        response.end(`${event(seen, ', vite.')}${event(seen, '', 'stop')}`),
      )
    })
    await page.getByLabel(t('tutor.yourAnswer')).fill('Pourquoi si vite ?')
    await press(page, t('tutor.send'))
    await page.locator('[role=status] .said-tutor', { hasText: 'Vite' }).waitFor()
    rest.resolve()
    await page.locator('.said-tutor', { hasText: 'Vite, vite.' }).waitFor()
  }

  it('speaks written lines without a model, says so, and comes to its end', async () => {
    const { page, go, faults, context } = await enter({})
    await go('/role-plays')
    await expectAccessible(page)
    await begin(page)
    await page.getByText('ni une personne ni une IA ne vous répond').waitFor()
    for (let turn = 0; turn < 5; turn++) await tell(page, GOOD)
    await page.getByText(t('rolePlay.ended')).waitFor()
    equal(await page.getByLabel(t('tutor.yourAnswer')).count(), 0)
    await press(page, t('rolePlay.feedback.ask'))
    await page.getByText(t('rolePlay.feedback.scripted')).waitFor()
    await expectAccessible(page)
    await press(page, t('rolePlay.again'))
    await page.waitForFunction(() => document.querySelectorAll('.said').length === 1)
    await go('/role-plays')
    await page.getByText(t('rolePlay.state.feedback')).waitFor()
    await page.getByText(t('rolePlay.state.open')).waitFor()
    deepEqual(faults, [])
    await context.close()
  })

  it('says when the budget of the day is spent, and until when, and still gives feedback', async () => {
    const { page, go, context } = await enter(withModel({ TUTOR_MESSAGES_PER_DAY: '1' }))
    await go('/role-plays')
    await begin(page)
    await tell(page, GOOD)
    const [spent] = t('talk.spent').split('{{when}}')
    await page.getByText(t('talk.spent', { when: '' }).slice(0, 30)).waitFor()
    ok(spent)
    equal(await page.getByLabel(t('tutor.yourAnswer')).count(), 0)
    await press(page, t('rolePlay.feedback.ask'))
    await page.getByText(t('rolePlay.feedback.model')).waitFor()
    await expectAccessible(page)
    await context.close()
  })

  it('keeps what one said when the answer breaks off', async () => {
    const { page, go, context } = await enter(withModel())
    await go('/role-plays')
    await begin(page)
    model.next((seen, response) => {
      openStream(response)
      response.end(event(seen, 'Je'))
    })
    await page.getByLabel(t('tutor.yourAnswer')).fill('Une phrase à ne pas perdre.')
    await press(page, t('tutor.send'))
    await page.getByText(t('tutor.broken')).waitFor()
    equal(await page.getByLabel(t('tutor.yourAnswer')).inputValue(), 'Une phrase à ne pas perdre.')
    await context.close()
  })

  it('reads from right to left on a phone, and is another’s to nobody', async () => {
    const { page, go, faults, context } = await enter({}, 'ar', 390)
    await go('/role-plays/parent')
    await press(page, textsOf('ar')('rolePlay.begin'))
    await page.locator('.said-tutor').waitFor()
    equal(await overflowOf(page), 0)
    await expectAccessible(page)
    const cookie = await signInByLink(server.origin, 'other@example.org')
    const other = await visit(browser, server.origin, { cookie })
    await other.go(new URL(page.url()).pathname)
    await other.page.getByText(t('problem.unknown-role-play')).waitFor()
    await other.go('/role-plays/boss')
    await other.page.getByRole('heading', { name: t('notFound.title') }).waitFor()
    deepEqual(faults, [])
    await context.close()
    await other.context.close()
  })

  it('asks visitors to sign in, and shows them the situation', async () => {
    server = await startTestServer('sqlite')
    const { page, go, context } = await visit(browser, server.origin)
    await go('/role-plays/customer')
    await page.getByRole('link', { name: t('rolePlay.signIn') }).click()
    await page.waitForURL('**/sign-in?next=**')
    await context.close()
  })
})
