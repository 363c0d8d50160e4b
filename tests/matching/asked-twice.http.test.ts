import { deepEqual, equal, notEqual } from 'node:assert/strict'
import type { MatchingTables } from '../../matching/tables.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { ImportReport } from '../../schemas/matching-jobs.ts'
import { allOperations } from '../../server/operations.ts'
import { challengeFor, client, type ProfileAnswer, person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'

const acme = client('acme', 'jobs:write', 'rankings:read')
const other = client('other', 'jobs:write', 'rankings:read')

const job = (id: string, title: string) => ({
  ...{ id, title },
  skills: [{ id: 'check-ai-output', importance: 'essential' }],
})
const ndjson = (...jobs: readonly object[]) => jobs.map((one) => JSON.stringify(one)).join('\n')
const csv = (id: string, title: string) => `id,title,must_have\n${id},${title},check-ai-output`

/** POSTs of this folder that make nothing a second time, or answer a question. */
const NOTHING_TWICE = new Set([
  '/challenges', // each is another, and is used once
  '/jobs/suggestions',
  '/api/employer/jobs/{id}/shortlist', // made again whenever somebody asks
  '/api/employer/jobs/{id}/candidates/{candidateId}/introduction', // once, by its state
  '/api/me/candidacies/{id}/answer',
  '/api/me/candidacies/{id}/contest', // once, by its state
])

describe('every POST of matching that makes something', () => {
  it('takes an Idempotency-Key, or has a reason not to', () => {
    const without = allOperations.filter(
      ({ tag, method, idempotent }) => tag === 'matching' && method === 'post' && !idempotent,
    )
    deepEqual(new Set(without.map(({ path }) => path)), NOTHING_TWICE)
  })
})

describeServed('a request that comes twice', (bench) => {
  interface Sent {
    readonly type?: string
    readonly as?: typeof acme
  }
  const bulk = (
    body: string,
    key: string,
    { type = 'application/x-ndjson', as = acme }: Sent = {},
  ) =>
    bench().call<ImportReport>('POST /jobs/bulk', {
      ...{ as, body },
      headers: { 'content-type': type, 'idempotency-key': key },
    })
  const titleOf = async (id: string) => (await bench().call(`GET /jobs/${id}`)).body.title
  const versionOf = async (id: string) => (await bench().call(`GET /jobs/${id}`)).body.version
  const put = (id: string, title: string) =>
    bench().call(`PUT /jobs/${id}`, { as: acme, body: { ...job(id, title), id: undefined } })

  const forms = [
    ['application/x-ndjson', (id: string, title: string) => ndjson(job(id, title), { bad: 1 })],
    ['text/csv', csv],
    ['application/json', (id: string, title: string) => JSON.stringify([job(id, title)])],
  ] as const

  for (const [type, write] of forms) {
    const id = `twice-${type.split('/')[1]}`

    it(`puts jobs in once, and is answered the same: ${type}`, async () => {
      const key = crypto.randomUUID()
      const first = await bulk(write(id, 'First'), key, { type })
      deepEqual([first.status, first.body.accepted], [200, 1])
      await put(id, 'Put by hand meanwhile')
      const again = await bulk(write(id, 'First'), key, { type })
      deepEqual([again.status, again.text], [first.status, first.text])
      equal(await titleOf(id), 'Put by hand meanwhile')
    })

    it(`is refused with other jobs under the key: ${type}`, async () => {
      const key = crypto.randomUUID()
      await bulk(write(id, 'Second'), key, { type })
      const refused = await bulk(write(id, 'Third'), key, { type })
      deepEqual([refused.status, slugOf(refused)], [422, 'idempotency-key-reused'])
      equal(await titleOf(id), 'Second')
      equal((await bulk(write(`${id}-2`, 'Third'), crypto.randomUUID(), { type })).status, 200)
    })

    it(`is worked on once when ten come at the same time: ${type}`, async () => {
      const key = crypto.randomUUID()
      const titles = Array.from({ length: 30 }, (_, at) => `Race ${at}`)
      const race = `race-${type.split('/')[1]}`
      // As NDJSON every line is a version: whoever worked twice left twice as many.
      const body =
        type === 'application/x-ndjson'
          ? ndjson(...titles.map((title) => job(race, title)))
          : write(race, 'Race')
      const answers = await Promise.all(Array.from({ length: 10 }, () => bulk(body, key, { type })))
      const good = answers.filter(({ status }) => status === 200)
      notEqual(good.length, 0)
      equal(new Set(good.map(({ text }) => text)).size, 1)
      const refused = answers.filter(({ status }) => status !== 200)
      deepEqual(
        new Set(refused.map(slugOf)),
        new Set(refused.length ? ['idempotency-key-in-use'] : []),
      )
      equal(await versionOf(race), type === 'application/x-ndjson' ? 30 : 1)
    })
  }

  it('is another one from another organisation, whatever its key', async () => {
    const key = crypto.randomUUID()
    await bulk(ndjson(job('shared-key-1', 'A')), key)
    const theirs = await bulk(ndjson(job('shared-key-2', 'B')), key, { as: other })
    deepEqual([theirs.status, theirs.body.accepted], [200, 1])
    equal(await titleOf('shared-key-2'), 'B')
  })

  it('is free again when the file was refused whole', async () => {
    const key = crypto.randomUUID()
    equal((await bulk('{"id":', key, { type: 'application/json' })).status, 422)
    equal(
      (await bulk(JSON.stringify(job('free', 'x')), key, { type: 'application/json' })).status,
      200,
    )
  })

  const rankingsOf = async (tenantId: string): Promise<readonly string[]> => {
    const rows = await bench()
      .database.tables<MatchingTables>()
      .selectFrom('matching_ranking')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .execute()
    return rows.map(({ id }) => id)
  }
  const presentation = async (as: typeof acme) => {
    const asked = await challengeFor(bench(), as)
    return bench().badges.present({ ...asked, credentials: [await bench().badges.badge()] })
  }
  const rank = (body: object, key: string, as = acme) =>
    bench().call<RankingAnswer>('POST /rankings', {
      ...{ as, body },
      headers: { 'idempotency-key': key },
    })

  it('ranks once, and is answered the same, though its presentation is used up', async () => {
    await put('ranked', 'Ranked')
    const key = crypto.randomUUID()
    const body = { presentation: await presentation(acme), k: 3 }
    const first = await rank(body, key)
    equal(first.status, 200)
    await put('ranked', 'Ranked under another title')
    const again = await rank(body, key)
    deepEqual([again.status, again.text], [200, first.text])
    deepEqual(await rankingsOf('acme'), [first.body.rankingId])
    const without = await bench().call('POST /rankings', { as: acme, body })
    equal(slugOf(without), 'unknown-challenge')
  })

  it('is refused with another wish under the key of a ranking', async () => {
    const key = crypto.randomUUID()
    const body = { presentation: await presentation(acme), k: 3 }
    equal((await rank(body, key)).status, 200)
    const refused = await rank({ ...body, k: 4 }, key)
    deepEqual([refused.status, slugOf(refused)], [422, 'idempotency-key-reused'])
  })

  it('ranks once when ten come at the same time', async () => {
    const key = crypto.randomUUID()
    const body = { presentation: await presentation(other), k: 3 }
    const answers = await Promise.all(Array.from({ length: 10 }, () => rank(body, key, other)))
    const good = answers.filter(({ status }) => status === 200)
    equal(new Set(good.map(({ body: { rankingId } }) => rankingId)).size, 1)
    const refused = answers.filter(({ status }) => status !== 200)
    deepEqual(
      new Set(refused.map(slugOf)),
      new Set(refused.length ? ['idempotency-key-in-use'] : []),
    )
    equal((await rankingsOf('other')).length, 1)
  })

  it('keeps one profile and opens one case, and is answered the same', async () => {
    const me = person('twice-person')
    await bench().accounts.people.ensure({ email: me.email, name: me.name, language: 'en' })
    const send = <T>(route: string, body: object, key: string) =>
      bench().call<T>(route, { as: me, body, headers: { 'idempotency-key': key } })
    const asked = await challengeFor(bench(), me)
    const credentials = [await bench().badges.badge()]
    const shown = { presentation: await bench().badges.present({ ...asked, credentials }) }
    const key = crypto.randomUUID()
    const first = await send<ProfileAnswer>('POST /profiles', shown, key)
    equal(first.status, 201, first.text)
    equal((await send('POST /profiles', shown, key)).text, first.text)
    const { profileId } = first.body
    const ranking = await send<RankingAnswer>('POST /rankings', { profileId }, crypto.randomUUID())
    const route = `POST /rankings/${ranking.body.rankingId}/contest`
    const grounds = { reason: 'It is wrong.' }
    const opened = await send(route, grounds, key)
    equal(opened.status, 201, opened.text)
    equal((await send(route, grounds, key)).text, opened.text)
    notEqual((await send(route, grounds, crypto.randomUUID())).text, opened.text)
  })

  it('asks who somebody is before it looks at the key', async () => {
    for (const route of ['POST /rankings', 'POST /jobs/bulk']) {
      const headers = { 'idempotency-key': '1' }
      equal((await bench().call(route, { headers, body: {} })).status, 401, route)
      equal((await bench().call(route, { as: client('x'), headers, body: {} })).status, 403, route)
    }
  })
})
