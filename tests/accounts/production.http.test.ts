import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Answer,
  type Call,
  call,
  cookiesOf,
  loggedText,
  migrations,
  type Served,
  serve,
  slugOf,
} from './harness.ts'
import { partsOf, receiveMail, type SmtpReceiver } from './smtp-receiver.ts'

const EMAIL = 'lina@example.org'
const PUBLIC_URL = 'https://brevet.example'

describeOnBothDatabases('accounts in production', migrations, (open) => {
  let served: Served
  let receiver: SmtpReceiver
  beforeEach(async () => {
    receiver = await receiveMail()
    served = await serve(open(), {
      NODE_ENV: 'production',
      PUBLIC_URL,
      SMTP_URL: receiver.url,
    })
  })
  afterEach(async () => {
    await served.stop()
    await receiver.stop()
  })

  /** As it arrives from the proxy that speaks https to the browser. */
  const api = (path: string, how: Call = {}): Promise<Answer> =>
    call(served.origin, path, { ...how, headers: { origin: PUBLIC_URL, ...how.headers } })
  const askForLink = async (email: string): Promise<URL> => {
    equal((await api('/auth/sign-in/magic-link', { body: { email } })).status, 200)
    await served.jobs.drain()
    const mail = receiver.mails.findLast(({ to }) => to.includes(email))
    const text = mail ? partsOf(mail).get('text/plain') : ''
    return new URL(/^https:\S+$/m.exec(text ?? '')?.[0] ?? 'about:blank')
  }
  const signIn = async (email: string): Promise<Answer> =>
    api('/auth/link', { body: { token: (await askForLink(email)).searchParams.get('token') } })

  it('sends links to the public address', async () => {
    equal((await askForLink(EMAIL)).origin, PUBLIC_URL)
  })

  it('signs in with a cookie that only https carries, and says that this is no demonstration', async () => {
    const answer = await signIn(EMAIL)
    const [cookie = ''] = answer.headers.getSetCookie()
    match(cookie, /^__Secure-brevet\.session_token=/)
    match(cookie, /; Secure/)
    match(cookie, /; HttpOnly/)
    match(cookie, /; SameSite=Lax/)
    const { body } = await api('/api/me', { cookie: cookiesOf(answer) })
    deepEqual([body.person?.email, body.demonstration], [EMAIL, false])
  })

  it('takes no cookie whose name lost the prefix that binds it to https', async () => {
    const cookie = cookiesOf(await signIn(EMAIL)).replace('__Secure-', '')
    equal((await api('/who', { cookie })).body.kind, 'nobody')
  })

  it('trusts the public address alone, not the one it listens on', async () => {
    const cookie = cookiesOf(await signIn(EMAIL))
    for (const origin of [served.origin, 'http://brevet.example', 'http://127.0.0.1']) {
      const answer = await api('/who', { method: 'POST', cookie, headers: { origin } })
      deepEqual([answer.status, slugOf(answer)], [403, 'cross-site-request'])
    }
    equal((await api('/who', { method: 'POST', cookie })).body.kind, 'person')
  })

  it('does not believe the host a request names', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    await api('/auth/sign-in/magic-link', { body: { email: EMAIL }, headers })
    await served.jobs.drain()
    const [mail] = receiver.mails
    ok(mail && !mail.source.includes('evil.example'))
    const options = await api('/auth/passkey/generate-authenticate-options', { headers })
    equal(options.body.rpId as unknown, 'brevet.example')
  })

  it('has no client and no person that everybody knows', async () => {
    await served.accounts.seedDevelopment()
    const answer = await api('/oauth/token', {
      body: 'grant_type=client_credentials&client_id=demo-operator&client_secret=demo-operator-secret',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    deepEqual([answer.status, answer.body.error], [401, 'invalid_client'])
    for (const who of ['reviewer', 'operator', 'admin', 'employer']) {
      equal(await served.accounts.people.byEmail(`${who}@example.org`), undefined)
    }
  })

  it('slows down whoever guesses links or secrets', async () => {
    const many = async (times: number, path: string, how: Call): Promise<number[]> => {
      const statuses: number[] = []
      for (let n = 0; n < times; n++) statuses.push((await api(path, how)).status)
      return statuses
    }
    const links = await many(31, '/auth/link', { body: { token: 'guess' } })
    deepEqual([new Set(links.slice(0, 30)), links[30]], [new Set([400]), 429])
    const secrets = await many(61, '/oauth/token', {
      body: 'grant_type=client_credentials&client_id=x&client_secret=y',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    deepEqual([new Set(secrets.slice(0, 60)), secrets[60]], [new Set([401]), 429])
  })

  it('tells who is too fast when to come back', async () => {
    for (let n = 0; n < 10; n++) {
      await api('/auth/sign-in/magic-link', { body: { email: `p${n}@example.org` } })
    }
    const answer = await api('/auth/sign-in/magic-link', { body: { email: EMAIL } })
    deepEqual([answer.status, slugOf(answer)], [429, 'too-many-requests'])
    const wait = Number(answer.headers.get('retry-after'))
    ok(wait > 0 && wait <= 900)
  })

  it('answers alike whether an address is known or not', async () => {
    await signIn(EMAIL)
    const ask = (email: string) => api('/auth/sign-in/magic-link', { body: { email } })
    const [known, unknown] = [await ask(EMAIL), await ask('nobody@example.org')]
    deepEqual([known.status, known.body], [unknown.status, unknown.body])
  })

  it('writes no address, token or secret into the log', async () => {
    const link = await askForLink(EMAIL)
    await api('/auth/link', { body: { token: link.searchParams.get('token') } })
    await api('/auth/link', { body: { token: 'guess-of-a-token' } })
    const text = loggedText(served)
    for (const secret of [EMAIL, link.searchParams.get('token') ?? '', 'guess-of-a-token']) {
      ok(!text.includes(secret))
    }
  })
})
