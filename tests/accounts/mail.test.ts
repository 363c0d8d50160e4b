import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Letter } from '../../accounts/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { call, cookiesOf, loggedText, migrations, NOW, type Served, serve } from './harness.ts'
import { partsOf, receiveMail, type SmtpReceiver } from './smtp-receiver.ts'

const EMAIL = 'lina@example.org'

describeOnBothDatabases('mails through a mail server', migrations, (open) => {
  let served: Served
  let receiver: SmtpReceiver
  beforeEach(async () => {
    receiver = await receiveMail()
    served = await serve(open(), {
      SMTP_URL: receiver.url,
      MAIL_FROM: 'Brevet <no-reply@brevet.example>',
    })
  })
  afterEach(async () => {
    await served.stop()
    await receiver.stop()
  })

  const letter: Letter = {
    to: EMAIL,
    language: 'fr',
    subject: 'Votre attestation',
    paragraphs: ['Bonjour.', 'À bientôt.'],
  }
  const send = (what: Letter = letter, expiresAt?: number) =>
    served.database.transaction((tx) => served.accounts.mailer.send(tx, what, expiresAt))
  const waiting = async () =>
    (
      await served.database
        .tables<{ accounts_mail: { id: string } }>()
        .selectFrom('accounts_mail')
        .select('id')
        .execute()
    ).length

  it('carry the link that signs in, as text and as HTML that say the same', async () => {
    const body = { email: EMAIL, language: 'ar', callbackURL: '/courses' }
    equal((await call(served.origin, '/auth/sign-in/magic-link', { body })).status, 200)
    await served.jobs.drain()
    const [mail] = receiver.mails
    ok(mail)
    deepEqual([mail.from, mail.to], ['no-reply@brevet.example', [EMAIL]])
    const parts = partsOf(mail)
    const link = /^http:\S+\/auth\/link\?\S+$/m.exec(parts.get('text/plain') ?? '')?.[0] ?? ''
    match(parts.get('text/html') ?? '', /<html lang="ar" dir="rtl">/)
    ok(parts.get('text/html')?.includes(`href="${link.replaceAll('&', '&amp;')}"`))
    const { searchParams } = new URL(link)
    deepEqual([searchParams.get('next'), searchParams.get('lang')], ['/courses', 'ar'])
    const token = searchParams.get('token')
    const answer = await call(served.origin, '/auth/link', { body: { token } })
    const me = await call(served.origin, '/api/me', { cookie: cookiesOf(answer) })
    equal(me.body.person?.email, EMAIL)
  })

  it('are forgotten once the server has taken them', async () => {
    await send()
    equal(await waiting(), 1)
    await served.jobs.drain()
    equal(receiver.mails.length, 1)
    equal(await waiting(), 0)
    equal(served.accounts.inbox, undefined)
  })

  it('are not sent when the fact they tell about did not come about', async () => {
    const failing = served.database.transaction(async (tx) => {
      await served.accounts.mailer.send(tx, letter)
      throw new Error('something else failed')
    })
    await failing.catch(() => {})
    await served.jobs.drain()
    deepEqual(receiver.mails, [])
  })

  it('wait while the server is busy, and are not sent when it is too late', async () => {
    receiver.busy = true
    await send(letter, NOW + 900)
    await served.jobs.drain()
    equal(await waiting(), 1)
    receiver.busy = false
    served.clock.now = NOW + 3600
    await served.jobs.drain()
    deepEqual(receiver.mails, [])
    equal(await waiting(), 0)
  })

  it('are not sent to somebody erased meanwhile', async () => {
    const { id } = await served.accounts.people.ensure({ email: EMAIL, name: '', language: 'fr' })
    await send()
    await served.database.transaction((tx) => served.accounts.personData.erasePerson(tx, id))
    await served.jobs.drain()
    deepEqual(receiver.mails, [])
  })

  it('have no header or recipient that a name brought in', async () => {
    await send({
      ...letter,
      subject: 'Hello\r\nBcc: victim@example.org\r\n\r\nbody',
      paragraphs: ['Dear\r\n.\r\nMAIL FROM:<x@y.z>'],
    })
    await served.jobs.drain()
    const [mail] = receiver.mails
    deepEqual(mail?.to, [EMAIL])
    ok(!/^bcc:/im.test(mail?.source ?? ''))
    match(mail?.source ?? '', /^Subject: Hello Bcc: victim@example\.org body$/m)
  })

  it('leave neither address nor text in the log', async () => {
    receiver.strict = true
    await send()
    await served.jobs.drain()
    equal(receiver.mails.length, 0)
    const logged = loggedText(served)
    ok(!logged.includes(EMAIL) && !logged.includes('Bonjour'))
  })
})
