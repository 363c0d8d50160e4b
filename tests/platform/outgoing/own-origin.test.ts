import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createGuardedFetch } from '../../../platform/outgoing/guarded-fetch.ts'
import { isOwnRequest } from '../../../platform/outgoing/own-origin.ts'
import { serve } from '../http/fixture.ts'
import { selfSigned } from '../support/certificate.ts'
import { config, failed, lookup, PUBLIC_URL, refused } from './fixture.ts'

const text = (body: Uint8Array): string => Buffer.from(body).toString()

const app = express()
app.get('/.well-known/did.json', (request, response) => {
  response.json({ host: request.get('host'), secure: request.secure, ip: request.ip })
})
app.post(
  '/echo',
  express.json(),
  (request, response) => void response.status(201).json(request.body),
)
app.get('/large', (_request, response) => void response.send('x'.repeat(2e6)))
app.get('/off', (_request, response) => response.redirect('https://example.com/'))
app.get('/on', (_request, response) => response.redirect('/own'))
app.get('/own', (request, response) => void response.json(isOwnRequest(request)))
app.get('/silent', () => {})

describe('a request to our own origin', () => {
  const development = () => {
    const guardedFetch = createGuardedFetch({ config: config(), lookup })
    guardedFetch.answerOwnOrigin(app)
    return guardedFetch
  }
  const production = () => {
    const guardedFetch = createGuardedFetch({
      config: { publicUrl: 'https://brevet.example', production: true, fetchAllow: new Set() },
      lookup,
    })
    guardedFetch.answerOwnOrigin(app)
    return guardedFetch
  }

  it('is answered in process, without a port', async () => {
    const { status, body, url } = await development()(`${PUBLIC_URL}/.well-known/did.json`)
    equal(status, 200)
    deepEqual(JSON.parse(text(body)), { host: 'localhost:3000', secure: false, ip: '127.0.0.1' })
    equal(url, `${PUBLIC_URL}/.well-known/did.json`)
  })

  it('is answered in production as https', async () => {
    const { body } = await production()('https://brevet.example/.well-known/did.json')
    deepEqual(JSON.parse(text(body)), { host: 'brevet.example', secure: true, ip: '127.0.0.1' })
  })

  it('is answered under https in development too, which did:web asks for', async () => {
    const { body } = await development()('https://localhost:3000/.well-known/did.json')
    ok(text(body).includes('localhost:3000'))
  })

  it('is not answered over http in production', async () => {
    await rejects(production()('http://brevet.example/.well-known/did.json'), refused)
  })

  it('carries a body', async () => {
    const { status, body } = await development()(`${PUBLIC_URL}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    deepEqual([status, text(body)], [201, '{"a":1}'])
  })

  it('can be told from a request of others', async () => {
    equal(text((await development()(`${PUBLIC_URL}/own`)).body), 'true')
    const server = await serve((outer) => outer.use(app))
    equal((await server.ask('/own')).text, 'false')
    await server.close()
  })

  it('has the same limits', async () => {
    await rejects(development()(`${PUBLIC_URL}/large`), failed)
    await rejects(development()(`${PUBLIC_URL}/silent`, { timeoutMs: 100 }), failed)
    await rejects(development()(`${PUBLIC_URL}/off`), refused)
    equal(text((await development()(`${PUBLIC_URL}/on`)).body), 'true')
  })

  it('fails until somebody answers', async () => {
    const early = createGuardedFetch({ config: config(), lookup })
    await rejects(early(`${PUBLIC_URL}/own`), failed)
  })

  it('is not one to another port, nor to a name that only looks like ours', async () => {
    for (const url of [
      'http://localhost:3001/own',
      'https://localhost/own',
      'https://localhost:3000.evil.example/own',
      'https://evil.example/localhost:3000/own',
    ]) {
      await rejects(development()(url), refused, url)
    }
  })

  it('can be made many times at once', async () => {
    const guardedFetch = development()
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => guardedFetch(`${PUBLIC_URL}/own`)),
    )
    ok(answers.every(({ status }) => status === 200))
  })
})

describe('an outgoing request over TLS', () => {
  it('checks the certificate and its name', async () => {
    const { cert, key } = selfSigned('inner.example')
    const server = createServer({ cert, key }, (_request, response) => void response.end('sure'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const rules = config(`inner.example:${port}`, `other.example:${port}`)
    const trusting = createGuardedFetch({ config: rules, lookup, ca: cert })
    equal(text((await trusting(`https://inner.example:${port}/`)).body), 'sure')
    await rejects(trusting(`https://other.example:${port}/`), failed)
    const doubting = createGuardedFetch({ config: rules, lookup })
    await rejects(doubting(`https://inner.example:${port}/`), failed)
    server.close()
  })
})
