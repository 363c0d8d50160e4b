import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { Events } from '../../platform/outbox/outbox.ts'
import type { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import {
  type Answer,
  call,
  type Json,
  migrations,
  NOW,
  type Served,
  serve,
  slugOf,
} from './harness.ts'

describeOnBothDatabases('consents', migrations, (open) => {
  let served: Served
  let cookie: string
  const heard: Events['consent.withdrawn'][] = []
  beforeEach(async () => {
    served = await serve(open())
    cookie = await signInByLink(served.origin, 'lina@example.org')
    heard.length = 0
    served.outbox.on('consent.withdrawn', 'test.listener', async (_tx, event) => {
      heard.push(event)
    })
  })
  afterEach(() => served.stop())

  const wanted = { purpose: 'ranking', employer: 'Atlas SA' }
  const give = (body: object = wanted, mine = cookie): Promise<Answer> =>
    call(served.origin, '/api/me/consents', { body, cookie: mine })
  const withdraw = (id: unknown, mine = cookie): Promise<Answer> =>
    call(served.origin, `/api/me/consents/${id}`, { method: 'DELETE', cookie: mine })
  const list = async (mine = cookie) =>
    (await call(served.origin, '/api/me/consents', { cookie: mine })).body
      .consents as unknown as Json[]
  const personId = async () => (await served.accounts.people.byEmail('lina@example.org'))?.id ?? ''
  const current = async () =>
    served.accounts.consents.current(await personId(), wanted.purpose, wanted.employer)

  it('are given, seen and in force', async () => {
    const { status, body } = await give()
    equal(status, 201)
    deepEqual(body, { id: body.id, ...wanted, givenAt: NOW })
    deepEqual(await list(), [body])
    equal((await current())?.id, body.id as unknown)
  })

  it('are one per purpose and employer, whoever gives ten at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => give()))
    const ids = new Set(answers.map(({ body }) => body.id))
    deepEqual([ids.size, new Set(answers.map(({ status }) => status)).size], [1, 1])
    await give({ ...wanted, employer: 'Rif SARL' })
    await give({ ...wanted, purpose: 'newsletter' })
    equal((await list()).length, 3)
  })

  it('end with withdrawal, which is told once to whoever acted on them', async () => {
    const { body } = await give()
    served.clock.now += 60
    equal((await withdraw(body.id)).status, 204)
    equal((await withdraw(body.id)).status, 204)
    equal(await current(), undefined)
    deepEqual(await list(), [{ ...body, withdrawnAt: NOW + 60 }])
    await served.jobs.drain()
    deepEqual(heard, [{ consentId: body.id, personId: await personId(), ...wanted }])
  })

  it('are told of once when withdrawn ten times at once', async () => {
    const { body } = await give()
    const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(body.id)))
    deepEqual(new Set(answers.map(({ status }) => status)), new Set([204]))
    await served.jobs.drain()
    equal(heard.length, 1)
  })

  it('can be given anew after a withdrawal; the old one stays withdrawn', async () => {
    const first = (await give()).body
    await withdraw(first.id)
    served.clock.now += 60
    const second = (await give()).body
    equal((await current())?.id, second.id as unknown)
    deepEqual(
      (await list()).map(({ id, withdrawnAt }) => [id, withdrawnAt !== undefined]),
      [
        [first.id, true],
        [second.id, false],
      ],
    )
  })

  it('of somebody else do not exist for a person', async () => {
    const { body } = await give()
    const other = await signInByLink(served.origin, 'other@example.org')
    deepEqual(await list(other), [])
    for (const id of [body.id, 'nothing', '%00']) {
      const answer = await withdraw(id, other)
      deepEqual([answer.status, slugOf(answer)], [404, 'unknown-consent'])
    }
    equal((await current())?.id, body.id as unknown)
  })

  it('are not given by nobody, nor with anything missing or added', async () => {
    const nobody = await give(wanted, '')
    deepEqual([nobody.status, slugOf(nobody)], [401, 'not-signed-in'])
    for (const body of [{}, { purpose: 'x' }, { ...wanted, employer: '' }, { ...wanted, x: 1 }]) {
      const answer = await give(body)
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
    }
    deepEqual(await list(), [])
  })

  it('are written with the fact that wants them, or not at all', async () => {
    const id = await personId()
    const failing = served.database.transaction(async (tx) => {
      await served.accounts.consents.give(tx, { ...wanted, personId: id })
      throw new Error('the fact failed')
    })
    await rejects(failing, /the fact failed/)
    equal(await current(), undefined)
    await rejects(
      served.database.transaction((tx) => served.accounts.consents.withdraw(tx, 'nothing', id)),
      (error: Problem) => error.type.slug === 'unknown-consent',
    )
    deepEqual(await served.audit.verifyChain('academy'), { entries: 0, intact: true })
  })

  it('leave a record that names nobody', async () => {
    const { body } = await give()
    await withdraw(body.id)
    let chain = ''
    for await (const line of served.audit.exportChain('academy')) chain += `${line}\n`
    deepEqual(chain.match(/consent\.\w+/g), ['consent.given', 'consent.withdrawn'])
    equal(chain.includes(await personId()) || chain.includes('Atlas'), false)
  })
})
