import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Fetch } from '../../credentials/browser.ts'
import { createOfflineFetch } from '../../web/verify/offline-fetch.ts'
import {
  type BundleAnswer,
  browserShelf,
  isTooOld,
  keepBundle,
  keptBundle,
  LIST_LASTS,
  type Shelf,
} from '../../web/verify/snapshots.ts'

/** A shelf in memory, as a browser's cache would hold it. */
function memoryShelf(): Shelf & { readonly names: () => string[] } {
  const kept = new Map<string, { body: Uint8Array<ArrayBuffer>; at: number }>()
  return {
    names: () => [...kept.keys()],
    get: async (name) => kept.get(name),
    put: async (name, body, at) => {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
      kept.set(name, { body: bytes, at })
    },
  }
}

const DAY = 86_400_000
const NOW = Date.parse('2026-11-22T12:00:00Z')
const LIST = 'https://school.example/status-lists/1'
const listText = '{"type":["VerifiableCredential","BitstringStatusListCredential"]}'

const answerOf = (documents: readonly object[] = []): BundleAnswer => ({
  content: JSON.stringify({
    issuedAt: '2026-11-22T12:00:00Z',
    issuers: [{ did: 'did:web:school.example', name: 'School' }],
    documents,
  }),
  seal: { issuer: 'did:key:zServer' },
})

describe('the trust bundle on a device', () => {
  const sealedBy = async (answer: BundleAnswer) =>
    answer.content.startsWith('{"issuedAt"') ? String(answer.seal.issuer) : undefined

  it('is read as it was kept', async () => {
    const shelf = memoryShelf()
    const text = listText
    const readAt = '2026-11-22T11:59:00Z'
    await keepBundle(shelf, answerOf([{ url: LIST, readAt, text }]), NOW)
    const bundle = await keptBundle({ shelf, sealedBy })
    equal(bundle?.issuers[0]?.name, 'School')
    equal(bundle?.issuedAt, NOW)
    equal(new TextDecoder().decode(bundle?.documents.get(LIST)?.body), text)
  })

  it('is not read when its seal is wrong, somebody else’s, or it is damaged', async () => {
    const shelf = memoryShelf()
    equal(await keptBundle({ shelf, sealedBy }), undefined)
    await keepBundle(shelf, answerOf(), NOW)
    const another = { ...answerOf(), seal: { issuer: 'did:key:zAnother' } }
    await shelf.put('bundle', JSON.stringify(another), NOW)
    equal(await keptBundle({ shelf, sealedBy }), undefined)
    await shelf.put('bundle', JSON.stringify({ ...answerOf(), content: '{}' }), NOW)
    equal(await keptBundle({ shelf, sealedBy }), undefined)
    await shelf.put('bundle', '{"content":', NOW)
    equal(await keptBundle({ shelf, sealedBy }), undefined)
  })

  it('needs no storage: a browser that refuses it keeps nothing', async () => {
    const shelf = browserShelf(undefined)
    await shelf.put('bundle', 'x', NOW)
    equal(await shelf.get('bundle'), undefined)
  })

  it('grows old: lists after a week, keys after ninety days, and nothing is from the future', () => {
    const aged = (url: string, days: number) =>
      isTooOld(url, { body: new Uint8Array(), readAt: NOW - days * DAY }, NOW)
    deepEqual([aged(LIST, 7), aged(LIST, 7.01)], [false, true])
    const key = 'https://school.example/.well-known/did.json'
    deepEqual([aged(key, 90), aged(key, 90.01)], [false, true])
    ok(aged(LIST, -2))
  })
})

describe('the way out without a network', () => {
  const cut: Fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  const answering =
    (text: string): Fetch =>
    async (url) => ({ status: 200, headers: {}, body: new TextEncoder().encode(text), url })

  it('answers with what was read before, and says when that was', async () => {
    const shelf = memoryShelf()
    let now = NOW
    const tools = { shelf, bundle: async () => undefined, now: () => now }
    const online = createOfflineFetch({ ...tools, fetch: answering(listText) })
    await online.fetch(LIST)
    equal(online.readAt(LIST), undefined)
    now += DAY
    const offline = createOfflineFetch({ ...tools, fetch: cut })
    equal(new TextDecoder().decode((await offline.fetch(LIST)).body), listText)
    equal(offline.readAt(LIST), NOW)
    now += LIST_LASTS
    await rejects(offline.fetch(LIST))
  })

  it('takes the later of its own copy and the bundle’s', async () => {
    const shelf = memoryShelf()
    await shelf.put(LIST, 'own', NOW - DAY)
    const shared = { body: new TextEncoder().encode('shared'), readAt: NOW - 2 * DAY }
    const documents = new Map([[LIST, shared]])
    const bundle = async () => ({ issuedAt: NOW, issuers: [], documents })
    const { fetch } = createOfflineFetch({ fetch: cut, shelf, bundle, now: () => NOW })
    equal(new TextDecoder().decode((await fetch(LIST)).body), 'own')
    documents.set(LIST, { ...shared, readAt: NOW })
    equal(new TextDecoder().decode((await fetch(LIST)).body), 'shared')
  })

  it('keeps keys and lists, and nothing that belongs to one certificate', async () => {
    const shelf = memoryShelf()
    const tools = { shelf, bundle: async () => undefined, now: () => NOW }
    const keep = async (url: string, text: string) =>
      createOfflineFetch({ ...tools, fetch: answering(text) }).fetch(url)
    await keep(LIST, listText)
    await keep('https://school.example/did.json', '{"verificationMethod":[]}')
    await keep('https://school.example/tokens/1', 'aGVhZA.cGF5bG9hZA.c2ln')
    await keep('https://school.example/assessments/1/record.json', '{"humanReviewed":true}')
    equal(shelf.names().length, 3)
  })

  it('does not hide an answer that was too large', async () => {
    const shelf = memoryShelf()
    await shelf.put(LIST, listText, NOW)
    const fetch: Fetch = () => Promise.reject(new RangeError('larger'))
    const tools = { shelf, bundle: async () => undefined, now: () => NOW }
    await rejects(createOfflineFetch({ ...tools, fetch }).fetch(LIST), RangeError)
  })
})
