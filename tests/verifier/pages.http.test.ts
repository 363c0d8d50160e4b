import { equal, match } from 'node:assert/strict'
import { type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { FetchFailed, FetchRefused } from '../../platform/fetch.ts'
import { Problem } from '../../platform/problem.ts'
import { relay } from '../../verifier/pages/relay.ts'
import { openBench, slugOf } from './edge.ts'
import { createWeb, multihash, STATUS_LIST } from './support.ts'

const bench = openBench()

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (header: object, payload: object) => `${b64(header)}.${b64(payload)}.c2ln`

describe('what a page asks about an issuer', () => {
  const trust = (issuer: string, language = 'en') =>
    bench().edge.get(`/api/trust?issuer=${encodeURIComponent(issuer)}`, {
      headers: { 'accept-language': language },
    })

  it('has three answers, of which "not reachable" is one', async () => {
    const { did } = bench().world.issuer
    equal((await trust(did)).body.status, 'not-registered')
    await bench().world.verifier.registry.ensureIssuer({ did, name: 'Academy', frameworks: [] })
    const { status, body } = await trust(did, 'fr')
    equal(status, 200)
    equal(body.status, 'registered')
    equal(body.name, 'Academy')
    match(String(body.message), /émetteur/)
  })

  it('needs an issuer, and nothing besides', async () => {
    equal((await bench().edge.get('/api/trust')).status, 400)
    equal((await bench().edge.get('/api/trust?issuer=did:key:z&credential=x')).status, 400)
  })
})

describe('the relay', () => {
  const ask = (url: string, headers: Record<string, string> = {}) =>
    bench().edge.get(`/api/relay?url=${encodeURIComponent(url)}`, { headers })

  it('passes on a DID document from where its DID says it lies', async () => {
    const url = 'https://school.example/.well-known/did.json'
    bench().world.web.pages.set(url, '{"id":"did:web:school.example"}')
    const { status, text, headers } = await ask(url)
    equal(status, 200)
    equal(text, '{"id":"did:web:school.example"}')
    equal(headers.get('access-control-allow-origin'), null)
  })

  it('passes on status lists, as JSON and as tokens', async () => {
    await bench().world.publishStatus([])
    equal((await ask(STATUS_LIST)).status, 200)
    const url = 'https://school.example/tokens/1'
    const list = token({ typ: 'statuslist+jwt' }, { status_list: { bits: 1, lst: 'x' } })
    bench().world.web.pages.set(url, list)
    equal((await ask(url)).text, list)
  })

  it('refuses everything else, also what pretends', async () => {
    const { pages } = bench().world.web
    const others = {
      'https://other.example/page': '<!doctype html><script>alert(1)</script>',
      'https://other.example/did.json': '{"id":"did:web:school.example"}',
      'https://other.example/credential': JSON.stringify(await bench().world.badge()),
      'https://other.example/token': token({ typ: 'vc+jwt' }, { type: ['VerifiableCredential'] }),
      'https://other.example/list': '{"type":"BitstringStatusListCredential"}',
      'https://other.example/twice': '{"id":"did:web:x.example","id":"did:web:other.example"}',
      'https://other.example/bytes': '\u0000\u0001',
    }
    for (const [url, text] of Object.entries(others)) {
      pages.set(url, text)
      const { status, body } = await ask(url)
      equal(status, 422, url)
      equal(slugOf(body), 'relay-refused')
    }
  })

  it('says what it may not ask, and who did not answer', async () => {
    equal(slugOf((await ask('https://silent.example/did.json')).body), 'relay-unreachable')
    const slug = async (error: Error) =>
      relay('https://x.example/', () => Promise.reject(error)).catch((problem: unknown) =>
        problem instanceof Problem ? problem.type.slug : '',
      )
    equal(await slug(new FetchRefused('10.0.0.1 is private')), 'relay-refused')
    equal(await slug(new FetchFailed('too large')), 'relay-unreachable')
    const { fetch } = createWeb()
    const missing = async () => ({ ...(await fetch('data:')), status: 404 })
    equal((await relay('https://x.example/', missing).catch(() => undefined)) ?? '', '')
  })

  it('takes web addresses alone, and pages of this origin alone', async () => {
    for (const url of ['file:///etc/passwd', 'javascript:1', 'ftp://x.example/', '']) {
      equal((await ask(url)).status, 400, url)
    }
    equal((await ask(STATUS_LIST, { 'sec-fetch-site': 'cross-site' })).status, 403)
  })
})

describe('the trust bundle', () => {
  it('holds issuers, keys and lists, sealed over every byte', async () => {
    const { world, edge } = bench()
    const did = 'did:web:school.example'
    await world.verifier.registry.ensureIssuer({ did, name: 'School', frameworks: [] })
    const document = JSON.stringify({ id: did, verificationMethod: [] })
    world.web.pages.set('https://school.example/.well-known/did.json', document)
    const { status, body } = await edge.get('/api/trust/bundle')
    equal(status, 200)
    const { content, seal } = body as { content: string; seal: JsonObject }
    const { issuers, documents } = JSON.parse(content) as {
      issuers: { did: string; name: string }[]
      documents: { url: string; text: string }[]
    }
    equal(issuers.find((issuer) => issuer.did === did)?.name, 'School')
    equal(documents.find(({ url }) => url.includes('school.example'))?.text, document)
    const verified = await verifyCredential(
      seal,
      { checks: [] },
      { clock: world.now, fetch: world.web.fetch },
    )
    equal(verified.outcome, 'passed')
    const { digestMultibase } = seal.credentialSubject as { digestMultibase: string }
    equal(digestMultibase, multihash(Buffer.from(content)))
  })

  it('leaves out what does not answer, and is made once for those who ask together', async () => {
    const { world, edge } = bench()
    const silent = 'did:web:silent.example'
    await world.verifier.registry.ensureIssuer({ did: silent, name: 'Silent', frameworks: [] })
    const answers = await Promise.all([1, 2, 3].map(() => edge.get('/api/trust/bundle')))
    equal(new Set(answers.map(({ text }) => text)).size, 1)
    equal(answers[0]?.text.includes('silent.example/.well-known'), false)
    equal(world.web.asked.filter(({ url }) => url.includes('silent.example')).length, 1)
  })
})

describe('what a trust bundle leaves out', () => {
  it('a page that pretends to be a key, and lists that are none', async () => {
    const { world, edge } = bench()
    const did = 'did:web:pretender.example'
    await world.verifier.registry.ensureIssuer({ did, name: 'Pretender', frameworks: [] })
    const other = JSON.stringify({ id: 'did:web:school.example' })
    world.web.pages.set('https://pretender.example/.well-known/did.json', other)
    const { body } = await edge.get('/api/trust/bundle')
    const { issuers, documents } = JSON.parse(String(body.content)) as {
      issuers: { did: string }[]
      documents: { url: string }[]
    }
    equal(
      issuers.some((issuer) => issuer.did === did),
      true,
    )
    equal(
      documents.some(({ url }) => url.includes('pretender')),
      false,
    )
  })

  it('what only one tenant registered', async () => {
    const { world, edge } = bench()
    const own = { did: 'did:web:own.example', name: 'Own', frameworks: [], tenantId: 'acme' }
    await world.verifier.registry.ensureIssuer(own)
    const { text } = await edge.get('/api/trust/bundle')
    equal(text.includes('own.example'), false)
  })

  it('is made anew after ten minutes', async () => {
    const { world, edge } = bench()
    const first = await edge.get('/api/trust/bundle')
    world.setNow(world.now() + 599)
    equal((await edge.get('/api/trust/bundle')).text, first.text)
    world.setNow(world.now() + 1)
    equal((await edge.get('/api/trust/bundle')).text === first.text, false)
  })
})
