import { deepEqual, equal } from 'node:assert/strict'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { openPlatform, type TestPlatform } from './platform.ts'
import { type Bench, client, migrations, openIssuer, person, slugOf } from './support.ts'
import { credentialIn, openWallet } from './wallet.ts'

const operator = person('idir', ['issuer-operator'], 'acme')

for (const kind of DB_KINDS) {
  describe(`awards for an operator (${kind})`, () => {
    let bench: Bench
    let acme: TestPlatform
    let learner: TestLearner
    let close: () => Promise<void>
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      acme = openPlatform(bench)
      learner = await openLearner(bench)
      await acme.put()
      await learner.pass()
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    const list = async (as = operator, query = '') =>
      bench.call('GET', `/api/issuer/awards${query}`, { as })
    const revoke = (id: string, as: Parameters<Bench['call']>[2] & object = { as: operator }) =>
      bench.call('POST', `/api/issuer/awards/${id}/revocation`, {
        json: { reason: 'A mistake' },
        ...as,
      })

    it('are those of the organisation, newest first, in pages', async () => {
      for (let n = 0; n < 52; n++) {
        bench.setNow(bench.now() + 1)
        await acme.award({ recipient: { email: `a${n}@example.org` } })
      }
      const first = (await list()).body as {
        awards: { id: string; awardedAt: string }[]
        next: string
      }
      equal(first.awards.length, 50)
      const times = first.awards.map(({ awardedAt }) => awardedAt)
      deepEqual(times, [...times].sort().reverse())
      const second = (await list(operator, `?before=${first.next}`)).body as typeof first
      deepEqual([second.awards.length, second.next], [2, undefined])
      const ids = new Set([...first.awards, ...second.awards].map(({ id }) => id))
      equal(ids.size, 52)
    })

    it('are shown to nobody else', async () => {
      equal((await list(person('amina'))).status, 403)
      equal((await list(person('r', ['reviewer'], 'acme'))).status, 403)
      equal((await bench.call('GET', '/api/issuer/awards')).status, 401)
      const machine = await bench.call('GET', '/api/issuer/awards', {
        as: client('c', ['admin'], 'acme'),
      })
      equal(machine.status, 401)
      const elsewhere = (await list(person('x', ['issuer-operator'], 'globex'))).body
      deepEqual(elsewhere.awards, [])
      equal((await list(operator, '?page=2')).status, 400)
    })

    it('are revoked with a reason, of which the recipient is told', async () => {
      const { body } = await acme.award({ recipient: { email: 'brahim@example.org' } })
      const certificate = credentialIn(await openWallet(bench).receive(String(body.offerUri)))
      const answer = await revoke(String(body.id))
      deepEqual(
        [answer.status, answer.body.state, answer.body.reason],
        [200, 'revoked', 'A mistake'],
      )
      equal((await bench.verify(certificate)).outcome, 'failed')
      await bench.jobs.drain()
      const mails = await acme.inbox()
      const told = mails.filter(
        ({ subject }) => subject === 'Your certificate was revoked: Welding',
      )
      deepEqual(
        told.map(({ to }) => to),
        ['brahim@example.org'],
      )
      const again = await revoke(String(body.id))
      deepEqual([again.status, again.body.reason], [200, 'A mistake'])
      await bench.jobs.drain()
      equal((await acme.inbox()).length, mails.length)
    })

    it('are not revoked by another organisation, role, or without a reason', async () => {
      const { body } = await acme.award({ recipient: { email: 'c@example.org' } })
      const id = String(body.id)
      const foreign = await revoke(id, { as: person('x', ['issuer-operator', 'admin'], 'globex') })
      deepEqual([foreign.status, slugOf(foreign)], [404, 'unknown-award'])
      equal((await revoke(id, { as: person('amina', ['learner'], 'acme') })).status, 403)
      equal((await revoke(id, { as: operator, json: {} })).status, 400)
      equal((await revoke(id, { as: operator, json: { reason: '' } })).status, 400)
      equal((await revoke('none')).status, 404)
      const own = await learner.awardId()
      equal((await revoke(own)).status, 404)
    })

    it('of a person are seen by that person alone', async () => {
      const id = await learner.awardId()
      const own = await bench.call('GET', `/api/awards/${id}`, { as: learner.amina })
      deepEqual([own.status, own.body.id], [200, id])
      equal(own.body.assessmentId, 'assessment-1')
      for (const as of [person('brahim'), person('idir', ['issuer-operator', 'admin'])]) {
        const foreign = await bench.call('GET', `/api/awards/${id}`, { as })
        deepEqual([foreign.status, slugOf(foreign)], [404, 'unknown-award'])
      }
      equal((await bench.call('GET', '/api/awards')).status, 401)
      equal((await bench.call('POST', '/offers', { as: learner.amina, json: {} })).status, 400)
    })
  })
}
