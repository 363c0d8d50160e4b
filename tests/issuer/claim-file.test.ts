import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import type { IssuerTables } from '../../issuer/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { dumpOf, tablesWith } from '../support/dump.ts'
import { openPlatform, type TestPlatform } from './platform.ts'
import { type Answer, type Bench, migrations, openIssuer, person, slugOf } from './support.ts'
import { openWallet } from './wallet.ts'

const operator = person('idir', ['issuer-operator'], 'acme')

const DAY = 24 * 3600
const MONTH = 30 * DAY
const HALF_YEAR = 183 * DAY

describeOnBothDatabases('a certificate that waits without an account', migrations, (db) => {
  let bench: Bench
  let acme: TestPlatform
  let awardId: string
  let secret: string
  beforeEach(async () => {
    bench = await openIssuer(db())
    acme = openPlatform(bench)
    await acme.put({ validDays: 1000 })
    const evidence = [{ name: 'A seam', narrative: 'Held under water' }]
    const { body } = await acme.award({ evidence })
    awardId = String(body.id)
    secret = String(body.claimUrl).split('/').at(-1) ?? ''
  })
  afterEach(async () => {
    await bench.close()
  })

  const file = (by = secret) => bench.call('POST', `/api/claims/${by}/file`)
  const look = (by = secret) => bench.call('GET', `/api/claims/${by}`)
  const row = () =>
    bench.db
      .tables<IssuerTables>()
      .selectFrom('issuer_award')
      .selectAll()
      .where('id', '=', awardId)
      .executeTakeFirstOrThrow()
  const later = async (seconds: number) => {
    bench.setNow(bench.now() + seconds)
    await bench.jobs.drain()
  }
  /** The secret in the newest mail. */
  const mailed = async (): Promise<string> =>
    /\/claim\/([\w-]{43})/.exec((await acme.inbox())[0]?.text ?? '')?.[1] ?? ''

  describe('taken along as a file', () => {
    it('is genuine, names its recipient by mailbox alone, and is bound to no key', async () => {
      const { status, body, headers } = await file()
      equal(status, 200)
      match(headers.get('content-disposition') ?? '', /credential\.json/)
      equal(headers.get('cache-control'), 'no-store')
      const { outcome, checks } = await bench.verify(body)
      equal(outcome, 'passed', JSON.stringify(checks))
      const subject = body.credentialSubject as { id?: string; identifier: { hashed: boolean }[] }
      equal(subject.id, undefined)
      equal(subject.identifier[0]?.hashed, true)
    })

    it('is the same whenever the link is opened, also ten times at once', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => file()))
      deepEqual([...new Set(answers.map(({ status }) => status))], [200])
      equal(new Set(answers.map(({ text }) => text)).size, 1)
      equal((await file()).text, answers[0]?.text)
    })

    it('lies here under a key that is in the link alone', async () => {
      const { body } = await file()
      const texts = await dumpOf(bench.db)
      for (const plain of [
        secret,
        'Held under water',
        String(body.id).slice(9),
        'rahim@example.org',
      ]) {
        const found = tablesWith(texts, plain)
        const where = plain.startsWith('rahim') ? ['accounts_mail'] : []
        const id = plain === String(body.id).slice(9) ? ['issuer_credential'] : []
        deepEqual(found, [...where, ...id], plain)
      }
      const stored = await bench.db
        .tables<IssuerTables>()
        .selectFrom('issuer_claim_file')
        .select('sealed')
        .executeTakeFirstOrThrow()
      const sealed = new Uint8Array(stored.sealed)
      const opened = await bench.keys.sealer
        .open('issuer.claim-file', sealed, awardId)
        .then(() => true)
        .catch(() => false)
      equal(opened, false, 'the operator has no key to it')
    })

    it('leaves room for a wallet, which gets a form of its own', async () => {
      await file()
      const offer = await bench.call('POST', `/api/claims/${secret}/offer`, { json: {} })
      equal((await openWallet(bench).receive(String(offer.body.offerUri))).status, 200)
    })

    it('is shown as revoked when the award is, and is not signed after that', async () => {
      const { body } = await file()
      await bench.call('POST', `/api/issuer/awards/${awardId}/revocation`, {
        as: operator,
        json: { reason: 'a mistake' },
      })
      equal((await look()).body.state, 'revoked')
      const { outcome, checks } = await bench.verify(body)
      equal(outcome, 'failed')
      ok(checks.some(({ reason }) => reason === 'revoked'))
      equal((await file()).status, 200, 'the same file, which says so itself')
    })

    it('is not signed once the award is revoked, nor for a link that is none', async () => {
      await bench.call('POST', `/api/issuer/awards/${awardId}/revocation`, {
        as: operator,
        json: { reason: 'a mistake' },
      })
      const refused = await file()
      deepEqual([refused.status, slugOf(refused)], [409, 'award-revoked'])
      for (const other of ['guessed', `${secret}x`, secret.slice(1)]) {
        deepEqual(told(await file(other)), [404, 'unknown-claim'])
      }
    })

    it('is not given for an award to a key', async () => {
      const recipient = { did: openWallet(bench).signer.did }
      const { body } = await acme.award({ recipient })
      const answer = await file(String(body.claimUrl).split('/').at(-1))
      deepEqual(told(answer), [403, 'not-the-recipient'])
    })
  })

  describe('and is not collected', () => {
    it('is written about once more, a month before the end, with a new link', async () => {
      await later(HALF_YEAR - MONTH - DAY)
      equal((await acme.inbox()).length, 1)
      await later(2 * DAY)
      const next = await mailed()
      notEqual(next, secret)
      match((await acme.inbox())[0]?.subject ?? '', /still waiting: Welding/)
      equal((await look(next)).status, 200)
      equal((await look()).status, 404, 'the new link took its place')
      equal((await file(next)).status, 200)
    })

    it('keeps nothing of its recipient after the end', async () => {
      await later(HALF_YEAR - MONTH + 1)
      const next = await mailed()
      await later(MONTH)
      equal((await look(next)).status, 404)
      const { details, claim_hash: hash, claim_expires_at: end, state } = await row()
      deepEqual([details, hash, end, state], [null, null, null, 'live'])
    })
  })

  for (const [how, collect] of [
    [
      'an account',
      () => bench.call('POST', `/api/claims/${secret}/attachment`, { as: person('b') }),
    ],
    ['a file', () => file()],
  ] as const) {
    it(`is not written about once it is in ${how}, and keeps what its holder needs`, async () => {
      equal((await collect()).status, 200)
      const before = (await acme.inbox()).length
      await later(HALF_YEAR - MONTH + 1)
      ok((await acme.inbox()).length <= before)
      await later(MONTH)
      const { details, claim_hash: hash } = await row()
      notEqual(details, null)
      equal(hash, null)
    })
  }

  it('is not written about once it is revoked', async () => {
    await bench.call('POST', `/api/issuer/awards/${awardId}/revocation`, {
      as: operator,
      json: { reason: 'a mistake' },
    })
    await bench.jobs.drain()
    await later(HALF_YEAR - MONTH + 1)
    ok(!(await acme.inbox()).some(({ subject }) => subject.includes('waiting')))
  })

  const told = (answer: Answer) => [answer.status, slugOf(answer)]
})
