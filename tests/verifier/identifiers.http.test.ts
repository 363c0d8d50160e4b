import { deepEqual, equal } from 'node:assert/strict'
import type { Database } from '../../platform/db/database.ts'
import { didFromPath } from '../../verifier/identifiers.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Edge, serve } from './edge.ts'
import { createWorld, type World } from './support.ts'

describe('GET /1.0/identifiers/{did}', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let world: World
  let edge: Edge
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', verifierMigrations)
    world = createWorld(database)
    edge = await serve(world.verifier, database)
  })
  after(async () => {
    await edge.close()
    await closeDatabase()
  })
  const resolve = (did: string) => edge.get(`/1.0/identifiers/${did}`)

  it('gives the document of a did:key', async () => {
    const { status, body } = await resolve(world.issuer.did)
    equal(status, 200)
    equal((body.didDocument as { id: string }).id, world.issuer.did)
    equal(body['@context'], 'https://w3id.org/did-resolution/v1')
    deepEqual(body.didResolutionMetadata, { contentType: 'application/did' })
    deepEqual(body.didDocumentMetadata, {})
  })

  it('gives the result as such, and the document alone to those who ask for it', async () => {
    const { did } = world.issuer
    const asked = async (accept: string) => {
      const { headers, body } = await edge.get(`/1.0/identifiers/${did}`, { headers: { accept } })
      return { type: headers.get('content-type'), body }
    }
    for (const accept of ['*/*', 'application/did-resolution', 'text/html, */*;q=0.1']) {
      const { type, body } = await asked(accept)
      equal(type, 'application/did-resolution')
      equal((body.didDocument as { id: string }).id, did)
    }
    for (const accept of ['application/did', 'application/did+json', 'application/did+ld+json']) {
      const { type, body } = await asked(accept)
      deepEqual([type, body.id, body.didResolutionMetadata], [accept, did, undefined])
    }
    equal((await asked('application/json')).type, 'application/json; charset=utf-8')
  })

  it('gives the document of a did:web, also where the caller encoded the whole DID', async () => {
    const did = 'did:web:school.example%3A8443:dept'
    world.web.pages.set('https://school.example:8443/dept/did.json', JSON.stringify({ id: did }))
    for (const path of [did, encodeURIComponent(did)]) {
      const { status, body } = await resolve(path)
      equal(status, 200, path)
      deepEqual(body.didDocument, { id: did })
    }
  })

  const errorOf = ({ didResolutionMetadata }: { readonly [member: string]: unknown }) =>
    (didResolutionMetadata as { error: { type: string } }).error.type

  const refused: readonly (readonly [string, number, string])[] = [
    ['did:web:nobody.example', 404, 'NOT_FOUND'],
    ['did:example:123', 501, 'METHOD_NOT_SUPPORTED'],
    ['did:key:zNotAKey', 400, 'INVALID_DID'],
    ['hello', 400, 'INVALID_DID'],
    ['did:example', 400, 'INVALID_DID'],
    ['', 400, 'INVALID_DID'],
    ['did%3Aweb%3A..%2F..%2Fetc', 400, 'INVALID_DID'],
    ['did:key:zNotAKey?accept=%D0%9F%D1%80%D0%B8', 400, 'INVALID_OPTIONS'],
  ]
  for (const [did, expected, error] of refused) {
    it(`answers ${expected} ${error} for ${did}`, async () => {
      const { status, body } = await resolve(did)
      equal(status, expected)
      equal(body.didDocument, null)
      equal(errorOf(body), `https://www.w3.org/ns/did#${error}`)
      deepEqual(body.didDocumentMetadata, {})
    })
  }

  it('says that a document is not one where it belongs to somebody else', async () => {
    world.web.pages.set('https://liar.example/.well-known/did.json', '{"id":"did:web:other"}')
    const { status, body } = await resolve('did:web:liar.example')
    equal(status, 422)
    equal(errorOf(body), 'https://www.w3.org/ns/did#INVALID_DID_DOCUMENT')
  })

  it('reads a DID from a path whichever way it was written', () => {
    equal(didFromPath('did:web:a%3A1'), 'did:web:a%3A1')
    equal(didFromPath('did%3Aweb%3Aa%253A1'), 'did:web:a%3A1')
    equal(didFromPath('%'), '%')
  })
})
