import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { didJwkDocument } from '../../credentials/did/did-jwk.ts'
import { didKeyDocument } from '../../credentials/did/did-key.ts'
import { didWebDocument } from '../../credentials/did/did-web.ts'
import { keyOfJwk, multikeyOf } from '../../credentials/did/key-forms.ts'
import { didJwkOf, didWebUrl, resolveDid } from '../../credentials/index.ts'
import { newJwk } from './support/signers.ts'
import { createWorld } from './support/world.ts'

describe('the document of an identifier', () => {
  it('of a key names it for every purpose', () => {
    const key = keyOfJwk(newJwk())
    ok(key)
    const publicKeyMultibase = multikeyOf(key)
    const [did, id] = [
      `did:key:${publicKeyMultibase}`,
      `did:key:${publicKeyMultibase}#${publicKeyMultibase}`,
    ]
    deepEqual(didKeyDocument(did), {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase }],
      ...{ authentication: [id], assertionMethod: [id] },
      ...{ capabilityInvocation: [id], capabilityDelegation: [id] },
    })
    equal(didKeyDocument('did:key:z6Mk'), undefined)
  })

  it('of a JSON Web Key names it to assert and to authenticate, if it signs', () => {
    const publicKeyJwk = newJwk('P-256')
    const did = didJwkOf(publicKeyJwk)
    const id = `${did}#0`
    const method = { id, type: 'JsonWebKey', controller: did, publicKeyJwk }
    deepEqual(didJwkDocument(did), {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
      ...{ id: did, verificationMethod: [method], assertionMethod: [id], authentication: [id] },
    })
    deepEqual(Object.keys(didJwkDocument(didJwkOf({ ...publicKeyJwk, use: 'enc' })) ?? {}), [
      ...['@context', 'id', 'verificationMethod'],
    ])
    const encoded = (text: string) => `did:jwk:${Buffer.from(text).toString('base64url')}`
    for (const text of ['"x"', '[]', '{}', '{"kty":"OKP","kty":"EC"}']) {
      equal(didJwkDocument(encoded(text)), undefined, text)
    }
    equal(didJwkDocument('did:jwk:_w'), undefined, 'not UTF-8')
    equal(didJwkDocument(`${did}=`), undefined)
  })

  it('is read once, told to many, and changed by nobody', async () => {
    const did = didJwkOf(newJwk())
    const [first, second] = [
      await resolveDid(did, createWorld()),
      await resolveDid(did, createWorld()),
    ]
    equal(first.didDocument, second.didDocument)
    const { verificationMethod } = first.didDocument as unknown as { verificationMethod: object[] }
    throws(() => verificationMethod.push({}), TypeError)
    throws(() => Object.assign(verificationMethod[0] ?? {}, { controller: 'did:x:y' }), TypeError)
  })

  it('is kept while it is one of a thousand', async () => {
    const jwk = newJwk()
    const read = async (kid: number) =>
      (await resolveDid(didJwkOf({ ...jwk, kid }), createWorld())).didDocument
    const first = await read(0)
    equal(await read(0), first)
    for (let kid = 1; kid < 1024; kid++) await read(kid)
    const again = await read(0)
    deepEqual(again, first)
    ok(again !== first)
    equal(await read(0), again)
  })

  it('as long as one likes is read as well, and not kept', async () => {
    const did = didJwkOf({ ...newJwk(), kid: 'k'.repeat(600) })
    const [first, second] = [
      await resolveDid(did, createWorld()),
      await resolveDid(did, createWorld()),
    ]
    deepEqual(first, second)
    ok(first.didDocument && first.didDocument !== second.didDocument)
  })
})

