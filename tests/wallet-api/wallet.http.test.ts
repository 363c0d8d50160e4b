import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { webcrypto } from 'node:crypto'
import { type JsonObject, verifyCredential, verifyPresentation } from '../../credentials/index.ts'
import { unbakePdf, unbakePng, unbakeSvg } from '../../documents/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Bench,
  type Edge,
  migrations,
  NOW,
  openBench,
  PUBLIC_URL,
  person,
  serve,
  slugOf,
} from './support.ts'

const ME = person('p1')
const OTHER = person('p2')

describeOnBothDatabases('the wallet over HTTP', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
  })

  const receive = async (as = ME): Promise<string> => {
    const { status, body } = await edge.call('POST', '/api/wallet/receive', {
      as,
      json: { offerUri: bench.issuer.offer() },
    })
    equal(status, 201)
    return (body.credentials as { id: string }[])[0]?.id ?? ''
  }

  it('lists what was received, in plain words', async () => {
    const id = await receive()
    const { status, body, headers } = await edge.call('GET', '/api/wallet/credentials', { as: ME })
    equal(status, 200)
    equal(headers.get('cache-control'), 'no-store')
    const [credential] = body.credentials as Record<string, unknown>[]
    equal(credential?.id, id)
    equal(credential?.title, 'Careful Reader')
    equal(credential?.recipient, 'Fatima-Zahra El Mansouri')
    deepEqual(credential?.issuer, { id: bench.issuer.signer.did, name: 'Another School' })
    equal(credential?.state, 'valid')
    equal(credential?.stateMessage, 'Valid.')
    equal((credential?.fingerprint as string[] | undefined)?.length, 3)
    match(String(credential?.expires), /^2027-/)
  })

  it('speaks the language asked for', async () => {
    await receive()
    const { body } = await edge.call('GET', '/api/wallet/credentials?lang=ar', { as: ME })
    equal((body.credentials as { stateMessage: string }[])[0]?.stateMessage, 'صالحة.')
    const odd = await edge.call('GET', '/api/wallet/credentials?lang=de', { as: ME })
    equal(slugOf(odd), 'invalid-request')
  })

  it('checks a credential again when it is looked at', async () => {
    const id = await receive()
    bench.setNow(NOW + 400 * 86_400)
    const { status, body } = await edge.call('GET', `/api/wallet/credentials/${id}`, { as: ME })
    equal(status, 200)
    equal(body.state, 'expired')
    const { verified, checks } = body.verification as {
      verified: boolean
      checks: { name: string; reason?: string }[]
    }
    equal(verified, false)
    equal(checks.find(({ name }) => name === 'period')?.reason, 'expired')
    equal((body.credential as JsonObject).name, 'Careful Reader')
  })

  it('gives the credential back as it was issued', async () => {
    const id = await receive()
    const { bytes, headers } = await edge.call('GET', `/api/wallet/credentials/${id}/download`, {
      as: ME,
    })
    match(String(headers.get('content-disposition')), /attachment; filename=credential.json/)
    const deps = { clock: bench.now, fetch: () => Promise.reject(new Error('nothing')) }
    const text = Buffer.from(bytes).toString()
    equal((await verifyCredential(text, {}, deps)).verified, true)
  })

  it('gives the badge with the credential baked in, as PNG and as SVG', async () => {
    const id = await receive()
    const path = `/api/wallet/credentials/${id}`
    const download = await edge.call('GET', `${path}/download`, { as: ME })
    const expected = { found: 'credential', credential: download.body }
    const png = await edge.call('GET', `${path}/badge.png`, { as: ME })
    equal(png.headers.get('content-type'), 'image/png')
    deepEqual(unbakePng(png.bytes), expected)
    const svg = await edge.call('GET', `${path}/badge.svg`, { as: ME })
    match(String(svg.headers.get('content-type')), /image\/svg\+xml/)
    deepEqual(unbakeSvg(Buffer.from(svg.bytes).toString()), expected)
  })

  it('draws the sheet in any language, with a code only where there is a link', async () => {
    const id = await receive()
    const path = `/api/wallet/credentials/${id}`
    const share = await edge.call('POST', `${path}/shares`, { as: ME, json: { days: 7 } })
    const plain = await edge.call('GET', `${path}/sheet.svg?lang=ar&theme=mono`, { as: ME })
    const linked = await edge.call(
      'GET',
      `${path}/sheet.svg?lang=ar&theme=mono&share=${share.body.shareId}`,
      { as: ME },
    )
    match(Buffer.from(plain.bytes).toString(), /^<svg /)
    ok(linked.bytes.length > plain.bytes.length + 5000)
    const foreign = await edge.call('GET', `${path}/sheet.svg?lang=ar&theme=mono&share=x`, {
      as: ME,
    })
    equal(foreign.bytes.length, plain.bytes.length)
    const pdf = await edge.call('GET', `${path}/sheet.pdf`, { as: ME })
    equal(pdf.headers.get('content-type'), 'application/pdf')
    equal(unbakePdf(pdf.bytes).found, 'credential')
    const png = await edge.call('GET', `${path}/sheet.png?width=300`, { as: ME })
    equal(Buffer.from(png.bytes).readUInt32BE(16), 300)
    equal(
      slugOf(await edge.call('GET', `${path}/sheet.png?width=0`, { as: ME })),
      'invalid-request',
    )
  })

  it('removes a credential, and the links that showed it', async () => {
    const id = await receive()
    const path = `/api/wallet/credentials/${id}`
    const { body } = await edge.call('POST', `${path}/shares`, { as: ME, json: { days: 7 } })
    equal((await edge.call('DELETE', path, { as: ME })).status, 204)
    equal((await edge.call('GET', path, { as: ME })).status, 404)
    equal((await edge.call('GET', `/api/shares/${body.shareId}`)).status, 404)
    equal((await edge.call('DELETE', path, { as: ME })).status, 404)
  })

  it('answers a repeated request with the same link', async () => {
    const id = await receive()
    const share = () =>
      edge.call('POST', `/api/wallet/credentials/${id}/shares`, {
        as: ME,
        json: { days: 7 },
        headers: { 'idempotency-key': 'once' },
      })
    const first = await share()
    equal((await share()).body.shareId, first.body.shareId)
  })

  describe('a link', () => {
    const open = async (shareId: unknown) => edge.call('GET', `/api/shares/${String(shareId)}`)
    const make = async (days = 7) => {
      const id = await receive()
      const path = `/api/wallet/credentials/${id}/shares`
      const { status, body } = await edge.call('POST', path, { as: ME, json: { days } })
      equal(status, 201)
      return {
        id,
        path,
        ...(body as { shareId: string; url: string; qr: string; expiresAt: string }),
      }
    }

    it('shows the credential to whoever has its key, and to nobody else', async () => {
      const { shareId, url } = await make()
      match(url, new RegExp(`^${PUBLIC_URL}/v/${shareId}#[\\w-]{43}$`))
      const { body } = await open(shareId)
      const key = Buffer.from(url.split('#')[1] ?? '', 'base64url')
      const text = await decrypt(body, key)
      equal((JSON.parse(text) as JsonObject).name, 'Careful Reader')
      const wrong = Buffer.from(key)
      wrong[0] = (wrong[0] ?? 0) ^ 1
      await decrypt(body, wrong).then(
        () => ok(false),
        () => ok(true),
      )
    })

    it('has a code, an end, and a count of how often it was opened', async () => {
      const { path, shareId, qr, expiresAt } = await make(2)
      match(qr, /^<svg /)
      equal(expiresAt, '2026-11-24T09:33:20Z')
      await open(shareId)
      await open(shareId)
      const { body } = await edge.call('GET', path, { as: ME })
      const [share] = body.shares as { views: number; viewedAt: string; url: string }[]
      equal(share?.views, 2)
      match(String(share?.viewedAt), /^2026-11-22/)
      match(String(share?.url), /#[\w-]{43}$/, 'the owner can see the link again')
    })

    it('ends when it expires, which is not the end of the credential', async () => {
      const { id, shareId, path } = await make(1)
      bench.setNow(NOW + 86_400)
      const answer = await open(shareId)
      equal(answer.status, 410)
      equal(slugOf(answer), 'share-expired')
      const { body } = await edge.call('GET', `/api/wallet/credentials/${id}`, { as: ME })
      equal(body.state, 'valid')
      const listed = await edge.call('GET', path, { as: ME })
      equal((listed.body.shares as { expired: boolean; views: number }[])[0]?.expired, true)
      equal((listed.body.shares as { views: number }[])[0]?.views, 0)
    })

    it('ends at once when its owner ends it', async () => {
      const { shareId } = await make()
      equal((await edge.call('DELETE', `/api/wallet/shares/${shareId}`, { as: OTHER })).status, 404)
      equal((await open(shareId)).status, 200)
      equal((await edge.call('DELETE', `/api/wallet/shares/${shareId}`, { as: ME })).status, 204)
      equal(slugOf(await open(shareId)), 'unknown-share')
      equal((await edge.call('DELETE', `/api/wallet/shares/${shareId}`, { as: ME })).status, 404)
    })

    it('lasts a number of days that makes sense', async () => {
      const id = await receive()
      for (const days of [0, -1, 4000, 1.5, '7']) {
        const path = `/api/wallet/credentials/${id}/shares`
        const answer = await edge.call('POST', path, { as: ME, json: { days } })
        equal(slugOf(answer), 'invalid-request', String(days))
      }
    })
  })

  describe('a presentation', () => {
    const present = (as: typeof ME, json: unknown) =>
      edge.call('POST', '/api/wallet/presentations', { as, json })

    it('is signed by the learner, for whoever asked', async () => {
      const id = await receive()
      const wish = { credentialIds: [id], challenge: 'c-1', domain: 'https://jobs.example' }
      const { status, body } = await present(ME, wish)
      equal(status, 201)
      const deps = { clock: bench.now, fetch: () => Promise.reject(new Error('nothing')) }
      const verify = (challenge: string) =>
        verifyPresentation(body.verifiablePresentation, { challenge, domain: wish.domain }, deps)
      const verified = await verify('c-1')
      equal(verified.verified, true)
      equal(verified.holder, await bench.wallet.holderDid('p1'))
      equal((await verify('c-2')).verified, false)
    })

    it('is remembered: what was shown to whom', async () => {
      const id = await receive()
      await present(ME, { credentialIds: [id, id], challenge: 'c', domain: 'https://jobs.example' })
      const { body } = await edge.call('GET', '/api/wallet/presentations', { as: ME })
      const [shown] = body.presentations as Record<string, unknown>[]
      equal(shown?.domain, 'https://jobs.example')
      deepEqual(shown?.credentials, [{ id, title: 'Careful Reader' }])
      const others = await edge.call('GET', '/api/wallet/presentations', { as: OTHER })
      deepEqual(others.body.presentations, [])
    })

    it('holds credentials of the learner alone', async () => {
      const id = await receive()
      const wish = { credentialIds: [id], challenge: 'c', domain: 'd' }
      equal(slugOf(await present(OTHER, wish)), 'not-in-wallet')
      equal(slugOf(await present(ME, { ...wish, credentialIds: [id, 'x'] })), 'not-in-wallet')
      equal(slugOf(await present(ME, { ...wish, credentialIds: [] })), 'invalid-request')
      equal(slugOf(await present(ME, { ...wish, challenge: '' })), 'invalid-request')
    })
  })

  it('gives every learner a key of their own', async () => {
    notEqual(await bench.wallet.holderDid('p1'), await bench.wallet.holderDid('p2'))
    equal(await bench.wallet.holderDid('p1'), await bench.wallet.holderDid('p1'))
  })
})

/** As a page does it: WebCrypto, the key from the link alone. */
async function decrypt(body: Readonly<Record<string, unknown>>, raw: Uint8Array): Promise<string> {
  const { subtle } = webcrypto
  const key = await subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['decrypt'])
  const iv = new Uint8Array(Buffer.from(String(body.iv), 'base64url'))
  const data = new Uint8Array(Buffer.from(String(body.ciphertext), 'base64url'))
  return Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv }, key, data)).toString()
}
