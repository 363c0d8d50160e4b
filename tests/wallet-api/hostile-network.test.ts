import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import type { RequestHandler } from 'express'
import type { Database } from '../../platform/db/database.ts'
import type { GuardedFetch } from '../../platform/fetch.ts'
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import { openTestDatabase } from '../support/databases.ts'
import { LDP } from './foreign-issuer.ts'
import { type Bench, migrations, openBench } from './support.ts'

const METADATA = '/.well-known/openid-credential-issuer'

/** Names as an attacker's name server answers for them. */
const NAMES: Readonly<Record<string, string>> = {
  'metadata.evil.example': '169.254.169.254',
  'router.evil.example': '192.168.1.1',
  'loopback.evil.example': '127.0.0.1',
  'six.evil.example': 'fd00::1',
}

const PRIVATE = [
  ...Object.keys(NAMES).map((name) => `https://${name}/x`),
  'https://10.0.0.1/x',
  'https://[::1]/x',
  'https://0x7f000001/x',
  'https://2130706433/x',
  'https://localhost:5432/x',
  'http://localhost:1/x',
  'https://user:word@localhost/x',
]

const DETAILS = /public internet|only https|credentials|not fetched|is not known/

describe('the network of an issuer that means no good, behind the real guard', function () {
  this.timeout(60_000)
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
  })
  beforeEach(async () => {
    let guard: GuardedFetch | undefined
    bench = await openBench(database, (url, options) => {
      guard ??= guardFor(bench.issuer.origin)
      return guard(url, options)
    })
  })
  afterEach(async () => {
    deepEqual(await bench.wallet.list('p1'), [], 'nothing is stored half')
    await bench.close()
  })
  after(() => closeDatabase())

  const receive = (offerUri: string, txCode?: string) =>
    bench.wallet.receive('p1', { offerUri, language: 'en', ...(txCode && { txCode }) })
  const refused = (offerUri: string, detail: RegExp) =>
    rejects(receive(offerUri), (error: unknown) => {
      const { type, detail: told } = error as { type?: { slug: string }; detail?: string }
      equal(type?.slug, 'issuer-unreachable', String(error))
      match(told ?? '', detail)
      return true
    })
  const byReference = (uri: string) =>
    `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(uri)}`

  it('is reached where nothing is wrong with it', async () => {
    const [kept] = await receive(bench.issuer.offer())
    equal(kept?.state, 'valid')
    await bench.wallet.remove({ personId: 'p1', id: kept?.id ?? '' })
  })

  for (const address of PRIVATE) {
    it(`leads the wallet nowhere by an offer at ${address}`, () =>
      refused(byReference(address), DETAILS))

    it(`leads the wallet nowhere as an issuer at ${address}`, () => {
      const changes = { credential_issuer: address.replace(/\/x$/, '') }
      return refused(bench.issuer.offer({ changes }), DETAILS)
    })
  }

  for (const member of ['nonce_endpoint', 'credential_endpoint']) {
    it(`leads the wallet nowhere by its ${member}`, async () => {
      bench.issuer.behaviour.metadata = { [member]: 'https://metadata.evil.example/x' }
      await refused(bench.issuer.offer(), DETAILS)
    })
  }

  it('leads the wallet nowhere by an authorization server of its choice', async () => {
    bench.issuer.behaviour.metadata = { authorization_servers: ['https://router.evil.example'] }
    await refused(bench.issuer.offer(), DETAILS)
    equal(bench.issuer.asked.includes('/token'), false)
  })

  it('leads the wallet nowhere by a token endpoint of its choice, and gets no code', async () => {
    const { origin } = bench.issuer
    bench.issuer.behaviour.instead.set('/.well-known/oauth-authorization-server', (_, response) => {
      response.json({
        issuer: origin,
        token_endpoint: 'https://metadata.evil.example/token',
        response_types_supported: ['code'],
      })
    })
    await refused(bench.issuer.offer(), DETAILS)
  })

  const circles: readonly (readonly [string, RequestHandler, RegExp])[] = [
    [
      'on the same address',
      (request, response) => response.redirect(request.originalUrl),
      /redirects/,
    ],
    [
      'on ever new addresses',
      (request, response) => response.redirect(`${request.originalUrl}x`),
      /redirects|expected form|answered/,
    ],
    [
      'to a private address',
      (_request, response) => response.redirect('http://169.254.169.254/latest/meta-data'),
      /redirect from .* to another host/,
    ],
    [
      'to another name for itself',
      (_request, response) => response.redirect('https://loopback.evil.example/'),
      /redirect from .* to another host/,
    ],
  ]
  for (const [where, handler, detail] of circles) {
    it(`cannot send the wallet on ${where}`, async () => {
      for (const path of [METADATA, '/token', '/nonce', '/credential']) {
        bench.issuer.behaviour.instead.clear()
        bench.issuer.behaviour.instead.set(path, handler)
        await refused(bench.issuer.offer(), detail)
      }
    })
  }

  it('cannot fill the memory: 6 MB of metadata, of a token, of a credential', async () => {
    for (const path of [METADATA, '/token', '/nonce', '/credential']) {
      bench.issuer.behaviour.instead.clear()
      bench.issuer.behaviour.instead.set(path, (_request, response) => {
        response.json({ x: 'y'.repeat(6_000_000) })
      })
      await refused(bench.issuer.offer(), /larger than \d+ bytes/)
    }
  })

  it('cannot hold the wallet up by a letter at a time', async () => {
    bench.issuer.behaviour.instead.set(METADATA, (_request, response) => {
      response.type('json').write('{"credential_issuer":"')
      const timer = setInterval(() => response.write('x'), 100)
      response.on('close', () => clearInterval(timer))
    })
    await refused(bench.issuer.offer(), /time|too long/)
    equal(bench.issuer.asked.includes('/token'), false, 'the code is not spent')
  })

  it('cannot hold the wallet up by saying nothing once it has the code; later it goes on', async () => {
    bench.issuer.behaviour.instead.set('/credential', () => {})
    const offer = bench.issuer.offer()
    await refused(offer, /time|too long/)
    deepEqual(await bench.wallet.list('p1'), [])
    bench.issuer.behaviour.instead.clear()
    const [kept] = await receive(offer)
    equal(kept?.state, 'valid')
    await bench.wallet.remove({ personId: 'p1', id: kept?.id ?? '' })
  })

  it('does not make the wallet ask a private address by what it signs', async () => {
    const statusListCredential = 'https://metadata.evil.example/list'
    const credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential,
    }
    bench.issuer.behaviour.credential = { credentialStatus }
    await rejects(receive(bench.issuer.offer()), (error: unknown) => {
      equal((error as { type?: { slug: string } }).type?.slug, 'credential-refused')
      return true
    })
  })

  it('is told apart by the transaction code: five wrong ones are each refused, and none is stored', async () => {
    bench.issuer.behaviour.configurations = { badge: LDP }
    const offer = bench.issuer.offer({ txCode: '4711' })
    for (const wrong of ['0001', '0002', '0003', '0004', '0005']) {
      await rejects(receive(offer, wrong), (error: unknown) => {
        equal((error as { type?: { slug: string } }).type?.slug, 'offer-refused')
        return true
      })
    }
  })
})

/** The guard as it runs, with one exception: the foreign issuer on loopback. */
const guardFor = (origin: string): GuardedFetch =>
  createGuardedFetch({
    config: {
      publicUrl: 'https://brevet.example',
      production: false,
      fetchAllow: new Set([new URL(origin).host]),
    },
    lookup: (name) => {
      const address = name === 'localhost' ? '127.0.0.1' : NAMES[name]
      if (address === undefined) return Promise.reject(new Error(`${name} is not known`))
      return Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }])
    },
  })
