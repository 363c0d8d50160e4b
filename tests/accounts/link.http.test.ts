import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import {
  type Answer,
  call,
  cookiesOf,
  loggedText,
  migrations,
  type Served,
  serve,
  slugOf,
} from './harness.ts'

const EMAIL = 'lina@example.org'

describeOnBothDatabases('signing in by a link in a mail', migrations, (open) => {
  let served: Served
  beforeEach(async () => {
    served = await serve(open())
  })
  afterEach(() => served.stop())

  const ask = (body: object, headers = {}): Promise<Answer> =>
    call(served.origin, '/auth/sign-in/magic-link', { body, headers })
  const press = (body: object): Promise<Answer> => call(served.origin, '/auth/link', { body })
  const lastMail = async () => {
    const [mail] = (await served.accounts.inbox?.()) ?? []
    if (!mail) throw new Error('no mail')
    return mail
  }
  const lastLink = async () => new URL((await lastMail()).links[0] ?? '')
  const freshToken = async (): Promise<string> => {
    await ask({ email: EMAIL })
    return (await lastLink()).searchParams.get('token') ?? ''
  }
  const pressForm = (fields: Record<string, string>, headers = {}): Promise<Answer> =>
    call(served.origin, '/auth/link', {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('lets a new person in, who is a learner at the academy', async () => {
    const cookie = await signInByLink(served.origin, EMAIL)
    const { body } = await call(served.origin, '/api/me', { cookie })
    equal(body.person?.email, EMAIL)
    deepEqual(body.roles, ['learner'])
    deepEqual(body.organisation, { id: 'academy', name: 'Brevet Academy' })
  })

  it('knows the same person again, however the address is written', async () => {
    await signInByLink(served.origin, EMAIL)
    const first = await served.accounts.people.byEmail(EMAIL)
    await ask({ email: 'Lina@Example.ORG' })
    const token = (await lastLink()).searchParams.get('token')
    const cookie = cookiesOf(await press({ token }))
    const { body } = await call(served.origin, '/api/me', { cookie })
    equal(body.person?.id, first?.id)
  })

  it('keeps the name that was given when asking', async () => {
    await ask({ email: EMAIL, name: 'Lina Amrani' })
    await press({ token: (await lastLink()).searchParams.get('token') })
    equal((await served.accounts.people.byEmail(EMAIL))?.name, 'Lina Amrani')
  })

  it('sets a session cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await press({ token: await freshToken() })
    const [cookie = ''] = answer.headers.getSetCookie()
    match(cookie, /^brevet\.session_token=/)
    match(cookie, /HttpOnly/i)
    match(cookie, /SameSite=Lax/i)
    match(cookie, /Max-Age=604800/i)
    equal(answer.headers.get('cache-control'), 'no-store')
  })

  it('opens on another device: the page needs no cookie, and asks before it signs in', async () => {
    await ask({ email: EMAIL, language: 'ar', callbackURL: '/courses?x=1' })
    const link = await lastLink()
    const page = await call(served.origin, link.pathname + link.search)
    equal(page.status, 200)
    match(page.text, /<html lang="ar" dir="rtl">/)
    match(page.text, /name="next" value="\/courses\?x=1"/)
    match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
    deepEqual(page.headers.getSetCookie(), [])
    const token = link.searchParams.get('token') ?? ''
    const answer = await pressForm({ token, next: '/courses?x=1', lang: 'ar' })
    equal(answer.status, 303)
    equal(answer.headers.get('location'), '/courses?x=1')
    const { body } = await call(served.origin, '/api/me', { cookie: cookiesOf(answer) })
    equal(body.language, 'ar')
  })

  it('is not used up by a mail program that fetches the link', async () => {
    await ask({ email: EMAIL })
    const link = await lastLink()
    for (let times = 0; times < 3; times++) await call(served.origin, link.pathname + link.search)
    equal((await press({ token: link.searchParams.get('token') })).status, 200)
  })

  it('works once', async () => {
    const token = await freshToken()
    equal((await press({ token })).status, 200)
    const again = await press({ token })
    equal(again.status, 400)
    equal(slugOf(again), 'invalid-sign-in-link')
    deepEqual(again.headers.getSetCookie(), [])
  })

  it('lets one of ten concurrent presses through', async () => {
    const token = await freshToken()
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await press({ token })).status),
    )
    deepEqual(statuses.sort(), [200, ...Array(9).fill(400)])
  })

  it('does not work after its fifteen minutes', async () => {
    const token = await freshToken()
    await served.database
      .tables<{ accounts_verification: { expires_at: string } }>()
      .updateTable('accounts_verification')
      .set({ expires_at: '2020-01-01T00:00:00.000Z' })
      .execute()
    equal(slugOf(await press({ token })), 'invalid-sign-in-link')
  })

  it('refuses a token that was never sent, and says so on a page to a browser without scripts', async () => {
    equal(slugOf(await press({ token: 'a'.repeat(32) })), 'invalid-sign-in-link')
    const page = await pressForm({ token: 'a'.repeat(32) }, { 'accept-language': 'fr' })
    equal(page.status, 400)
    match(page.text, /<html lang="fr" dir="ltr">.*Ce lien ne fonctionne plus/)
    const cut = await call(served.origin, '/auth/link')
    equal(cut.status, 400)
    match(cut.text, /does not work any more/)
  })

  it('keeps no token that a reader of the database could use', async () => {
    const token = await freshToken()
    const rows = await served.database
      .tables<{
        accounts_verification: { identifier: string; value: string }
        accounts_mail: { content: Uint8Array }
      }>()
      .selectFrom(['accounts_verification', 'accounts_mail'])
      .select(['identifier', 'value', 'content'])
      .execute()
    equal(rows.length, 1)
    for (const { identifier, value, content } of rows) {
      ok(!identifier.includes(token) && !value.includes(token))
      ok(!Buffer.from(content).includes(token))
    }
  })

  it('goes nowhere but to a path of this site', async () => {
    for (const callbackURL of ['https://evil.example/', '//evil.example', '/\\evil.example', 'x']) {
      const answer = await ask({ email: EMAIL, callbackURL })
      equal(answer.status, 400)
      equal(slugOf(answer), 'invalid-request')
      match(answer.text, /\/callbackURL/)
    }
    const token = await freshToken()
    equal((await pressForm({ token, next: '//evil.example' })).status, 400)
    const page = await call(served.origin, `/auth/link?token=${token}&next=//evil.example`)
    match(page.text, /name="next" value="\/"/)
  })

  it('writes what came with the link into the page as text', async () => {
    const page = await call(served.origin, `/auth/link?token=${encodeURIComponent('"><script>')}`)
    ok(!page.text.includes('<script>'))
    match(page.text, /value="&quot;&gt;&lt;script&gt;"/)
  })

  it('goes to every address that we take', async () => {
    for (const email of [
      "o'neil.x+y_z@a-b.example.org",
      'A-1@x.io',
      '-_+@x.example',
      '1@1.example',
    ]) {
      equal((await ask({ email })).status, 200, email)
    }
  })

  it('names the member and the rule of what it does not take', async () => {
    const cases: readonly (readonly [object, string, string])[] = [
      [{}, '/email', 'required'],
      [{ email: 'nobody' }, '/email', 'format'],
      [{ email: EMAIL, language: 'de' }, '/language', 'enum'],
      [{ email: EMAIL, admin: true }, '/admin', 'unknown-member'],
      [{ email: EMAIL, name: 'a\r\nBcc: x@y.z' }, '/name', 'pattern'],
    ]
    for (const [body, pointer, rule] of cases) {
      const answer = await ask(body)
      equal(answer.status, 400)
      deepEqual((answer.body.errors as unknown as object[])[0], {
        ...(answer.body.errors as unknown as object[])[0],
        pointer,
        rule,
      })
    }
    const malformed = await call(served.origin, '/auth/sign-in/magic-link', { body: '{"email":' })
    equal(slugOf(malformed), 'malformed-json')
    const large = await ask({ email: EMAIL, name: 'x'.repeat(70_000) })
    equal(slugOf(large), 'body-too-large')
    deepEqual(await served.accounts.inbox?.(), [])
  })

  it('is refused to the page of another site', async () => {
    const token = await freshToken()
    const foreign = { origin: 'https://evil.example' }
    equal(slugOf(await ask({ email: EMAIL }, foreign)), 'cross-site-request')
    equal(slugOf(await pressForm({ token }, foreign)), 'cross-site-request')
    const hidden = { origin: 'null', 'sec-fetch-site': 'cross-site' }
    equal(slugOf(await pressForm({ token }, hidden)), 'cross-site-request')
    equal(
      (await pressForm({ token }, { origin: 'null', 'sec-fetch-site': 'same-origin' })).status,
      303,
    )
  })

  it('speaks the language of the first visit, and then the one the person chose', async () => {
    await ask({ email: EMAIL }, { 'accept-language': 'tzm, fr;q=0.5' })
    match((await lastMail()).subject, /[\u2d30-\u2d7f]/)
    await press({ token: (await lastLink()).searchParams.get('token'), lang: 'zgh' })
    equal((await served.accounts.people.byEmail(EMAIL))?.language, 'zgh')
    await ask({ email: EMAIL, language: 'fr' })
    match((await lastMail()).subject, /Votre lien/)
    await press({ token: (await lastLink()).searchParams.get('token'), lang: 'fr' })
    equal((await served.accounts.people.byEmail(EMAIL))?.language, 'zgh')
  })

  it('leaves no address in the log', async () => {
    await signInByLink(served.origin, EMAIL)
    await press({ token: 'x' })
    ok(!loggedText(served).includes(EMAIL))
  })
})

