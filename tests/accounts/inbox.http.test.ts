import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Letter } from '../../accounts/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { call, type Json, migrations, NOW, type Served, serve } from './harness.ts'

describeOnBothDatabases('the development inbox', migrations, (open) => {
  let served: Served
  beforeEach(async () => {
    served = await serve(open())
  })
  afterEach(() => served.stop())

  const letter = (subject: string, more: Partial<Letter> = {}): Letter => ({
    to: 'lina@example.org',
    language: 'en',
    subject,
    paragraphs: ['Hello.', 'See https://example.org/in-the-text and bye.'],
    ...more,
  })
  const send = (what: Letter, expiresAt?: number) =>
    served.database.transaction((tx) => served.accounts.mailer.send(tx, what, expiresAt))
  const inbox = async () => {
    const { body } = await call(served.origin, '/api/inbox')
    return body.mails as unknown as Json[]
  }

  it('shows what a mail server would have been handed, the newest first', async () => {
    await send(letter('one'))
    await send(letter('two'))
    served.clock.now += 1
    await send(letter('three', { to: 'Other@Example.org' }))
    const mails = await inbox()
    deepEqual(
      mails.map(({ subject, to, sentAt }) => [subject, to, sentAt]),
      [
        ['three', 'other@example.org', NOW + 1],
        ['two', 'lina@example.org', NOW],
        ['one', 'lina@example.org', NOW],
      ],
    )
    match(String(mails[0]?.text), /^Hello\.\n\nSee https/)
    match(String(mails[0]?.html), /<p>Hello\.<\/p>/)
  })

  it('lifts out the address a reader is asked to follow', async () => {
    const url = 'https://brevet.example/x?a=1&b=2'
    await send(letter('one', { action: { label: 'Open', url } }))
    const [mail] = await inbox()
    deepEqual(mail?.links, [url])
  })

  it('forgets mails that are of no use any more when the next one comes', async () => {
    await send(letter('short'), NOW + 10)
    await send(letter('long'))
    served.clock.now += 10
    await send(letter('next'))
    deepEqual(
      (await inbox()).map(({ subject }) => subject),
      ['next', 'long'],
    )
    served.clock.now += 3 * 86_400
    await send(letter('last'))
    deepEqual(
      (await inbox()).map(({ subject }) => subject),
      ['last'],
    )
  })

  it('shows a hundred at the most', async () => {
    await served.database.transaction(async (tx) => {
      for (let n = 0; n < 103; n++) await served.accounts.mailer.send(tx, letter(`mail ${n}`))
    })
    const mails = await inbox()
    deepEqual([mails.length, mails[0]?.subject], [100, 'mail 102'])
  })

  it('is not kept by anybody on the way', async () => {
    const { headers } = await call(served.origin, '/api/inbox')
    equal(headers.get('cache-control'), 'no-store')
  })

  it('holds nothing readable in the database', async () => {
    await send(letter('A secret subject'))
    const rows = await served.database
      .tables<{ accounts_mail: { content: Uint8Array } }>()
      .selectFrom('accounts_mail')
      .select('content')
      .execute()
    ok(rows.every(({ content }) => !Buffer.from(content).includes('secret subject')))
  })
})
