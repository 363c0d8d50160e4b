import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { awardTo } from '../support/award.ts'
import { launchChromium } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { eachRestsOnTheOneBefore } from '../support/steps.ts'
import { NINE_QUERY, nineFields } from '../wallet-api/nine-fields.ts'
import { expectAccessible, overflowOf, settled, textsOf, visit } from './support/visitor.ts'
import { type WalletPerson, walletPerson } from './wallet-person.ts'

const t = textsOf('fr')
const CLIENT = Buffer.from('demo-operator:demo-operator-secret').toString('base64')
const NAME = 'Freelance'
const PASSPHRASE = 'sept cigognes calmes sur Rabat'
const EMAIL = 'learner@example.org'

/** One step after the other: each rests on the one before. */
describe('a learner with two profiles', function () {
  this.timeout(240_000)
  eachRestsOnTheOneBefore()
  let server: TestServer
  let browser: Browser
  let person: WalletPerson
  let second: string

  before(async () => {
    server = await startTestServer('sqlite', { GRADER: 'demo' })
    browser = await launchChromium()
    person = await walletPerson(server, EMAIL)
    await person.keepCard()
  })
  after(async () => {
    await browser.close()
    await server.end()
  })

  const inSecond = () => ({ 'brevet-profile': second })
  const switchTo = async (page: Page, name: string, label = 'profiles.looked') => {
    await page.getByLabel(t(label), { exact: true }).selectOption({ label: name })
    await page.getByText(t('profiles.now', { name })).waitFor({ state: 'attached' })
  }
  const didsOf = async (id: string, of = person) => {
    const answer = await of.call(`/api/wallet/profiles/${id}`)
    return (answer as { dids: readonly string[] }).dids
  }
  /** Our own verifier asks, and hears who answered. */
  const ask = async () => {
    const grant = await fetch(`${server.origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${CLIENT}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'presentations:request',
      }),
    })
    const { access_token: token } = (await grant.json()) as { access_token: string }
    const authorization = { authorization: `Bearer ${token}`, cookie: '' }
    const wish = { query: NINE_QUERY, purpose: 'Pour un entretien' }
    const links = (await person.call('/presentation-requests', wish, authorization)) as {
      id: string
      requestUri: string
    }
    const path = `/presentation-requests/${links.id}`
    const result = async () => JSON.stringify(await person.call(path, undefined, authorization))
    return { at: `/present?request=${encodeURIComponent(links.requestUri)}`, result }
  }

  it('sees of profiles one entry alone, as long as there is one', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await go('/certificates')
    await page.getByRole('link', { name: 'Student card' }).waitFor()
    equal(await page.getByText(t('profiles.title'), { exact: true }).count(), 1)
    equal(await page.getByRole('combobox').count(), 0)
    await go('/profiles')
    equal(await page.getByRole('button', { name: t('profiles.delete') }).count(), 0)
    await context.close()
  })

  it('makes a second one by keys alone, and is in it', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    await go('/profiles')
    await page.getByLabel(t('profiles.name')).last().focus()
    await page.keyboard.type(NAME)
    await page.keyboard.press('Enter')
    await page.getByText(t('profiles.now', { name: NAME })).waitFor()
    await page.getByText(t('profiles.active')).waitFor()
    await expectAccessible(page)
    const { profiles } = (await person.call('/api/wallet/profiles')) as {
      profiles: readonly { id: string; name?: string }[]
    }
    second = profiles.find(({ name }) => name === NAME)?.id ?? ''
    await go('/certificates')
    await page.getByText(t('certificates.none')).waitFor()
    equal(await page.getByLabel(t('profiles.looked'), { exact: true }).inputValue(), second)
    deepEqual(faults, [])
    await context.close()
  })

  it('receives in the second, and finds it there and nowhere else', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    await go('/certificates')
    await switchTo(page, NAME)
    await page.getByText(t('certificates.none')).waitFor() // the other profile's card is away
    const { wallet, ground } = server.services
    ok(wallet)
    const mine = wallet.unlocked({ personId: person.personId, profileId: second })
    const credential = await nineFields(await mine.holderDid(person.personId), ground.clock())
    await page.getByText(t('foreign.title')).click()
    await page.getByLabel(t('foreign.link')).fill(String(credential))
    await page.getByRole('button', { name: t('foreign.add'), exact: true }).click()
    await page.getByRole('link', { name: 'Student card' }).waitFor()
    const held = async (headers: object) =>
      (await person.call('/api/wallet/credentials', undefined, headers)) as {
        credentials: readonly { id: string; profileId: string }[]
      }
    const [received] = (await held(inSecond())).credentials
    equal(received?.profileId, second)
    equal((await held({})).credentials.length, 1)
    await switchTo(page, t('profiles.unnamed'))
    await page.reload()
    await settled(page)
    equal(await page.getByLabel(t('profiles.looked'), { exact: true }).inputValue(), 'first')
    await context.close()
  })

  it('presents from the second, chosen on the page, and the first’s DID never appears', async () => {
    const { at, result } = await ask()
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await go(at)
    await page.getByRole('button', { name: t('present.send'), exact: true }).waitFor()
    await switchTo(page, NAME, 'profiles.shows')
    await page.getByRole('button', { name: t('present.send'), exact: true }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: t('present.send'), exact: true }).click()
    await page.getByRole('heading', { name: t('present.sent') }).waitFor()
    const heard = await result()
    const [first = '?'] = await didsOf('first')
    const [other = '?'] = await didsOf(second)
    ok(heard.includes(other), heard)
    for (const text of [heard, ...sent]) equal(text.includes(first), false)
    await go('/history')
    const lines = page.locator('ul.lines')
    await lines.getByText(t('history.kind.shown'), { exact: true }).waitFor()
    await switchTo(page, t('profiles.unnamed'))
    await lines.getByText(t('history.kind.shown'), { exact: true }).waitFor({ state: 'detached' })
    await lines.getByText(t('history.kind.received'), { exact: true }).waitFor()
    equal(await lines.getByText(t('history.kind.shown'), { exact: true }).count(), 0)
    deepEqual(faults, [])
    await context.close()
  })

  for (const [language, width] of [
    ['fr', 1280],
    ['en', 390],
    ['ar', 390],
    ['zgh', 390],
  ] as const) {
    it(`is shown well (${language}, ${width} px)`, async () => {
      const { page, go, context, faults } = await visit(browser, server.origin, {
        ...{ cookie: person.cookie, language, width },
      })
      const { at } = await ask()
      for (const path of ['/profiles', '/certificates', at, '/history', '/jobs']) {
        await go(path)
        await page.locator('.profile-mark').first().waitFor()
        await expectAccessible(page)
        equal(await overflowOf(page), 0, path)
        const shots = process.env.SHOTS
        if (shots) {
          const name = path.split('?')[0]?.slice(1)
          await page.screenshot({ path: `${shots}/${language}-${name}.png`, fullPage: true })
        }
      }
      deepEqual(faults, [])
      await context.close()
    })
  }

  it('claims from a mail into the profile that is chosen on the page', async () => {
    const claim = await awardTo(server.origin, EMAIL)
    const { page, go, context, faults } = await visit(browser, server.origin, {
      ...{ cookie: person.cookie, language: 'ar', width: 390 },
    })
    const ar = textsOf('ar')
    await go(claim)
    const label = page.getByLabel(ar('profiles.receives'), { exact: true })
    equal(await label.inputValue(), 'first')
    await label.selectOption({ label: NAME })
    await expectAccessible(page)
    equal(await overflowOf(page), 0)
    await page.getByRole('button', { name: ar('award.receive'), exact: true }).press('Enter')
    await page.waitForURL('**/certificates/*')
    await page.getByText(ar('profiles.in')).first().waitFor()
    const { credentials } = (await person.call(
      '/api/wallet/credentials',
      undefined,
      inSecond(),
    )) as { credentials: readonly { title?: string; subject?: string }[] }
    const welding = credentials.find(({ title }) => title === 'Welding')
    deepEqual(await didsOf(second), [welding?.subject])
    deepEqual(faults, [])
    await context.close()
  })

  it('shows without a network what is of the profile, and the way to the other', async () => {
    const { page, go, context } = await visit(browser, server.origin, { cookie: person.cookie })
    for (const [name, headers] of [
      [t('profiles.unnamed'), {}],
      [NAME, inSecond()],
    ] as const) {
      const { credentials } = (await person.call(
        '/api/wallet/credentials',
        undefined,
        headers,
      )) as { credentials: readonly { id: string; title?: string }[] }
      const card = credentials.find(({ title }) => title === 'Student card')
      await go(`/certificates/${card?.id}`)
      await page.getByText(t('kept.done')).waitFor()
      await page.getByText(name).first().waitFor()
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.goto('/certificates')
    await page.getByText(t('kept.lead')).waitFor()
    const links = page.locator('.certificate-line a')
    await links.first().waitFor()
    const before = await links.first().getAttribute('href')
    equal(await links.count(), 1, 'of one profile')
    await page.getByLabel(t('profiles.looked')).selectOption({ label: NAME })
    await page.locator(`.certificate-line a:not([href="${before}"])`).waitFor()
    equal(await links.count(), 1, 'of the other')
    await context.setOffline(false)
    await context.close()
  })

  it('leaves with both as a file, and both come back elsewhere, apart', async () => {
    const leaving = await visit(browser, server.origin, { cookie: person.cookie })
    await leaving.go('/me')
    await leaving.page.getByLabel(t('lock.passphrase')).fill(PASSPHRASE)
    const saving = leaving.page.waitForEvent('download')
    await leaving.page.getByRole('button', { name: t('backup.save'), exact: true }).click()
    const file = await readFile(await (await saving).path())
    await leaving.context.close()

    const fresh = await startTestServer('sqlite', { GRADER: 'demo' })
    try {
      const there = await walletPerson(fresh, 'elsewhere@example.org')
      const { page, go, context, faults } = await visit(browser, fresh.origin, {
        cookie: there.cookie,
      })
      await go('/me')
      await page.getByLabel(t('lock.passphrase')).fill(PASSPHRASE)
      const buffer = { name: 'wallet.brevet', mimeType: 'application/octet-stream', buffer: file }
      await page.getByLabel(t('backup.file')).setInputFiles(buffer)
      await page.getByRole('button', { name: t('backup.restore'), exact: true }).click()
      await page.getByText(t('backup.restored_other', { count: 3 })).waitFor()
      await go('/certificates')
      const cards = page.locator('.certificate-line')
      await cards.first().waitFor()
      equal(await cards.count(), 1)
      await switchTo(page, NAME)
      await page.getByRole('link', { name: 'Welding' }).waitFor()
      equal(await cards.count(), 2)
      for (const id of ['first', second]) deepEqual(await didsOf(id, there), await didsOf(id))
      deepEqual(faults, [])
      await context.close()
    } finally {
      await fresh.end()
    }
  })

  it('deletes one after reading what is lost, and goes on in the other', async () => {
    const { page, go, context, faults } = await visit(browser, server.origin, {
      cookie: person.cookie,
    })
    await go('/certificates')
    await switchTo(page, NAME)
    await go('/profiles')
    await page.getByRole('button', { name: `${t('profiles.delete')} ${NAME}` }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(t('profiles.holds.credentials', { number: 2 })).waitFor()
    await dialog.getByText(t('profiles.holds.presentations', { number: 1 })).waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: t('profiles.delete.button') }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: NAME, exact: true }).waitFor({ state: 'detached' })
    await go('/certificates')
    await page.getByRole('link', { name: 'Student card' }).waitFor()
    equal(await page.getByRole('combobox').count(), 0)
    deepEqual(faults, [])
    await context.close()
  })
})
