import { deepEqual, equal, match } from 'node:assert/strict'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type Call, operatorClient } from './operator-client.ts'

describe('watches over HTTP', function () {
  this.timeout(120_000)
  let server: TestServer
  let call: Call
  const callbackUrl = 'https://ats.example/hooks'

  before(async () => {
    server = await startTestServer()
    call = await operatorClient(server)
  })
  after(() => server.end())

  const issue = async (instance: string) => {
    const { body: info } = await call('GET', `/issuers/${instance}`)
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: `urn:uuid:${crypto.randomUUID()}`,
      type: ['VerifiableCredential'],
      issuer: info.did,
      credentialSubject: { id: 'did:example:a' },
    }
    const path = `/issuers/${instance}/credentials/issue`
    const { body } = await call('POST', path, { body: { credential } })
    return body.verifiableCredential as { readonly id: string }
  }

  it('are made, shown without their secret, and ended', async () => {
    const verifiableCredential = await issue('status')
    const made = await call('POST', '/api/watches', {
      body: { verifiableCredential, callbackUrl, reference: 'A-12' },
    })
    equal(made.status, 201)
    match(String(made.body.secret), /^whsec_[A-Za-z0-9+/]{43}=$/)
    const { secret: _, ...shown } = made.body
    deepEqual([shown.status, shown.credentialId], ['good', verifiableCredential.id])
    const path = `/api/watches/${String(shown.id)}`
    deepEqual((await call('GET', path)).body, shown)
    deepEqual((await call('GET', '/api/watches')).body, { watches: [shown] })
    const paused = await call('PATCH', path, { body: { paused: true } })
    deepEqual([paused.status, paused.body], [200, { ...shown, paused: true }])
    equal((await call('PATCH', path, { body: { paused: 'yes' } })).status, 400)
    equal((await call('PATCH', path, { body: { paused: true }, as: '' })).status, 401)
    equal((await call('DELETE', path)).status, 204)
    equal((await call('PATCH', path, { body: { paused: false } })).status, 404)
    equal((await call('GET', path)).status, 404)
    equal((await call('DELETE', path)).status, 404)
  })

  it('are not told again before the status has changed', async () => {
    const verifiableCredential = await issue('status')
    const body = { verifiableCredential, callbackUrl }
    const { body: made } = await call('POST', '/api/watches', { body })
    const path = `/api/watches/${String(made.id)}/redelivery`
    const { status, body: problem } = await call('POST', path)
    deepEqual([status, String(problem.type).split('/').at(-1)], [409, 'nothing-to-tell'])
    equal((await call('POST', '/api/watches/none/redelivery')).status, 404)
    equal((await call('POST', path, { as: '' })).status, 401)
  })

  it('are refused to who has no scope, without a form, and where there is nothing to watch', async () => {
    const verifiableCredential = await issue('status')
    const wish = { verifiableCredential, callbackUrl }
    equal((await call('POST', '/api/watches', { body: wish, as: '' })).status, 401)
    for (const [body, pointer] of [
      [{ callbackUrl }, '/verifiableCredential'],
      [{ ...wish, callbackUrl: 'mailto:x@example.org' }, '/callbackUrl'],
      [{ ...wish, secret: 'mine' }, '/secret'],
    ] as const) {
      const { status, body: problem } = await call('POST', '/api/watches', { body })
      const [error] = problem.errors as readonly { readonly pointer: string }[]
      deepEqual([status, error?.pointer], [400, pointer])
    }
    const without = { verifiableCredential: await issue('default'), callbackUrl }
    const { status, body } = await call('POST', '/api/watches', { body: without })
    deepEqual([status, String(body.type).split('/').at(-1)], [422, 'not-watchable'])
    const forged = { verifiableCredential: { ...verifiableCredential, name: 'x' }, callbackUrl }
    equal((await call('POST', '/api/watches', { body: forged })).status, 422)
  })
})
