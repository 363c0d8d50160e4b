import { deepEqual, equal, match } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openCodeFlow } from './code-flow.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, NOW, openIssuer } from './support.ts'
import { credentialIn, openWallet, type TestWallet } from './wallet.ts'

const READY = NOW + 7200
const readyAt = new Date(READY * 1000).toISOString()

describeOnBothDatabases(
  'certificates that are collected later (OpenID4VCI 1.0 §9)',
  migrations,
  (db) => {
    let bench: Bench
    let learner: TestLearner
    let wallet: TestWallet
    beforeEach(async () => {
      bench = await openIssuer(db())
      learner = await openLearner(bench)
      wallet = openWallet(bench)
      await learner.pass()
    })
    afterEach(async () => {
      await bench.close()
    })

    const tokenFor = async (more: Record<string, unknown> = { readyAt }) => {
      const { code } = await wallet.readOffer(String((await learner.offer(more)).body.offerUri))
      return (await wallet.token(code)).body
    }
    /** Of an award that was made after the first. */
    const tokenOfAnother = async () => {
      const first = await learner.awardId()
      await learner.pass({ assessmentId: 'assessment-2', courseVersion: '1' })
      const all = (await learner.mine()).map(({ id }) => String(id))
      const awardId = all.find((id) => id !== first)
      return String((await tokenFor({ awardId })).access_token)
    }
    const collect = (accessToken: string, json: unknown): Promise<Answer> =>
      bench.call('POST', '/openid4vci/deferred', {
        headers: { authorization: `Bearer ${accessToken}` },
        json,
      })
    const begin = async () => {
      const { access_token: token, expires_in: seconds } = await tokenFor()
      const answer = await wallet.credential(String(token), await wallet.proof())
      return { token: String(token), seconds: Number(seconds), answer }
    }
    const refused = ({ status, body, text }: Answer, wanted: readonly [number, string]) => {
      deepEqual([status, body.error], wanted, text)
    }

    it('are advertised, and named when they are asked for before their time', async () => {
      const { body } = await bench.call('GET', '/.well-known/openid-credential-issuer')
      equal(body.deferred_credential_endpoint, `${bench.origin}/openid4vci/deferred`)
      const { answer, seconds } = await begin()
      deepEqual([answer.status, answer.body.interval], [202, 3600], answer.text)
      match(String(answer.body.transaction_id), /^[\w-]{43}$/)
      equal(answer.body.credentials, undefined)
      equal(seconds > 7200, true, 'the token outlives the wait')
    })

    it('are bound to the key that was proved, and handed over once', async () => {
      const { token, answer } = await begin()
      const wanted = { transaction_id: answer.body.transaction_id }
      const early = await collect(token, wanted)
      deepEqual([early.status, early.body.transaction_id], [202, wanted.transaction_id], early.text)
      bench.setNow(READY - 2)
      equal((await collect(token, wanted)).body.interval, 5)
      bench.setNow(READY)
      const handed = await collect(token, wanted)
      equal(handed.status, 200, handed.text)
      equal(handed.headers.get('cache-control'), 'no-store')
      equal(credentialIn(handed).credentialSubject.id, wallet.signer.did)
      equal(handed.body.notification_id, undefined)
      refused(await collect(token, wanted), [400, 'invalid_transaction_id'])
    })

    it('come at once when their time has come meanwhile', async () => {
      const { access_token: token } = await tokenFor()
      bench.setNow(READY)
      equal((await wallet.credential(String(token), await wallet.proof())).status, 200)
    })

    it('wait in the authorization code flow too', async () => {
      const { body } = await learner.offer({ readyAt, grant: 'authorization_code' })
      const offer = await wallet.readOffer(String(body.offerUri))
      const grants = offer.content.grants as { authorization_code: { issuer_state: string } }
      const flow = openCodeFlow(bench)
      const { issuer_state: state } = grants.authorization_code
      const code = await flow.code(learner.amina, await learner.awardId(), { issuer_state: state })
      const token = String((await flow.token({ code })).body.access_token)
      equal((await wallet.credential(token, await wallet.proof())).status, 202)
    })

    it('are not given under another name, another award’s token, or without one', async () => {
      const { token, answer } = await begin()
      const wanted = { transaction_id: answer.body.transaction_id }
      refused(await collect(token, { transaction_id: 'guessed' }), [400, 'invalid_transaction_id'])
      refused(await collect(token, {}), [400, 'invalid_credential_request'])
      refused(await collect('guessed', wanted), [401, 'invalid_token'])
      const other = await tokenOfAnother()
      refused(await collect(other, wanted), [400, 'invalid_transaction_id'])
    })

    it('are not given once the award is revoked', async () => {
      const { token, answer } = await begin()
      await learner.overturn()
      bench.setNow(READY)
      const handed = await collect(token, { transaction_id: answer.body.transaction_id })
      refused(handed, [400, 'credential_request_denied'])
    })

    it('are forgotten a week after their time', async () => {
      const { token, answer } = await begin()
      bench.setNow(READY + 7 * 86_400)
      const late = await collect(token, { transaction_id: answer.body.transaction_id })
      refused(late, [401, 'invalid_token'])
    })

    it('wait under seal: nothing in the database tells whose keys they are', async () => {
      await begin()
      const rows = await bench.db
        .tables<{ issuer_deferred: { request: Uint8Array } }>()
        .selectFrom('issuer_deferred')
        .select('request')
        .execute()
      const bytes = Buffer.concat(rows.map(({ request }) => Buffer.from(request)))
      equal(rows.length, 1)
      equal(bytes.includes(wallet.signer.did.slice(8)), false)
    })

    describe('notifications (§11)', () => {
      const received = async () => {
        const { access_token: token } = await tokenFor({})
        const answer = await wallet.credential(String(token), await wallet.proof())
        return { token: String(token), id: String(answer.body.notification_id) }
      }
      const tell = (token: string, json: unknown) =>
        bench.call('POST', '/openid4vci/notification', {
          headers: { authorization: `Bearer ${token}` },
          json,
        })

      it('are heard, and the same told twice is on record once', async () => {
        const { token, id } = await received()
        const told = { notification_id: id, event: 'credential_accepted', event_description: 'ok' }
        equal((await tell(token, told)).status, 204)
        equal((await tell(token, told)).status, 204)
        equal((await tell(token, { ...told, event: 'credential_deleted' })).status, 204)
        const kinds = await learner.kinds()
        equal(kinds.filter((kind) => kind === 'credential.notified').length, 2)
      })

      it('are refused under another name or token, and in another form', async () => {
        const { token, id } = await received()
        const event = 'credential_failure'
        const unknown = [400, 'invalid_notification_id'] as const
        refused(await tell(token, { notification_id: 'guessed', event }), unknown)
        const odd = [400, 'invalid_notification_request'] as const
        refused(await tell(token, { notification_id: id, event: 'credential_lost' }), odd)
        refused(await tell(token, { event }), odd)
        refused(await tell('guessed', { notification_id: id, event }), [401, 'invalid_token'])
        const other = await tokenOfAnother()
        refused(await tell(other, { notification_id: id, event }), unknown)
      })
    })
  },
)
