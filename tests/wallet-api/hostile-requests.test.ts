import { equal, ok, rejects } from 'node:assert/strict'
import { createSigner, generateKey } from '../../keys/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker, slug } from './asker.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

describe('a request that means no good', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let asker: Asker
  let id: string
  beforeEach(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...migrations,
      ...verifierMigrations,
    })
    bench = await openBench(database)
    asker = await openAsker(bench)
    const [credential] = await bench.wallet.receive('p1', {
      offerUri: bench.issuer.offer(),
      language: 'en',
    })
    id = credential?.id ?? ''
  })
  afterEach(async () => {
    await asker.close()
    await bench.close()
    await closeDatabase()
  })

  const ask = async (wish: object = {}) => {
    const links = await asker.verifier.requests?.create({
      tenantId: 'acme',
      clientName: 'Acme \u202eJobs',
      purpose: 'To apply',
      ...wish,
    })
    ok(links)
    return links
  }
  const preview = (requestUri: string) => bench.wallet.previewRequest('p1', { requestUri })
  const answer = (requestUri: string, more: object = {}) =>
    bench.wallet.answerRequest('p1', { requestUri, choices: { badge: id }, ...more })

  const jwt = async (claims: object, header: object = {}, signer = asker.signer) => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const head = {
      typ: 'oauth-authz-req+jwt',
      alg: 'ES256',
      kid: signer.verificationMethod,
      ...header,
    }
    const body = {
      client_id: `decentralized_identifier:${asker.signer.did}`,
      response_type: 'vp_token',
      response_mode: 'direct_post',
      response_uri: `${asker.origin}/api/openid4vp/responses/x`,
      nonce: 'nonce-nonce-nonce',
      dcql_query: {
        credentials: [
          { id: 'badge', format: 'ldp_vc', meta: { type_values: [['VerifiableCredential']] } },
        ],
      },
      ...claims,
    }
    const text = `${encode(head)}.${encode(body)}`
    return `${text}.${Buffer.from(await signer.sign(Buffer.from(text))).toString('base64url')}`
  }
  const uriOf = (more: Readonly<Record<string, string>> = {}) =>
    `openid4vp://authorize?${new URLSearchParams({
      client_id: `decentralized_identifier:${asker.signer.did}`,
      request_uri: 'https://asker.example/request',
      ...more,
    })}`
  const refused = async (text: string, expected: string, uri = uriOf()) => {
    bench.pages.set('https://asker.example/request', text)
    await rejects(preview(uri), slug(expected))
  }

  it('is read when there is nothing wrong with it', async () => {
    bench.pages.set('https://asker.example/request', await jwt({}))
    equal((await preview(uriOf())).identified, true)
  })

  it('is read when it was made for the address it comes from, as some verifiers write', async () => {
    for (const aud of ['https://asker.example/request', ['https://self-issued.me/v2']]) {
      bench.pages.set('https://asker.example/request', await jwt({ aud }))
      equal((await preview(uriOf())).identified, true)
    }
  })

  const forged: readonly (readonly [string, () => Promise<string>, string])[] = [
    ['is no token', async () => 'hello', 'request-not-trusted'],
    [
      'is signed by somebody else under the same name',
      async () =>
        jwt(
          {},
          { kid: asker.signer.verificationMethod },
          createSigner('ES256', generateKey('ES256'), asker.signer.did),
        ),
      'request-not-trusted',
    ],
    [
      'is signed by a key of another DID',
      async () => jwt({}, {}, createSigner('ES256', generateKey('ES256'))),
      'request-not-trusted',
    ],
    ['is not signed', async () => jwt({}, { alg: 'none' }), 'request-not-trusted'],
    [
      'is signed with a shared secret',
      async () => jwt({}, { alg: 'HS256' }),
      'request-not-trusted',
    ],
    [
      'asks for what we do not know to be understood',
      async () => jwt({}, { crit: ['x'] }),
      'request-not-trusted',
    ],
    ['is a token of another kind', async () => jwt({}, { typ: 'JWT' }), 'request-not-trusted'],
    [
      'names another asker inside',
      async () => jwt({ client_id: 'redirect_uri:https://evil.example' }),
      'request-not-trusted',
    ],
    [
      'was made for somebody else',
      async () => jwt({ aud: 'https://wallet.example' }),
      'request-not-trusted',
    ],
    [
      'was made for us and for somebody else',
      async () => jwt({ aud: ['https://self-issued.me/v2', 'https://wallet.example'] }),
      'request-not-trusted',
    ],
    ['is old', async () => jwt({ exp: NOW }), 'request-not-trusted'],
    [
      'brings a nonce of another wallet',
      async () => jwt({ wallet_nonce: 'x' }),
      'request-not-trusted',
    ],
    ['has too short a nonce', async () => jwt({ nonce: 'short' }), 'invalid-presentation-request'],
    [
      'wants the answer elsewhere',
      async () => jwt({ response_mode: 'fragment' }),
      'invalid-presentation-request',
    ],
    [
      'does not say where the answer goes',
      async () => jwt({ response_uri: 'nowhere' }),
      'invalid-presentation-request',
    ],
    [
      'asks for nothing',
      async () => jwt({ dcql_query: { credentials: [] } }),
      'invalid-presentation-request',
    ],
  ]
  for (const [what, make, expected] of forged) {
    it(`is refused when it ${what}`, async () => refused(await make(), expected))
  }

  it('cannot make the wallet ask a private address', async () => {
    const uri = uriOf({ request_uri: 'http://10.0.0.1/request' })
    await rejects(preview(uri), slug('verifier-unreachable'))
    bench.pages.set(
      'https://asker.example/request',
      await jwt({ response_uri: 'http://10.0.0.1/x' }),
    )
    await rejects(answer(uriOf()), slug('verifier-unreachable'))
  })

  it('is refused by value where the answer goes elsewhere than it says', async () => {
    const { requestUriByValue } = await ask()
    const forgedUri = requestUriByValue.replace(
      /client_id=[^&]*/,
      'client_id=redirect_uri%3Ahttps%3A%2F%2Fbank.example',
    )
    await rejects(preview(forgedUri), slug('request-not-trusted'))
    const did = requestUriByValue.replace(
      /client_id=[^&]*/,
      `client_id=${encodeURIComponent(`decentralized_identifier:${asker.signer.did}`)}`,
    )
    await rejects(preview(did), slug('request-not-trusted'), 'unsigned under a name')
  })

  for (const uri of [
    '',
    'hello',
    'javascript:alert(1)',
    'openid4vp://authorize',
    'openid4vp://authorize?request=a.b.c',
    'openid4vp://authorize?client_id=x&dcql_query=%7B',
  ]) {
    it(`is refused when it is ${uri || 'nothing'}`, async () => {
      await rejects(preview(uri), (error: unknown) => {
        const found = (error as { type?: { slug: string } }).type?.slug
        ok(
          found === 'invalid-presentation-request' || found === 'request-not-trusted',
          String(error),
        )
        return true
      })
    })
  }
})
