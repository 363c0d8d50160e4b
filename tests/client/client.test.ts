import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { type BatchLine, type Brevet, BrevetError, createBrevet } from '../../client/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const CLIENT = { clientId: 'demo-operator', clientSecret: 'demo-operator-secret' }

describe('the typed client of platforms, against a server', function () {
  this.timeout(60_000)
  let server: TestServer
  let brevet: Brevet
  let badge: Record<string, unknown>
  /** How often a token was asked for. */
  let grants = 0

  before(async () => {
    server = await startTestServer()
    const counting: typeof fetch = (input, init) => {
      if (String(input).endsWith('/oauth/token')) grants++
      return fetch(input, init)
    }
    brevet = createBrevet({ origin: server.origin, ...CLIENT, fetch: counting })
    badge = await issued(brevet, server.origin)
  })
  after(() => server.end())

  const forged = () => ({ ...badge, validFrom: '2020-01-01T00:00:00Z' })

  it('verifies one credential, and says why another fails', async () => {
    const good = await brevet.POST('/credentials/verify', { body: { verifiableCredential: badge } })
    deepEqual(
      [good.response.status, good.data?.verified, good.data?.outcome],
      [200, true, 'passed'],
    )
    const { response, data, error } = await brevet.POST('/credentials/verify', {
      body: { verifiableCredential: forged(), options: { language: 'fr' } },
    })
    deepEqual([response.status, data], [400, undefined])
    ok(error && 'checks' in error)
    equal(error.checks.find(({ name }) => name === 'proof')?.outcome, 'failed')
  })

  it('stores a policy, reads it, and verifies by it', async () => {
    const body = { name: 'Registered', rules: { registered: true } }
    const params = { path: { id: 'client-test' } }
    const put = await brevet.PUT('/api/policies/{id}', { params, body })
    deepEqual([put.data?.version, put.data?.rules], [1, { registered: true }])
    const read = await brevet.GET('/api/policies/{id}', { params })
    deepEqual(
      read.data?.policies.map(({ id, version }) => [id, version]),
      [['client-test', 1]],
    )
    const { error } = await brevet.POST('/credentials/verify', {
      body: { verifiableCredential: badge, options: { policy: 'client-test' } },
    })
    ok(error && 'policy' in error)
    deepEqual(
      [error.policy?.id, error.policy?.version, error.policy?.outcome],
      [...['client-test', 1, 'failed']],
    )
  })

  it('streams a batch in order, the bad line in its place', async () => {
    let sent = 0
    async function* lines(): AsyncGenerator<BatchLine> {
      for (; sent < 400; sent++) {
        const verifiableCredential = sent === 7 ? forged() : badge
        yield { verifiableCredential, options: { checks: ['proof'], returnCredential: false } }
      }
    }
    const outcomes: (string | undefined)[] = []
    for await (const answer of brevet.verifyBatch(lines())) {
      equal(answer.line, outcomes.length + 1)
      outcomes.push('problem' in answer ? 'problem' : answer.outcome)
    }
    equal(outcomes.length, 400)
    deepEqual([outcomes[6], outcomes[7], outcomes[8]], ['passed', 'failed', 'passed'])
  })

  it('stops a batch that is left in the middle, and lets its source go', async () => {
    let ended = false
    async function* endless(): AsyncGenerator<BatchLine> {
      try {
        for (;;) yield { verifiableCredential: badge, options: { returnCredential: false } }
      } finally {
        ended = true
      }
    }
    for await (const answer of brevet.verifyBatch(endless())) if (answer.line === 3) break
    while (!ended) await new Promise((resolve) => setTimeout(resolve, 10))
    equal(ended, true)
  })

  it('reads its own quotas', async () => {
    const { data } = await brevet.GET('/api/quotas')
    deepEqual(
      [data?.clientId, data?.quotas.map(({ name }) => name)],
      ['demo-operator', ['requests-per-minute', 'credentials-per-day']],
    )
  })

  it('asked for one token for all of that', () => equal(grants, 1))

  it('fails as what the server refused: a batch by a policy nobody has', async () => {
    const batch = brevet.verifyBatch([{ verifiableCredential: badge }], { policy: 'none' })
    await rejects(batch.next(), (error: unknown) => {
      ok(error instanceof BrevetError)
      equal(error.status, 404)
      match(String(error.problem.type), /\/problems\/unknown-policy$/)
      return true
    })
  })

  it('fails with a secret that is wrong, and asks anew the next time', async () => {
    const wrong = createBrevet({ origin: server.origin, ...CLIENT, clientSecret: 'x' })
    for (let time = 0; time < 2; time++) {
      await rejects(wrong.GET('/api/quotas'), (error: unknown) => {
        ok(error instanceof BrevetError)
        equal(error.status, 401)
        return true
      })
    }
  })

  it('may be given its origin with a slash at the end', async () => {
    const slashed = createBrevet({ origin: `${server.origin}/`, ...CLIENT })
    equal((await slashed.GET('/api/quotas')).response.status, 200)
  })

  it('asks for another token when a batch is refused for the one it has', async () => {
    let asked = 0
    const forgetful: typeof fetch = async (input, init) => {
      if (!String(input).endsWith('/oauth/token')) return fetch(input, init)
      asked++
      const answer = (await (await fetch(input, init)).json()) as object
      return Response.json(asked === 1 ? { ...answer, access_token: 'gone' } : answer)
    }
    const other = createBrevet({ origin: server.origin, ...CLIENT, fetch: forgetful })
    const batch = () => other.verifyBatch([{ verifiableCredential: badge }]).next()
    await rejects(batch(), (error: unknown) => error instanceof BrevetError && error.status === 401)
    equal((await batch()).value?.line, 1)
    equal(asked, 2)
  })

  it('without credentials asks what is open to all, and is refused the rest', async () => {
    const nobody = createBrevet({ origin: server.origin })
    const body = { verifiableCredential: badge }
    equal((await nobody.POST('/credentials/verify', { body })).data?.verified, true)
    const { error, response } = await nobody.GET('/api/policies')
    equal(response.status, 401)
    match(String(error?.type), /\/problems\/not-signed-in$/)
    await rejects(nobody.verifyBatch([body]).next(), BrevetError)
  })
})

/** A credential of this server's own, by its API. */
async function issued(brevet: Brevet, origin: string): Promise<Record<string, unknown>> {
  const { did } = (await (await fetch(`${origin}/issuers/default`)).json()) as { did: string }
  const { data } = await brevet.POST('/credentials/issue', {
    body: {
      credential: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: did,
        validFrom: '2026-01-01T00:00:00Z',
        credentialSubject: { id: 'did:example:learner' },
      },
    },
  })
  return (data as { verifiableCredential: Record<string, unknown> }).verifiableCredential
}
