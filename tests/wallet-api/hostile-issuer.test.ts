import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { RequestHandler } from 'express'
import type { Database } from '../../platform/db/database.ts'
import { openTestDatabase } from '../support/databases.ts'
import { LDP, type OfferOptions } from './foreign-issuer.ts'
import { type Bench, migrations, openBench } from './support.ts'

const METADATA = '/.well-known/openid-credential-issuer'

const json =
  (value: unknown, status = 200): RequestHandler =>
  (_request, response) => {
    response.status(status).json(value)
  }

describe('an issuer that means no good, or breaks', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
  })
  beforeEach(async () => {
    bench = await openBench(database)
  })
  afterEach(async () => {
    deepEqual(await bench.wallet.list('p1'), [], 'nothing is stored half')
    await bench.close()
  })
  after(() => closeDatabase())

  const refused = (offerUri: string, slug: string) =>
    rejects(bench.wallet.receive('p1', { offerUri, language: 'en' }), (error: unknown) => {
      equal((error as { type?: { slug: string } }).type?.slug, slug, String(error))
      return true
    })

  const texts: readonly string[] = [
    '',
    'hello',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'openid-credential-offer://',
    'openid-credential-offer://?credential_offer=',
    'openid-credential-offer://?credential_offer=%7B',
    'openid-credential-offer://?credential_offer=%7B%7D',
    'openid-credential-offer://?credential_offer=null',
    'openid-credential-offer://?credential_offer=%5B1%5D',
    'https://example.org/?other=1',
  ]
  for (const text of texts) {
    it(`is not asked for an offer that is none: ${text || 'nothing'}`, async () => {
      await refused(text, 'invalid-offer')
      deepEqual(bench.fetched, [])
    })
  }

  const addresses = [
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/offer',
    'http://[::1]:80/offer',
    'ftp://localhost/offer',
  ]
  for (const address of addresses) {
    it(`cannot make the wallet ask ${address}`, async () => {
      const uri = `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(address)}`
      await refused(uri, 'issuer-unreachable')
      const offer = bench.issuer.offer({ changes: { credential_issuer: address } })
      await rejects(bench.wallet.receive('p1', { offerUri: offer, language: 'en' }))
    })
  }

  it('offers nothing by a reference that is not there', async () => {
    const uri = `${bench.issuer.origin}/offers/none`
    await refused(
      `openid-credential-offer://?credential_offer_uri=${encodeURIComponent(uri)}`,
      'issuer-unreachable',
    )
  })

  const offers: readonly (readonly [string, OfferOptions, string])[] = [
    [
      'wants a sign-in',
      { changes: { grants: { authorization_code: {} } } },
      'issuer-sign-in-needed',
    ],
    ['has no grant', { changes: { grants: {} } }, 'unsupported-offer'],
    ['names no form we know', { configurations: ['constructor', 'none'] }, 'unsupported-offer'],
    ['names no form at all', { configurations: [] }, 'unsupported-offer'],
  ]
  for (const [what, options, slug] of offers) {
    it(`is told so when its offer ${what}`, () => refused(bench.issuer.offer(options), slug))
  }

  const configurations: readonly (readonly [string, object])[] = [
    ['a form that the wallet cannot check', { ...LDP, format: 'mso_mdoc', doctype: 'x' }],
    [
      'a proof that the wallet cannot make',
      { ...LDP, proof_types_supported: { cwt: { proof_signing_alg_values_supported: ['EdDSA'] } } },
    ],
    [
      'a signature that the wallet cannot make',
      { ...LDP, proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['RS256'] } } },
    ],
    [
      'a key that the wallet does not have',
      { ...LDP, cryptographic_binding_methods_supported: ['cose_key'] },
    ],
  ]
  for (const [what, configuration] of configurations) {
    it(`is told so when it wants ${what}`, async () => {
      bench.issuer.behaviour.configurations = { badge: configuration }
      await refused(bench.issuer.offer(), 'unsupported-offer')
      equal(bench.issuer.asked.includes('/token'), false, 'the code is not spent')
    })
  }

  const broken: readonly (readonly [string, string, RequestHandler])[] = [
    ['answers 500 for its metadata', METADATA, json({}, 500)],
    ['answers nonsense for its metadata', METADATA, json({ hello: 1 })],
    [
      'answers HTML for its metadata',
      METADATA,
      (_request, response) => {
        response.send('<p>hi')
      },
    ],
    [
      'speaks for another issuer',
      METADATA,
      json({
        credential_issuer: 'https://other.example',
        credential_endpoint: 'https://other.example/c',
        credential_configurations_supported: {},
      }),
    ],
    [
      'sends 6 MB of metadata',
      METADATA,
      (_request, response) => {
        response.json({ x: 'y'.repeat(6_000_000) })
      },
    ],
    [
      'sends the wallet in circles',
      METADATA,
      (request, response) => {
        response.redirect(request.originalUrl)
      },
    ],
    [
      'cuts the line',
      '/token',
      (_request, response) => {
        response.destroy()
      },
    ],
    ['gives no token', '/token', json({ token_type: 'Bearer' })],
    ['gives a token of another kind', '/token', json([], 200)],
    ['refuses in an odd way', '/token', json({ error: '<b>no</b>' }, 400)],
    ['has no nonce', '/nonce', json({}, 200)],
    ['delivers nothing', '/credential', json({})],
    ['delivers an empty list', '/credential', json({ credentials: [] })],
    ['delivers garbage', '/credential', json({ credentials: [{ credential: 7 }] })],
    [
      'delivers text that is not JSON',
      '/credential',
      (_request, response) => {
        response.type('json').send('{')
      },
    ],
  ]
  for (const [what, path, handler] of broken) {
    it(`is told apart from a good one when it ${what}`, async () => {
      bench.issuer.behaviour.instead.set(path, handler)
      await refused(bench.issuer.offer(), 'issuer-unreachable')
    })
  }

  const refusals: readonly (readonly [string, string, RequestHandler])[] = [
    ['the code', '/token', json({ error: 'invalid_grant' }, 400)],
    ['the token', '/credential', json({ error: 'invalid_token' }, 401)],
    ['the credential', '/credential', json({ error: 'credential_request_denied' }, 400)],
  ]
  for (const [what, path, handler] of refusals) {
    it(`may refuse ${what}, and the learner hears it`, async () => {
      bench.issuer.behaviour.instead.set(path, handler)
      await refused(bench.issuer.offer(), 'offer-refused')
    })
  }

  const forgeries: readonly (readonly [string, RequestHandler])[] = [
    [
      'an unsigned credential',
      json({ credentials: [{ credential: { type: ['VerifiableCredential'] } }] }),
    ],
    [
      'a token without signature',
      json({ credentials: [{ credential: 'eyJhbGciOiJub25lIn0.e30.' }] }),
    ],
    ['a text', json({ credentials: [{ credential: 'hello' }] })],
  ]
  for (const [what, handler] of forgeries) {
    it(`delivers ${what} in vain`, async () => {
      bench.issuer.behaviour.instead.set('/credential', handler)
      await refused(bench.issuer.offer(), 'credential-refused')
    })
  }

  it('cannot slip markup into what the wallet says of it', async () => {
    bench.issuer.behaviour.instead.set('/token', json({ error: '<script>alert(1)</script>' }, 400))
    await rejects(
      bench.wallet.receive('p1', { offerUri: bench.issuer.offer(), language: 'en' }),
      (error: unknown) => {
        equal(JSON.stringify((error as { detail?: string }).detail).includes('<'), false)
        return true
      },
    )
  })
})
