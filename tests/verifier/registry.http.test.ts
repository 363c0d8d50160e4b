import { deepEqual, equal } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type Call, operatorClient } from './operator-client.ts'

const DID = 'did:web:uni.example'

describe('issuers and registries over HTTP', function () {
  this.timeout(120_000)
  let elsewhere: Server
  let server: TestServer
  let call: Call
  let url: string
  let text = JSON.stringify({ registry: { [DID]: { name: 'The University' } } })

  before(async () => {
    elsewhere = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const { port } = elsewhere.address() as AddressInfo
    url = `http://127.0.0.1:${port}/registry.json`
    server = await startTestServer('sqlite', { FETCH_ALLOW: `127.0.0.1:${port}` })
    call = await operatorClient(server)
  })
  after(async () => {
    await server.end()
    elsewhere.closeAllConnections()
    elsewhere.close()
  })

  const known = async () => {
    const { body } = await call('GET', '/api/trust/issuers')
    const issuers = body.issuers as readonly { readonly did: string; readonly name: string }[]
    return issuers.find(({ did }) => did === DID)?.name
  }
  const registries = async () => {
    const { body } = await call('GET', '/api/trust/registries')
    return body.registries as readonly Readonly<Record<string, unknown>>[]
  }

  it('adds a registry, shows how it was read, and forgets it', async () => {
    const added = await call('POST', '/api/trust/registries', {
      body: { url, kind: 'did-map', name: 'Unis' },
    })
    deepEqual([added.status, added.body.state, added.body.name], [202, 'waiting', 'Unis'])
    await server.services.ground.jobs.drain()
    equal(await known(), 'The University')
    const [entry] = await registries()
    deepEqual([entry?.state, entry?.failure], ['current', undefined])
    text = 'gone'
    await call('POST', '/api/trust/registries', { body: { url, kind: 'did-map' } })
    await server.services.ground.jobs.drain()
    equal((await registries())[0]?.failure, 'the file is not JSON')
    equal(await known(), 'The University')
    text = JSON.stringify({ registry: { [DID]: { name: 'The Old University' } } })
    const refresh = (address: string, as?: string) =>
      call('POST', '/api/trust/registries/refresh', {
        body: { url: address },
        ...(as !== undefined && { as }),
      })
    const read = await refresh(url)
    deepEqual([read.status, read.body.state, read.body.own], [200, 'current', true])
    deepEqual([read.body.failure, await known()], [undefined, 'The Old University'])
    equal((await refresh('https://registry.example/none')).status, 404)
    equal((await refresh('nothing')).status, 400)
    equal((await refresh(url, '')).status, 401)
    const place = `/api/trust/registries?url=${encodeURIComponent(url)}`
    equal((await call('DELETE', place)).status, 204)
    equal((await call('DELETE', place)).status, 404)
    deepEqual([await registries(), await known()], [[], undefined])
  })

  it('registers an issuer by hand and takes it back', async () => {
    const issuer = { did: DID, name: 'By hand' }
    equal((await call('POST', '/api/trust/issuers', { body: issuer })).status, 204)
    equal(await known(), 'By hand')
    const place = `/api/trust/issuers?did=${encodeURIComponent(DID)}`
    equal((await call('DELETE', place)).status, 204)
    equal((await call('DELETE', place)).status, 404)
  })

  it('refuses who has no scope, and what has not the form', async () => {
    const wanted = { url, kind: 'did-map' }
    equal((await call('POST', '/api/trust/registries', { body: wanted, as: '' })).status, 401)
    equal(
      (await call('POST', '/api/trust/issuers', { body: { did: DID, name: 'x' }, as: '' })).status,
      401,
    )
    equal((await call('GET', '/api/trust/registries', { as: '' })).status, 401)
    for (const [body, pointer] of [
      [{ ...wanted, url: 'ftp://x.example' }, '/url'],
      [{ ...wanted, kind: 'html' }, '/kind'],
      [{ ...wanted, more: 1 }, '/more'],
    ] as const) {
      const { status, body: problem } = await call('POST', '/api/trust/registries', { body })
      const [error] = problem.errors as readonly { readonly pointer: string }[]
      deepEqual([status, error?.pointer], [400, pointer])
    }
    const { status } = await call('POST', '/api/trust/issuers', {
      body: { did: 'nobody', name: 'x' },
    })
    equal(status, 400)
  })

  it('says whether an address is linked to an issuer, ours asked like any other', async () => {
    const { course } = await server.services.issuer.dids()
    const ask = (did: string, origin: string) => {
      const query = new URLSearchParams({ did, origin })
      return call('GET', `/api/trust/linkage?${query}`, { as: '' })
    }
    equal((await ask(course, server.origin)).body.status, 'linked')
    equal((await ask(DID, server.origin)).body.status, 'not-linked')
    equal((await ask(course, 'http://127.0.0.1:9')).body.status, 'not-reachable')
    equal((await ask(course, `${server.origin}/x`)).status, 400)
  })
})
