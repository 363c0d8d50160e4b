import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { issueCredential } from '../../credentials/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker, slug } from './asker.ts'
import { badgeFor } from './foreign-badge.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const nothing = { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) }

describe('answering a verifier (OpenID4VP 1.0)', () => {
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
  const resultOf = async (requestId: string) =>
    (await asker.verifier.requests?.status(requestId, { tenantId: 'acme' }))?.result
  const preview = (requestUri: string) => bench.wallet.previewRequest('p1', { requestUri })
  const answer = (requestUri: string, more: object = {}) =>
    bench.wallet.answerRequest('p1', { requestUri, choices: { badge: id }, ...more })

  it('shows who asks, for what, and what would answer, before anything leaves', async () => {
    const links = await ask()
    const shown = await preview(links.requestUri)
    equal(shown.identified, true)
    equal(shown.clientId, `decentralized_identifier:${asker.signer.did}`)
    equal(shown.clientName, 'Acme Jobs', 'without the trick of direction')
    equal(shown.purpose, 'To apply')
    equal(shown.answerGoesTo, new URL(asker.origin).host)
    equal(shown.satisfiable, true)
    deepEqual(shown.matches[0], {
      queryId: 'badge',
      credentialIds: [id],
      shownWhole: [id],
      claims: [],
    })
    equal(await resultOf(links.id), undefined)
  })

  it('presents what the learner chose, bound to the asker, and remembers it', async () => {
    const links = await ask()
    equal(await answer(links.requestUri), undefined)
    const result = await resultOf(links.id)
    equal(result?.satisfied, true, JSON.stringify(result))
    equal(result?.presentations[0]?.holder, await bench.wallet.holderDid('p1'))
    const [shown] = await bench.wallet.shown('p1')
    equal(shown?.domain, `decentralized_identifier:${asker.signer.did}`)
    const [credential] = shown?.credentials ?? []
    deepEqual([credential?.id, credential?.title], [id, 'Careful Reader'])
    ok(credential?.claims?.includes('credentialSubject.achievement.name'))
  })

  it('gives the address where the browser goes next', async () => {
    const links = await ask({ redirectUri: 'https://acme.example/done' })
    const next = await answer(links.requestUri)
    ok(next?.startsWith('https://acme.example/done?response_code='))
  })

  it('answers an asker that nobody knows only where the learner insists', async () => {
    const { requestUriByValue } = await ask()
    equal((await preview(requestUriByValue)).identified, false)
    await rejects(answer(requestUriByValue), slug('request-not-trusted'))
    deepEqual(await bench.wallet.shown('p1'), [])
    await answer(requestUriByValue, { insist: true })
    equal((await bench.wallet.shown('p1')).length, 1)
  })

  it('offers only what fits and is still good', async () => {
    const query = {
      credentials: [
        { id: 'badge', format: 'ldp_vc', meta: { type_values: [['https://example.org/Degree']] } },
      ],
    }
    const other = await ask({ query })
    equal((await preview(other.requestUri)).satisfiable, false)
    await rejects(answer(other.requestUri), slug('choice-does-not-fit'))
    bench.setNow(NOW + 400 * 86_400)
    const late = await ask()
    equal((await preview(late.requestUri)).satisfiable, false, 'the badge has expired')
  })

  it('takes no choice that is somebody else’s, or of another query', async () => {
    const links = await ask()
    const mine = { requestUri: links.requestUri }
    await rejects(
      bench.wallet.answerRequest('p2', { ...mine, choices: { badge: id } }),
      slug('choice-does-not-fit'),
    )
    await rejects(answer(links.requestUri, { choices: { other: id } }), slug('choice-does-not-fit'))
    await rejects(
      answer(links.requestUri, { choices: { badge: 'x' } }),
      slug('choice-does-not-fit'),
    )
    equal(await resultOf(links.id), undefined)
  })

  it('hears that the request was answered already', async () => {
    const links = await ask()
    await answer(links.requestUri)
    await rejects(answer(links.requestUri), slug('verifier-unreachable'))
  })

  it('shows of an SD-JWT only what is asked for', async () => {
    const { signer } = bench.issuer
    const holder = await bench.wallet.holderDid('p1')
    const holderJwk = { kty: 'OKP', crv: 'Ed25519', x: keyOf(holder) }
    const sdJwt = await issueCredential(
      {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          issuer: signer.did,
          credentialSubject: { id: holder },
        },
        signer,
        mechanism: 'dc+sd-jwt',
        options: {
          vct: 'https://x.example/card',
          holderJwk,
          claims: { given_name: 'Fatima', birthdate: '2001-01-01' },
          disclosable: ['/given_name', '/birthdate'],
        },
      },
      nothing,
    )
    const card = await bench.wallet.importCredential('p1', { document: sdJwt, language: 'en' })
    const query = {
      credentials: [
        {
          id: 'card',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['https://x.example/card'] },
          claims: [{ path: ['given_name'] }],
        },
      ],
    }
    const links = await ask({ query })
    const [match] = (await preview(links.requestUri)).matches
    deepEqual(match?.claims, ['given_name'])
    await answer(links.requestUri, { choices: { card: card.id } })
    const result = await resultOf(links.id)
    const text = JSON.stringify(result?.presentations)
    equal(result?.satisfied, true, text)
    ok(text.includes('Fatima'))
    ok(!text.includes('2001-01-01'))
  })

  it('shows a badge of another key with that key', async () => {
    const document = await badgeFor('', { signer: bench.issuer.signer, now: NOW })
    const { id: unbound } = await bench.wallet.importCredential('p1', { document, language: 'en' })
    const links = await ask()
    await answer(links.requestUri, { choices: { badge: unbound } })
    equal(
      (await resultOf(links.id))?.satisfied,
      false,
      'nobody is named in it, so nobody proves anything',
    )
  })
})

/** The public key in a did:key, as JWK wants it. */
function keyOf(did: string): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = 0n
  for (const character of did.slice('did:key:z'.length)) {
    value = value * 58n + BigInt(alphabet.indexOf(character))
  }
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
    .subarray(2)
    .toString('base64url')
}
