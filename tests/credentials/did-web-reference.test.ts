import { deepEqual, equal } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Resolver, type ResolverRegistry } from 'did-resolver'
import { getResolver } from 'web-did-resolver'
import { didWebUrl, resolveDid } from '../../credentials/index.ts'
import { selfSigned } from '../platform/support/certificate.ts'

/** The reference cannot be handed a way out or a certificate, so it meets a real server that it is told to trust. */
describe('did:web, beside web-did-resolver', () => {
  const reference = new Resolver(getResolver() as unknown as ResolverRegistry)
  let server: Server
  let authority: string
  let asked: string[]
  let before: string | undefined

  beforeEach(async () => {
    asked = []
    before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    server = createServer(selfSigned('localhost'), (request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('content-type', 'application/did+json')
      response.end(JSON.stringify({ id: documentId(request.url ?? '') }))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    authority = `localhost%3A${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.close()
    server.closeAllConnections()
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
  })

  const documentId = (path: string) => {
    const segments = path
      .replace(/\/did\.json$/, '')
      .split('/')
      .slice(1)
    const own = segments[0] === '.well-known' ? [] : segments
    return ['did:web', authority, ...own].join(':')
  }

  for (const path of ['', ':issuers:web', ':a:b:c-d', ':with.dot:x_y']) {
    it(`finds the same document at did:web:host${path}`, async () => {
      const did = `did:web:${authority}${path}`
      const { didDocument } = await reference.resolve(did)
      const byReference = asked.splice(0)
      const ours = await resolveDid(did, {
        fetch: async (url) => {
          const answer = await fetch(url)
          return {
            status: answer.status,
            headers: {},
            body: new Uint8Array(await answer.arrayBuffer()),
            url,
          }
        },
      })
      deepEqual(asked, byReference)
      deepEqual(ours.didDocument, didDocument)
      equal(new URL(didWebUrl(did) ?? '').pathname, byReference[0])
    })
  }
})
