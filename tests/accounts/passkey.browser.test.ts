import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import {
  type Answer,
  call,
  type Json,
  loggedText,
  migrations,
  type Served,
  serve,
  slugOf,
} from './harness.ts'

const EMAIL = 'lina@example.org'

/** What the sign-in page does with the answers of the server; runs in the browser. */
const CEREMONIES = `({
  create: async (options) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    return (await navigator.credentials.create({ publicKey })).toJSON()
  },
  get: async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
    return (await navigator.credentials.get({ publicKey })).toJSON()
  },
})`

describeOnBothDatabases('passkeys, in Chromium', migrations, (open) => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let served: Served
  before(async function () {
    this.timeout(120_000)
    browser = await launchChromium()
  })
  after(() => browser.close())
  beforeEach(async function () {
    this.timeout(120_000)
    served = await serve(open())
    context = await browser.newContext()
    page = await context.newPage()
    await page.goto(`${served.origin}/blank`)
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
  })
  afterEach(async () => {
    await context.close()
    await served.stop()
  })

  /** A request of the page, with the browser's own cookies and headers. */
  const fetchInPage = async (path: string, body?: unknown): Promise<Answer> => {
    const init =
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }
    const { status, text } = await page.evaluate<{ status: number; text: string }>(
      `fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then(async (answer) =>
        ({ status: answer.status, text: await answer.text() }))`,
    )
    return { status, text, headers: new Headers(), body: JSON.parse(text) as Json }
  }
  const ceremony = (name: 'create' | 'get', options: unknown): Promise<Json> =>
    page.evaluate<Json>(`${CEREMONIES}.${name}(${JSON.stringify(options)})`)
  const carry = async (cookie: string): Promise<void> => {
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    await context.addCookies([{ name, value, url: served.origin, httpOnly: true }])
  }
  const register = async (): Promise<Answer> => {
    const { body } = await fetchInPage('/auth/passkey/generate-register-options')
    const response = await ceremony('create', body)
    return fetchInPage('/auth/passkey/verify-registration', { response, name: 'Laptop' })
  }
  const signIn = async (): Promise<Answer> => {
    const { body } = await fetchInPage('/auth/passkey/generate-authenticate-options')
    const response = await ceremony('get', body)
    return fetchInPage('/auth/passkey/verify-authentication', { response })
  }
  const who = async () => (await fetchInPage('/api/me')).body.person

  it('sign in whoever made one, without a mail', async () => {
    await carry(await signInByLink(served.origin, EMAIL))
    const registered = await register()
    deepEqual([registered.status, registered.body], [200, { status: true }])
    const person = await who()
    await context.clearCookies()
    equal(await who(), null)
    const signedIn = await signIn()
    deepEqual([signedIn.status, signedIn.body], [200, { status: true }])
    deepEqual(await who(), person)
    equal(await page.evaluate('document.cookie'), '')
  })

  it('are listed by name and can be taken away by their owner alone', async () => {
    const cookie = await signInByLink(served.origin, EMAIL)
    await carry(cookie)
    await register()
    const path = '/auth/passkey/list-user-passkeys'
    const [mine] = (await call(served.origin, path, { cookie })).body as unknown as Json[]
    equal(mine?.name, 'Laptop')
    match(String(mine?.createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const body = { id: mine?.id }
    const other = await signInByLink(served.origin, 'other@example.org')
    const theirs = await call(served.origin, '/auth/passkey/delete-passkey', {
      body,
      cookie: other,
    })
    deepEqual([theirs.status, slugOf(theirs)], [404, 'unknown-passkey'])
    const gone = await call(served.origin, '/auth/passkey/delete-passkey', { body, cookie })
    equal(gone.status, 200)
    await context.clearCookies()
    const refused = await signIn()
    deepEqual([refused.status, slugOf(refused)], [400, 'sign-in-refused'])
    equal(await who(), null)
  })

  it('are not made without a session, or with one that is a day old', async () => {
    const path = '/auth/passkey/generate-register-options'
    const nobody = await fetchInPage(path)
    deepEqual([nobody.status, slugOf(nobody)], [401, 'not-signed-in'])
    await carry(await signInByLink(served.origin, EMAIL))
    const kind = served.database.kind
    await served.database
      .tables<{ accounts_session: { created_at: string } }>()
      .updateTable('accounts_session')
      .set({ created_at: kind === 'sqlite' ? '2020-01-01T00:00:00.000Z' : '2020-01-01' })
      .execute()
    const stale = await fetchInPage(path)
    deepEqual([stale.status, slugOf(stale)], [403, 'session-not-fresh'])
  })

  it('are no use with an answer given before', async () => {
    await carry(await signInByLink(served.origin, EMAIL))
    await register()
    const { body } = await fetchInPage('/auth/passkey/generate-authenticate-options')
    const response = await ceremony('get', body)
    const path = '/auth/passkey/verify-authentication'
    equal((await fetchInPage(path, { response })).status, 200)
    await context.clearCookies()
    equal((await fetchInPage(path, { response })).status, 400)
    await fetchInPage('/auth/passkey/generate-authenticate-options')
    const replayed = await fetchInPage(path, { response })
    deepEqual([replayed.status, slugOf(replayed)], [400, 'sign-in-refused'])
    equal(await who(), null)
  })

  it('refuse what is no answer of an authenticator', async () => {
    await carry(await signInByLink(served.origin, EMAIL))
    await fetchInPage('/auth/passkey/generate-register-options')
    const path = '/auth/passkey/verify-registration'
    const garbage = await fetchInPage(path, { response: { id: 'x', response: {} } })
    deepEqual([garbage.status, slugOf(garbage)], [400, 'sign-in-refused'])
    const session = await fetchInPage(path, { response: {}, createSession: true })
    deepEqual([session.status, slugOf(session)], [400, 'invalid-request'])
    const zero = await fetchInPage('/auth/passkey/verify-authentication', {
      response: { id: 'a\0b' },
    })
    deepEqual([zero.status, slugOf(zero)], [400, 'invalid-request'])
    ok(!loggedText(served).includes(EMAIL))
  })
})
