import { deepEqual, equal, match, ok, rejects, throws } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { createSealer } from '../../keys/index.ts'
import { FetchFailed, type FetchOptions, type GuardedFetch } from '../../platform/fetch.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createLog } from '../../platform/log.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { createWatches, type Watches } from '../../verifier/watches/watches.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { createWorld, NOW, STATUS_LIST, type World } from './support.ts'

const CALLBACK = 'https://ats.example/hooks/brevet'
const ACME = 'acme'

interface Call {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const entry = {
  id: `${STATUS_LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: STATUS_LIST,
}

describeOnBothDatabases(
  'watched credentials',
  { ...verifierMigrations, ...jobsMigrations },
  (db) => {
    let now = NOW
    let world: World
    let jobs: JobRunner
    let watches: Watches
    let calls: Call[]
    /** What the callback answers, one after the other; 204 when nothing is left. */
    let answers: (number | 'down')[]

    beforeEach(async () => {
      now = NOW
      calls = []
      answers = []
      world = createWorld(db())
      await world.publishStatus([])
      const clock = () => now
      const fetch: GuardedFetch = async (url, options: FetchOptions = {}) => {
        if (options.method !== 'POST') return world.web.fetch(url, options)
        const { headers = {}, body = '' } = options
        calls.push({ url, headers, body: String(body) })
        const status = answers.shift() ?? 204
        if (status === 'down') throw new FetchFailed(`${url} does not answer`)
        return { status, headers: {}, body: new Uint8Array(), url }
      }
      jobs = await createJobs(db(), { clock, log: createLog('silent'), random: systemRandom })
      const sealer = createSealer(createHash('sha256').update('t').digest(), systemRandom)
      const credentialDeps = { clock, fetch }
      const deps = { db: db(), clock, fetch, jobs, random: systemRandom, sealer, credentialDeps }
      watches = createWatches(deps)
    })
    afterEach(() => jobs.stop(0))

    const report = async (changes: object = { credentialStatus: entry }) =>
      world.verifier.verifyCredential(await world.badge(changes as never))
    const watch = async () =>
      watches.add({
        tenantId: ACME,
        callbackUrl: CALLBACK,
        reference: 'A-12',
        report: await report(),
      })
    /** Five minutes later, with everything done that is due. */
    const later = async (seconds = 300) => {
      now += seconds
      world.setNow(now)
      await jobs.drain()
    }

    it('are told of once they are revoked, signed, and once', async () => {
      const { watch: made, secret } = await watch()
      equal(made.status, 'good')
      await later()
      deepEqual(calls, [])
      await world.publishStatus([7])
      await later()
      equal(calls.length, 1)
      const [{ url, headers, body } = { url: '', headers: {}, body: '' } as Call] = calls
      equal(url, CALLBACK)
      const message = JSON.parse(body) as { type: string; data: Record<string, string> }
      equal(message.type, 'credential.status.changed')
      deepEqual(
        [message.data.watch, message.data.reference, message.data.status, message.data.issuer],
        [made.id, 'A-12', 'revoked', world.issuer.did],
      )
      const signed = { ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) }
      const webhook = new Webhook(secret)
      throws(() => webhook.verify(body, signed))
      const at = new Date(Number(headers['webhook-timestamp']) * 1000)
      equal(webhook.sign(headers['webhook-id'] ?? '', at, body), headers['webhook-signature'])
      await later()
      equal(calls.length, 1)
      const { status, delivery } = await watches.byId(ACME, made.id)
      deepEqual([status, delivery], ['revoked', 'delivered'])
    })

    it('are told of again until the callback takes it, under the same id', async () => {
      const { watch: made } = await watch()
      answers = [500, 'down', 302]
      await world.publishStatus([7])
      await later()
      match((await watches.byId(ACME, made.id)).answer ?? '', /answered 500/)
      for (const seconds of [10, 30, 60]) await later(seconds)
      equal(calls.length, 4)
      equal(new Set(calls.map(({ headers }) => headers['webhook-id'])).size, 1)
      equal(new Set(calls.map(({ body }) => body)).size, 1)
      const { delivery, answer } = await watches.byId(ACME, made.id)
      deepEqual([delivery, answer], ['delivered', 'answered 204'])
    })

    it('are given up after about a day: the delivery is failed, and tried no more', async () => {
      const { watch: made } = await watch()
      answers = Array(20).fill(503)
      await world.publishStatus([7])
      const began = now + 300
      await later()
      let last = now
      for (let hour = 0; hour < 48; hour++) {
        const before = calls.length
        await later(3600)
        if (calls.length > before) last = now
      }
      equal(calls.length, 14)
      // 28 hours of delays, and up to an hour more for each that is looked at by the hour.
      ok(last - began > 20 * 3600 && last - began < 42 * 3600, `${last - began} s`)
      const { delivery, answer, tries, status } = await watches.byId(ACME, made.id)
      deepEqual([delivery, answer, tries, status], ['failed', 'answered 503', 14, 'revoked'])
      equal((await jobs.counts()).failed, 0)
    })

    it('are told of once more on request, under the same id, given up or taken', async () => {
      const { watch: made } = await watch()
      answers = Array(14).fill(503)
      await world.publishStatus([7])
      await later()
      for (let hour = 0; hour < 48; hour++) await later(3600)
      equal((await watches.byId(ACME, made.id)).delivery, 'failed')
      const asked = await watches.redeliver(ACME, made.id)
      deepEqual([asked.delivery, asked.tries], ['waiting', 0])
      await later(1)
      const told = await watches.byId(ACME, made.id)
      deepEqual([told.delivery, told.tries, calls.length], ['delivered', 1, 15])
      await watches.redeliver(ACME, made.id)
      await later(1)
      equal(calls.length, 16)
      equal(new Set(calls.map(({ headers }) => headers['webhook-id'])).size, 1)
      equal(new Set(calls.map(({ body }) => body)).size, 1)
    })

    it('are sent once where redelivery is asked for twice', async () => {
      const { watch: made } = await watch()
      await world.publishStatus([7])
      await later()
      await Promise.all([watches.redeliver(ACME, made.id), watches.redeliver(ACME, made.id)])
      await later(1)
      equal(calls.length, 2)
    })

    it('are not told again before the first change, nor to others', async () => {
      const { watch: made } = await watch()
      await rejects(watches.redeliver(ACME, made.id), /has not changed/)
      await rejects(watches.redeliver('other', made.id), /no such watch/)
      await later()
      deepEqual(calls, [])
    })

    it('are quiet while paused, and told of when they go on', async () => {
      const { watch: made } = await watch()
      equal((await watches.pause(ACME, made.id, true)).paused, true)
      await world.publishStatus([7])
      await later()
      await later(100)
      deepEqual(calls, [])
      const { status, delivery } = await watches.byId(ACME, made.id)
      deepEqual([status, delivery], ['revoked', 'waiting'])
      await rejects(watches.pause('other', made.id, false), /no such watch/)
      equal((await watches.pause(ACME, made.id, false)).paused, false)
      await jobs.drain()
      equal(calls.length, 1)
      equal((await watches.byId(ACME, made.id)).delivery, 'delivered')
      await watches.pause(ACME, made.id, false)
      await jobs.drain()
      equal(calls.length, 1)
    })

    it('are told of in their newest state only', async () => {
      await watch()
      answers = [503]
      await world.publishStatus([7])
      await later()
      await world.publishStatus([])
      answers = [503]
      await later()
      for (const seconds of [10, 30, 60, 100]) await later(seconds)
      const told = calls.map(
        ({ body }) => (JSON.parse(body) as { data: { status: string } }).data.status,
      )
      equal(told[0], 'revoked')
      equal(told.at(-1), 'good')
      equal(calls.filter(({ headers }) => headers['webhook-id']?.endsWith('.2')).length >= 1, true)
    })

    it('keep what was known while the list cannot be read, and say why', async () => {
      const { watch: made } = await watch()
      world.web.pages.delete(STATUS_LIST)
      await later()
      const { status, unread, readAt } = await watches.byId(ACME, made.id)
      deepEqual([status, readAt], ['good', NOW])
      ok(unread)
      deepEqual(calls, [])
      await world.publishStatus([])
      await later()
      equal((await watches.byId(ACME, made.id)).unread, undefined)
    })

    it('are forgotten when the callback says that it is gone', async () => {
      const { watch: made } = await watch()
      answers = [410]
      await world.publishStatus([7])
      await later()
      await rejects(watches.byId(ACME, made.id), /unknown-watch|no such watch/)
      await later()
      equal(calls.length, 1)
    })

    it('belong to who watches, and end when they are removed', async () => {
      const { watch: made } = await watch()
      await rejects(watches.byId('other', made.id), /no such watch/)
      await rejects(watches.remove('other', made.id), /no such watch/)
      deepEqual(await watches.all('other'), [])
      equal((await watches.all(ACME)).length, 1)
      await watches.remove(ACME, made.id)
      await world.publishStatus([7])
      await later()
      deepEqual([calls, await watches.all(ACME)], [[], []])
    })

    it('change once when two processes see it at the same time', async () => {
      const { watch: made } = await watch()
      await world.publishStatus([7])
      now += 300
      const clock = () => now
      const second = await createJobs(db(), {
        clock,
        log: createLog('silent'),
        random: systemRandom,
      })
      const sealer = createSealer(createHash('sha256').update('t').digest(), systemRandom)
      const fetch = world.web.fetch
      createWatches({
        ...{ db: db(), clock, fetch, jobs: second, random: systemRandom, sealer },
        credentialDeps: { clock, fetch },
      })
      await Promise.all([jobs.drain(), second.drain()])
      await second.stop(0)
      equal((await watches.byId(ACME, made.id)).version, 1)
    })

    it('must verify and have a status that can be read', async () => {
      const wish = { tenantId: ACME, callbackUrl: CALLBACK }
      await rejects(
        watches.add({ ...wish, report: await report({}) }),
        /names no status|not-present|status/,
      )
      const forged = { ...(await world.badge({ credentialStatus: entry } as never)), name: 'Other' }
      const broken = await world.verifier.verifyCredential(forged)
      await rejects(watches.add({ ...wish, report: broken }), /does not verify|status/)
      world.web.pages.delete(STATUS_LIST)
      await later()
      await rejects(watches.add({ ...wish, report: await report() }), /status/)
      deepEqual(await watches.all(ACME), [])
    })

    it('are not kept: nothing of the person is in the table', async () => {
      await watch()
      const rows = await db()
        .tables<{ verifier_watch: Record<string, unknown> }>()
        .selectFrom('verifier_watch')
        .selectAll()
        .execute()
      const text = JSON.stringify(rows)
      equal(text.includes(world.holder.did), false)
      equal(text.includes('AI Foundations'), false)
    })
  },
)
