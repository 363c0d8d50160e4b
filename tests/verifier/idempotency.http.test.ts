import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { allOperations } from '../../server/operations.ts'
import { DB_KINDS } from '../support/databases.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { operatorClient } from './operator-client.ts'

/** POSTs of these folders that keep nothing: they answer a question, or belong to a protocol with a nonce of its own. */
const WRITE_NOTHING = new Set([
  '/credentials/verify',
  '/credentials/verify/batch',
  '/presentations/verify',
  '/credentials/derive',
  '/api/receipts/pdf',
  '/verify',
])
const PROTOCOL = /^\/(openid4vci|exchanges|api\/openid4vp)\//

describe('every POST of verifier that writes', () => {
  it('takes an Idempotency-Key, or has a reason not to', () => {
    const without = allOperations.filter(
      ({ method, tag, path, idempotent }) =>
        method === 'post' && tag === 'verifier' && !idempotent && !PROTOCOL.test(path),
    )
    deepEqual(new Set(without.map(({ path }) => path)), WRITE_NOTHING)
  })
})

for (const kind of DB_KINDS) {
  describe(`a POST of a platform that is sent twice (${kind})`, function () {
    this.timeout(60_000)
    let server: TestServer
    let token: string
    let credential: object
    before(async () => {
      server = await startTestServer(kind)
      const { clients } = server.services.accounts
      const secret = { clientId: 'demo-operator', clientSecret: 'demo-operator-secret' }
      token = (await clients.grant(secret, undefined)).token
      credential = await issued()
    })
    after(() => server.end())

    const post = async (path: string, body: unknown, key?: string) => {
      const response = await fetch(server.origin + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(key !== undefined && { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      return {
        status: response.status,
        replayed: response.headers.get('idempotency-replayed'),
        body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
      }
    }
    const list = async (path: string, member: string) => {
      const headers = { authorization: `Bearer ${token}` }
      const body = (await (await fetch(server.origin + path, { headers })).json()) as object
      return (body as Record<string, unknown[]>)[member] ?? []
    }
    const issued = async () => {
      const call = await operatorClient(server)
      const { body: instance } = await call('GET', '/issuers/status')
      const { body } = await call('POST', '/issuers/status/credentials/issue', {
        body: {
          credential: {
            '@context': ['https://www.w3.org/ns/credentials/v2'],
            type: ['VerifiableCredential'],
            issuer: instance.did,
            credentialSubject: { id: 'did:example:a' },
          },
        },
      })
      return body.verifiableCredential as object
    }
    const requests = (): readonly (readonly [string, unknown])[] => [
      ['/api/watches', { verifiableCredential: credential, callbackUrl: 'https://ats.example/h' }],
      ['/api/receipts', { verifiableCredential: credential, keep: true }],
      ['/presentation-requests', { policy: { registered: true }, purpose: 'A job' }],
      ['/api/verify-reports', { kind: 'page', message: 'The page is empty.' }],
    ]

    it('acts once, and is answered the same', async () => {
      for (const [path, body] of requests()) {
        const key = crypto.randomUUID()
        const [one, two] = [await post(path, body, key), await post(path, body, key)]
        equal(one.status, 201, `${path} ${JSON.stringify(one.body)}`)
        deepEqual([two.status, two.body, two.replayed], [201, one.body, 'true'], path)
        const other = await post(path, body, crypto.randomUUID())
        notEqual(JSON.stringify(other.body), JSON.stringify(one.body), path)
      }
      equal((await list('/api/watches', 'watches')).length, 2)
      equal((await list('/api/receipts', 'receipts')).length, 2)
    })

    it('acts once when both arrive at the same time', async () => {
      const body = { verifiableCredential: credential, callbackUrl: 'https://ats.example/race' }
      const key = crypto.randomUUID()
      const all = await Promise.all(
        Array.from({ length: 6 }, () => post('/api/watches', body, key)),
      )
      const made = all.filter(({ status }) => status === 201)
      equal(new Set(made.map(({ body: { id } }) => id)).size, 1)
      deepEqual(
        new Set(all.filter(({ status }) => status !== 201).map(({ status }) => status)),
        new Set(made.length === 6 ? [] : [409]),
      )
      equal((await list('/api/watches', 'watches')).length, 3)
    })

    it('is refused under the key of another request', async () => {
      const key = crypto.randomUUID()
      const wish = { verifiableCredential: credential, callbackUrl: 'https://ats.example/h' }
      equal((await post('/api/watches', wish, key)).status, 201)
      const other = await post('/api/watches', { ...wish, reference: 'B' }, key)
      deepEqual(
        [other.status, String(other.body.type).split('/').at(-1)],
        [422, 'idempotency-key-reused'],
      )
    })

    it('signs one credential for one key', async () => {
      const { did } = (await (await fetch(`${server.origin}/issuers/default`)).json()) as {
        did: string
      }
      const body = {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          issuer: did,
          credentialSubject: { id: 'did:example:a' },
        },
      }
      const key = crypto.randomUUID()
      const [one, two] = [
        await post('/credentials/issue', body, key),
        await post('/credentials/issue', body, key),
      ]
      deepEqual([one.status, two.status, two.body], [201, 201, one.body])
    })
  })
}