describe('the way to a did:web', () => {
  const address = (id: string) => didWebUrl(`did:web:${id}`)

  it('ends where names, ports and paths do', () => {
    const label = 'a'.repeat(61)
    const host = `${label}.${label}.${label}.${label}.abcde`
    equal(host.length, 253)
    equal(address(host), `https://${host}/.well-known/did.json`)
    equal(address(`a${host}`), undefined)
    equal(address('a.example%3a65535'), 'https://a.example:65535/.well-known/did.json')
    for (const port of ['65536', '08443', '', '1x', '123456']) {
      equal(address(`a.example%3A${port}`), undefined, port)
    }
    const segment = 's'.repeat(128)
    equal(address(`a.example:${segment}`), `https://a.example/${segment}/did.json`)
    equal(address(`a.example:${segment}s`), undefined)
    equal(address('a.example:...:a_b-c.d'), 'https://a.example/.../a_b-c.d/did.json')
    equal(address('A1.b-2.Example:x'), 'https://A1.b-2.Example/x/did.json')
    equal(address('a.1b'), 'https://a.1b/.well-known/did.json')
    const long = (size: number) => `a.example${':aaaaaaaaa'.repeat(200)}`.slice(0, size - 8)
    ok(address(long(1024)))
    equal(address(long(1025)), undefined)
    equal(didWebUrl('did:key:a.example'), undefined)
  })

  for (const id of [
    ...['a-.example', '-.example', '.example', 'example.', 'a_b.example', 'a.0x1f', 'a.0X', 'a.7'],
    ...['a.example:a b', 'a.example:..', 'a.example:x:', 'a.example:é', '', ':x', '%3A80'],
  ]) {
    it(`leads nowhere for "${id}"`, () => equal(address(id), undefined))
  }

  it('is a URL of exactly the host, port and path that it names', () => {
    const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/)
    const segments = fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{1,9}$/), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), segments, (labels, path) => {
        const host = labels.join('.')
        const url = new URL(address([host, ...path].join(':')) ?? '')
        equal(url.host, host)
        equal(url.pathname, `/${[...(path.length ? path : ['.well-known']), 'did.json'].join('/')}`)
      }),
    )
  })

  it('asks for a document of limited size, within a time', async () => {
    const asked: unknown[] = []
    const did = 'did:web:a.example'
    const answer = await didWebDocument(did, async (url, options) => {
      asked.push(url, options)
      return { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ id: did })), url }
    })
    deepEqual(answer, { document: { id: did }, source: 'https://a.example/.well-known/did.json' })
    const accept = 'application/did+json, application/did+ld+json, application/json'
    const limits = { headers: { accept }, maxBytes: 262_144, timeoutMs: 5_000 }
    deepEqual(asked, ['https://a.example/.well-known/did.json', limits])
  })

  it('says what was wrong on it', async () => {
    const told = async (answer: { status?: number; body?: Uint8Array; error?: unknown }) =>
      didWebDocument('did:web:a.example', async (url) => {
        if (answer.error !== undefined) throw answer.error
        return { headers: {}, url, status: 200, body: new Uint8Array(), ...answer }
      })
    const url = 'https://a.example/.well-known/did.json'
    const notFound = (detail: string) => ({ error: 'notFound', detail })
    deepEqual(await told({ status: 404 }), notFound(`${url} answered 404`))
    deepEqual(await told({ status: 304 }), notFound(`${url} answered 304`))
    deepEqual(await told({ error: new Error('no route') }), notFound('no route'))
    deepEqual(await told({ error: 'odd' }), notFound(url))
    const detail = `${url} holds no document of did:web:a.example`
    for (const body of [Uint8Array.of(0xff), Buffer.from('[]'), Buffer.from('{"id":1}')]) {
      deepEqual(await told({ body }), { error: 'invalidDidDocument', detail })
    }
    deepEqual(await didWebDocument('did:web:1.2.3.4', createWorld().fetch), {
      ...{ error: 'invalidDid', detail: 'did:web:1.2.3.4' },
    })
  })
})

describe('what resolveDid answers', () => {
  it('names the identifier, or what was wrong with it', async () => {
    const world = createWorld()
    for (const [did, error, detail] of [
      ['did:Web:a.example', 'invalidDid', 'did:Web:a.example'],
      ['did:web:a.example#x', 'invalidDid', 'did:web:a.example#x'],
      ['did:web:a.example:', 'invalidDid', 'did:web:a.example:'],
      ['did:webs:a.example', 'methodNotSupported', 'did:webs:a.example'],
      ['did:key:zNothing', 'invalidDid', 'it holds no known key'],
      ['did:jwk:AAAA', 'invalidDid', 'it holds no known key'],
      ['did:web:1.2.3.4', 'invalidDid', 'did:web:1.2.3.4'],
      ['did:web:a.example', 'notFound', 'https://a.example/.well-known/did.json cannot be reached'],
    ] as const) {
      deepEqual(await resolveDid(did, world), { error, detail }, did)
    }
    const long = `did:key:${'z'.repeat(4096)}`
    deepEqual(await resolveDid(long, world), { error: 'invalidDid', detail: long })
  })

  it('comes from whoever keeps documents, before the network is asked', async () => {
    const world = createWorld()
    const document = { id: 'did:web:a.example', assertionMethod: ['#a'] }
    const resolve = async (did: string) => (did === document.id ? document : undefined)
    const deps = { ...world, resolveDid: resolve }
    deepEqual(await resolveDid('did:web:a.example', deps), { didDocument: document })
    deepEqual(world.asked, [])
    equal((await resolveDid('did:web:b.example', deps)).error, 'notFound')
    deepEqual(world.asked, ['https://b.example/.well-known/did.json'])
  })
})