describeOnBothDatabases('sign-in mails in production', migrations, (open) => {
  let served: Served
  beforeEach(async () => {
    served = await serve(open(), {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://brevet.example',
      SMTP_URL: 'smtp://127.0.0.1:9',
    })
  })
  afterEach(() => served.stop())

  const request = (email: string) =>
    served.accounts.signIn.requestLink({ email, name: '', language: 'en', next: '/' })

  it('go five times to one address while none of the links is used, whoever asks', async () => {
    for (let times = 0; times < 5; times++) await request(EMAIL)
    await rejects(request(EMAIL), (error) => {
      ok(error instanceof Problem)
      equal(error.type.slug, 'too-many-requests')
      equal(error.retryAfter, 900)
      return true
    })
    await request('other@example.org')
    await request('l_na@example.org') // no wildcard
  })

  it('are counted by who asks', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const body = { email: `p${n}@example.org` }
      const headers = { origin: 'https://brevet.example' }
      statuses.push(
        (await call(served.origin, '/auth/sign-in/magic-link', { body, headers })).status,
      )
    }
    deepEqual(statuses, [...Array(10).fill(200), 429, 429])
  })

  it('show in no inbox', async () => {
    equal(served.accounts.inbox, undefined)
    equal((await call(served.origin, '/api/inbox')).status, 404)
  })

  it('have cookies that only https carries', async () => {
    const headers = new Headers({ origin: 'https://brevet.example' })
    const path = 'https://brevet.example/auth/passkey/generate-authenticate-options'
    const answer = await served.accounts.signIn.handle(new Request(path, { headers }))
    match(answer.headers.getSetCookie()[0] ?? '', /^__Secure-brevet\..*Secure/i)
  })

  it('leave no demo client and no demo people behind', async () => {
    await served.accounts.seedDevelopment()
    equal(await served.accounts.clients.byId('demo-operator'), undefined)
    equal(await served.accounts.people.byEmail('reviewer@example.org'), undefined)
  })
})
