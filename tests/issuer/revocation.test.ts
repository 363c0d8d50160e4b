import { deepEqual, equal } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Bench, migrations, openIssuer, person, slugOf } from './support.ts'
import { credentialIn, openWallet } from './wallet.ts'

describeOnBothDatabases('an award', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
  })
  afterEach(async () => {
    await bench.close()
  })

  describe('that was overturned', () => {
    it('has every form revoked, and whoever listens hears', async () => {
      await learner.pass()
      const forms = [credentialIn(await learner.claim()), credentialIn(await learner.claim())]
      await learner.overturn()
      for (const form of forms) {
        const { outcome, checks } = await bench.verify(form)
        equal(outcome, 'failed')
        equal(checks.find(({ name }) => name === 'status')?.reason, 'revoked')
      }
      const [award] = await learner.mine()
      deepEqual([award?.state, award?.reason], ['revoked', 'The questions had leaked.'])
      await bench.jobs.drain()
      deepEqual(
        bench.told.map(({ credentialId, status, reason }) => [credentialId, status, reason]).sort(),
        forms.map(({ id }) => [id, 'revoked', 'assessment-overturned']).sort(),
      )
      const [mail] = (await bench.accounts.inbox?.()) ?? []
      deepEqual(
        [mail?.to, mail?.subject],
        ['amina@example.org', 'Votre certificat a été révoqué\u00a0: Fondations de l’IA'],
      )
    })

    it('cannot be claimed any more', async () => {
      await learner.pass()
      const { body } = await learner.offer()
      await learner.overturn()
      const late = await openWallet(bench).receive(String(body.offerUri))
      deepEqual([late.status, late.body.error], [400, 'credential_request_denied'])
      const again = await learner.offer()
      deepEqual([again.status, slugOf(again)], [409, 'award-revoked'])
    })

    it('before it was made is never made', async () => {
      await learner.overturn()
      await learner.pass()
      deepEqual(await learner.mine(), [])
    })

    it('while it is claimed leaves no certificate that is not revoked', async () => {
      await learner.pass()
      const wallets = Array.from({ length: 4 }, () => openWallet(bench))
      const offers = await Promise.all(wallets.map(() => learner.offer()))
      const [answers] = await Promise.all([
        Promise.all(wallets.map((wallet, at) => wallet.receive(String(offers[at]?.body.offerUri)))),
        learner.overturn(),
      ])
      for (const answer of answers.filter(({ status }) => status === 200)) {
        equal((await bench.verify(credentialIn(answer))).outcome, 'failed')
      }
    })
  })

  describe('contested after its revocation', () => {
    const contest = async (as = learner.amina, id?: string) =>
      bench.call('POST', `/api/awards/${id ?? (await learner.awardId())}/contest`, {
        as,
        json: { reason: 'Je n’ai pas triché.' },
      })

    it('is a case with a deadline, and live again when the case is upheld', async () => {
      await learner.pass()
      const wallet = openWallet(bench)
      const revoked = credentialIn(await learner.claim(wallet))
      const operator = person('idir', ['issuer-operator'])
      const answer = await bench.call(
        'POST',
        `/api/issuer/awards/${await learner.awardId()}/revocation`,
        {
          as: operator,
          json: { reason: 'Suspicion of cheating' },
        },
      )
      deepEqual([answer.status, answer.body.state], [200, 'revoked'])
      const opened = await contest()
      deepEqual([opened.status, opened.body.dueAt], [201, '2026-12-22T09:33:20Z'])
      const decision = {
        caseId: String(opened.body.caseId),
        outcome: 'upheld',
        remedy: 'The award stands.',
        explanation: 'No evidence.',
      } as const
      const byOperator = bench.audit.decideCase(db(), { ...decision, handlerId: 'idir' })
      await byOperator.then(
        () => Promise.reject(new Error('the operator answered their own case')),
        () => undefined,
      )
      await bench.audit.decideCase(db(), { ...decision, handlerId: 'nora' })
      await bench.jobs.drain()
      equal((await learner.mine())[0]?.state, 'live')
      const anew = credentialIn(await learner.claim(wallet))
      equal((await bench.verify(anew)).outcome, 'passed')
      equal((await bench.verify(revoked)).outcome, 'failed')
    })

    it('stays revoked when the case is rejected', async () => {
      await learner.pass()
      await learner.overturn()
      const { body } = await contest()
      await bench.audit.decideCase(db(), {
        caseId: String(body.caseId),
        handlerId: 'nora',
        outcome: 'rejected',
        remedy: '-',
        explanation: 'They had leaked.',
      })
      await bench.jobs.drain()
      equal((await learner.mine())[0]?.state, 'revoked')
    })

    it('is refused for a valid award, one of somebody else, and twice', async () => {
      await learner.pass()
      const valid = await contest()
      deepEqual([valid.status, slugOf(valid)], [409, 'award-not-revoked'])
      await learner.overturn()
      const foreign = await contest(person('brahim'), await learner.awardId())
      deepEqual([foreign.status, slugOf(foreign)], [404, 'unknown-award'])
      equal((await contest()).status, 201)
      const twice = await contest()
      deepEqual([twice.status, slugOf(twice)], [409, 'case-already-open'])
    })
  })

  describe('of a person who leaves', () => {
    it('is shown before, and says nothing afterwards, while its status can still be read', async () => {
      await learner.pass()
      const certificate = credentialIn(await learner.claim())
      await learner.offer()
      const exported = (await bench.issuer.personData.exportPerson(learner.amina.personId)) as {
        achievement: { name: string }
        credentials: { id: string }[]
      }[]
      deepEqual(
        exported.map(({ achievement, credentials }) => [achievement.name, credentials[0]?.id]),
        [['Fondations de l’IA', certificate.id]],
      )
      const touched = await db().transaction((tx) =>
        bench.issuer.personData.erasePerson(tx, learner.amina.personId),
      )
      equal(touched, 1)
      deepEqual(await learner.mine(), [])
      equal((await bench.verify(certificate)).outcome, 'passed')
    })
  })
})
