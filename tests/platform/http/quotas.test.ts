import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import type { Response } from 'express'
import { setActor } from '../../../platform/http/actor.ts'
import { createQuotas, type Quotas } from '../../../platform/http/quotas.ts'
import { httpMigrations } from '../../../platform/http/tables.ts'
import type { Problem } from '../../../platform/problem.ts'
import type { QuotaLimits } from '../../../platform/quota-config.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { serve, type TestServer } from './fixture.ts'

const LIMITS: QuotaLimits = { requestsPerMinute: 3, credentialsPerDay: 10 }

describeOnBothDatabases('quotas of API clients', httpMigrations, (open) => {
  const servers: TestServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  /** A server that counts: `/` a request, `/check/{n}` credentials too, `/batch/{n}` one at a time. */
  const start = async (limits: QuotaLimits = LIMITS): Promise<TestServer & { quotas: Quotas }> => {
    const quotas = createQuotas({ quotas: limits }, open())
    const server = await serve((app) => {
      app.use((request, response, next) => {
        actAs(response, request.get('x-client'), ownOf(request.get('x-own')))
        next()
      })
      app.get('/', quotas.requests, (_request, response) => void response.end())
      app.get('/check/:count', async (request, response) => {
        await quotas.take(response, Number(request.params.count))
        response.end()
      })
      app.get('/batch/:count', async (request, response) => {
        const allowance = await quotas.allowance(response)
        const takes = Array.from({ length: Number(request.params.count) }, () =>
          allowance.take().then(
            () => 'taken',
            (error: Problem) => error.type.slug,
          ),
        )
        const outcomes = await Promise.all(takes)
        await allowance.close()
        response.json({ taken: outcomes.filter((outcome) => outcome === 'taken').length })
      })
    })
    servers.push(server)
    return { ...server, quotas }
  }
  const as = (clientId: string, own?: QuotaLimits) => ({
    headers: { 'x-client': clientId, ...(own && { 'x-own': JSON.stringify(own) }) },
  })
  const used = async ({ quotas }: { quotas: Quotas }, clientId: string) =>
    (await quotas.usage({ clientId })).map((usage) => usage.used)

  it('let as many requests through as a client has, and name the quota then', async () => {
    const server = await start()
    const statuses: number[] = []
    for (let time = 0; time < 4; time++) statuses.push((await server.ask('/', as('a'))).status)
    deepEqual(statuses, [200, 200, 200, 429])
    const { headers, json } = await server.ask('/', as('a'))
    match(String(json.type), /\/problems\/quota-exceeded$/)
    deepEqual(json['violated-policies'], ['requests-per-minute'])
    equal(json.detail, 'the quota requests-per-minute of this client is 3')
    equal(headers.get('ratelimit-policy'), '"requests-per-minute";q=3;w=60')
    match(String(headers.get('ratelimit')), /^"requests-per-minute";r=0;t=\d+$/)
    const wait = Number(headers.get('retry-after'))
    ok(wait > 0 && wait <= 60, `${wait}`)
  })

  it('say what is left while there is some', async () => {
    const { headers } = await (await start()).ask('/check/4', as('a'))
    equal(headers.get('ratelimit-policy'), '"credentials-per-day";q=10;w=86400')
    match(String(headers.get('ratelimit')), /^"credentials-per-day";r=6;t=86\d{3}$/)
  })

  it('keep clients apart, and count nobody else', async () => {
    const server = await start({ requestsPerMinute: 1 })
    equal((await server.ask('/', as('a'))).status, 200)
    equal((await server.ask('/', as('b'))).status, 200)
    equal((await server.ask('/', as('a'))).status, 429)
    for (let time = 0; time < 3; time++) equal((await server.ask('/')).status, 200)
  })

  it('take credentials all or none, and give back what did not fit', async () => {
    const server = await start()
    equal((await server.ask('/check/8', as('a'))).status, 200)
    const refused = await server.ask('/check/3', as('a'))
    equal(refused.status, 429)
    deepEqual(refused.json['violated-policies'], ['credentials-per-day'])
    deepEqual(await used(server, 'a'), [0, 8])
    equal((await server.ask('/check/2', as('a'))).status, 200)
    equal((await server.ask('/check/1', as('a'))).status, 429)
    deepEqual(await used(server, 'a'), [0, 10])
  })

  it('give a batch what is left of the day, and no more, and take back what it left', async () => {
    const server = await start()
    deepEqual((await server.ask('/batch/4', as('a'))).json, { taken: 4 })
    deepEqual(await used(server, 'a'), [0, 4])
    deepEqual((await server.ask('/batch/40', as('a'))).json, { taken: 6 })
    equal((await server.ask('/batch/1', as('a'))).status, 429)
    deepEqual(await used(server, 'a'), [0, 10])
  })

  it('give a batch more than one portion', async () => {
    const server = await start({ credentialsPerDay: 1000 })
    deepEqual((await server.ask('/batch/350', as('a'))).json, { taken: 350 })
    deepEqual(await used(server, 'a'), [0, 350])
  })

  it('never give more than there is, with several processes asked at once', async () => {
    const processes = [await start(), await start(), await start()]
    const asks = Array.from({ length: 24 }, (_, index) =>
      processes[index % 3]?.ask('/check/1', as('a')),
    )
    const statuses = (await Promise.all(asks)).map((answer) => answer?.status)
    equal(statuses.filter((status) => status === 200).length, 10)
    const [first] = processes
    if (first) deepEqual(await used(first, 'a'), [0, 10])
  })

  it('never give batches more than there is, with several processes asked at once', async () => {
    const processes = [await start(), await start(), await start()]
    const taken = await Promise.all(
      processes.map(async (server) => {
        const { status, text } = await server.ask('/batch/8', as('a'))
        return status === 429 ? 0 : (JSON.parse(text) as { taken: number }).taken
      }),
    )
    const all = taken.reduce((sum, some) => sum + some, 0)
    ok(all >= 8 && all <= 10, `${all}`)
    const [first] = processes
    if (first) deepEqual(await used(first, 'a'), [0, all])
  })

  it('outlive the process', async () => {
    await (await start()).ask('/check/7', as('a'))
    deepEqual(await used(await start(), 'a'), [0, 7])
  })

  it('follow a client’s own limits at once, with what it has used before', async () => {
    const server = await start()
    equal((await server.ask('/check/10', as('a'))).status, 200)
    equal((await server.ask('/check/1', as('a'))).status, 429)
    equal((await server.ask('/check/5', as('a', { credentialsPerDay: 15 }))).status, 200)
    equal((await server.ask('/check/1', as('a', { credentialsPerDay: 15 }))).status, 429)
    equal((await server.ask('/check/1', as('b', { credentialsPerDay: 1 }))).status, 200)
    equal((await server.ask('/check/1', as('b', { credentialsPerDay: 1 }))).status, 429)
  })

  it('do not limit, nor count, where there are none', async () => {
    const server = await start({})
    for (let time = 0; time < 5; time++) equal((await server.ask('/', as('a'))).status, 200)
    const { headers, json } = await server.ask('/batch/250', as('a'))
    deepEqual([headers.get('ratelimit'), json], [null, { taken: 250 }])
    deepEqual(
      (await server.quotas.usage({ clientId: 'a' })).map(({ limit, used }) => [limit, used]),
      [
        [undefined, 0],
        [undefined, 0],
      ],
    )
  })

  it('are written beside a transaction that is open, not in it', async () => {
    const server = await start()
    let count: Promise<unknown> = Promise.resolve()
    const undone = open().transaction(async () => {
      count = server.ask('/check/3', as('a'))
      await new Promise((resolve) => setImmediate(resolve))
      throw new Error('undone')
    })
    await rejects(undone, /undone/)
    await count
    deepEqual(await used(server, 'a'), [0, 3])
  })
})

const ownOf = (header: string | undefined): QuotaLimits | null =>
  header === undefined ? null : (JSON.parse(header) as QuotaLimits)

function actAs(response: Response, clientId: string | undefined, own: QuotaLimits | null): void {
  if (clientId === undefined) return
  const quotas = own ? { quotas: own } : {}
  setActor(response, { kind: 'client', clientId, tenantId: 't', scopes: new Set(), ...quotas })
}
