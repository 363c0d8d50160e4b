import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker, slug } from './asker.ts'
import { NINE, NINE_QUERY, nineFields } from './nine-fields.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

describe('choosing what is shown, claim by claim (OpenID4VP 1.0 §6.4.1)', () => {
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let asker: Asker
  let card: string
  beforeEach(async () => {
    let database: Database
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...migrations,
      ...verifierMigrations,
    })
    bench = await openBench(database)
    asker = await openAsker(bench)
    const document = await nineFields(await bench.wallet.holderDid('p1'), NOW)
    card = (await bench.wallet.importCredential('p1', { document, language: 'en' })).id
  })
  afterEach(async () => {
    await asker.close()
    await bench.close()
    await closeDatabase()
  })

  const ask = async (query: object = NINE_QUERY) => {
    const wish = { tenantId: 'acme', clientName: 'Acme Jobs', purpose: 'To apply', query }
    const links = await asker.verifier.requests?.create(wish as never)
    ok(links)
    const { ticket } = await bench.wallet.previewRequest('p1', links)
    return { id: links.id, ticket, requestUri: links.requestUri }
  }
  const choices = () => ({ card })
  const draft = async (ticket: string, fields?: readonly (readonly string[])[]) => {
    const wish = { ticket, choices: choices(), ...(fields && { fields: { card: fields } }) }
    const [one] = await bench.wallet.draftAnswer('p1', wish)
    ok(one)
    return one
  }
  const answer = (ticket: string, fields: readonly (readonly string[])[]) =>
    bench.wallet.answerRequest('p1', { ticket, choices: choices(), fields: { card: fields } })
  const resultOf = async (id: string) =>
    (await asker.verifier.requests?.status(id, { tenantId: 'acme' }))?.result
  const names = (claims: object) => Object.keys(claims).filter((name) => name in NINE)

  it('offers nine fields, of which two are required and nothing more is chosen', async () => {
    const { ticket } = await ask()
    const { fields, sets, leaves, whole, chosen, complete } = await draft(ticket)
    equal(fields.length, 9)
    equal(whole, false)
    const required = fields
      .filter((field) => field.required)
      .map(({ path, value }) => [path, value])
    deepEqual(required, [
      [['course'], 'AI Foundations'],
      [['grade'], 'very good'],
    ])
    deepEqual(sets, [
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      [5, 6],
    ])
    deepEqual(names(leaves).sort(), ['course', 'grade'])
    deepEqual([chosen, complete], [[5, 6], true])
  })

  it('sends what the draft showed and not a claim more, and remembers which', async () => {
    const { id, ticket } = await ask()
    const chosen = [['course'], ['grade'], ['city']]
    const { leaves } = await draft(ticket, chosen)
    deepEqual(names(leaves).sort(), ['city', 'course', 'grade'])
    await answer(ticket, chosen)
    const result = await resultOf(id)
    equal(result?.satisfied, true, JSON.stringify(result))
    const arrived = result.presentations[0]?.credentials[0]?.credential
    deepEqual(Object.keys(arrived ?? {}).sort(), Object.keys(leaves).sort())
    deepEqual(names(arrived ?? {}).sort(), ['city', 'course', 'grade'])
    const text = JSON.stringify(result)
    for (const kept of ['Fatima', '2001-01-01', '+212']) equal(text.includes(kept), false, kept)
    const [record] = await bench.wallet.shown('p1')
    deepEqual([record?.asker, record?.purpose, record?.identified], ['Acme Jobs', 'To apply', true])
    const shown = record?.credentials[0]?.claims ?? []
    deepEqual(shown.filter((name) => name in NINE).sort(), ['city', 'course', 'grade'])
  })

  it('refuses a claim that nobody asked for, and an answer that lacks a required one', async () => {
    const { id, ticket } = await ask()
    await rejects(answer(ticket, [['course'], ['grade'], ['cnf']]), slug('choice-does-not-fit'))
    equal((await draft(ticket, [['course']])).complete, false)
    await rejects(answer(ticket, [['course']]), slug('choice-does-not-fit'))
    await rejects(answer(ticket, []), slug('choice-does-not-fit'))
    equal(await resultOf(id), undefined)
    deepEqual(await bench.wallet.shown('p1'), [])
  })

  it('takes either of two sets, and neither for both', async () => {
    const [asked] = NINE_QUERY.credentials
    const query = { credentials: [{ ...asked, claim_sets: [['email'], ['phone_number']] }] }
    const { id, ticket } = await ask(query)
    const { fields, leaves } = await draft(ticket)
    deepEqual(
      fields.filter(({ required }) => required),
      [],
    )
    deepEqual(names(leaves), ['email'])
    await rejects(answer(ticket, [['city']]), slug('choice-does-not-fit'))
    await answer(ticket, [['phone_number']])
    equal((await resultOf(id))?.satisfied, true)
  })

  it('refuses an answer that leaves a credential out', async () => {
    const [asked] = NINE_QUERY.credentials
    const query = { credentials: [asked, { ...asked, id: 'second' }] }
    const { ticket } = await ask(query)
    await rejects(answer(ticket, [['course'], ['grade']]), slug('choice-does-not-fit'))
    await bench.wallet.answerRequest('p1', { ticket, choices: { card, second: card } })
    const alternative = [{ options: [['card'], ['second']] }]
    const either = await ask({ ...query, credential_sets: alternative })
    await answer(either.ticket, [['course'], ['grade']])
  })

  it('asks the asker once, however often the learner changes their mind', async () => {
    const { ticket } = await ask()
    const before = bench.fetched.length
    await draft(ticket)
    await draft(ticket, [['course'], ['grade']])
    equal(bench.fetched.length, before)
  })

  it('takes no ticket of another learner, none that was changed, and none that is old', async () => {
    const { ticket } = await ask()
    const wish = { ticket, choices: choices() }
    await bench.wallet.holderDid('p2')
    await rejects(bench.wallet.draftAnswer('p2', wish), slug('invalid-presentation-request'))
    const other = ticket.at(40) === 'A' ? 'B' : 'A'
    const changed = { ...wish, ticket: `${ticket.slice(0, 40)}${other}${ticket.slice(41)}` }
    await rejects(bench.wallet.draftAnswer('p1', changed), slug('invalid-presentation-request'))
    const none = { ...wish, ticket: 'x' }
    await rejects(bench.wallet.answerRequest('p1', none), slug('invalid-presentation-request'))
    bench.setNow(NOW + 901)
    await rejects(bench.wallet.answerRequest('p1', wish), slug('request-not-trusted'))
  })
})
