import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { badgeFor, someDid } from './foreign-badge.ts'
import { LDP } from './foreign-issuer.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const slug = (expected: string) => (error: unknown) => {
  equal((error as { type?: { slug: string } }).type?.slug, expected)
  return true
}

describeOnBothDatabases('receiving from a foreign issuer (OpenID4VCI 1.0)', migrations, (db) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(db())
  })
  afterEach(() => bench.close())

  const receive = (offerUri: string, more: { txCode?: string; personId?: string } = {}) =>
    bench.wallet.receive(more.personId ?? 'p1', {
      offerUri,
      language: 'en',
      ...(more.txCode === undefined ? {} : { txCode: more.txCode }),
    })

  it('redeems an offer by value and keeps the credential', async () => {
    const [credential] = await receive(bench.issuer.offer())
    equal(credential?.title, 'Careful Reader')
    equal(credential?.issuer.name, 'Another School')
    equal(credential?.state, 'valid')
    equal(credential?.subject, await bench.wallet.holderDid('p1'))
    equal((await bench.wallet.list('p1')).length, 1)
  })

  it('redeems an offer by reference', async () => {
    const [credential] = await receive(bench.issuer.offerByReference())
    equal(credential?.title, 'Careful Reader')
  })

  it('proves its key to the issuer alone, with its nonce (Appendix F.1)', async () => {
    await receive(bench.issuer.offer())
    const [proof] = bench.issuer.proofs
    const did = await bench.wallet.holderDid('p1')
    equal(proof?.header.typ, 'openid4vci-proof+jwt')
    equal(proof?.header.alg, 'EdDSA')
    equal(proof?.header.kid, `${did}#${did.split(':')[2]}`)
    equal(proof?.payload.aud, bench.issuer.origin)
    equal(proof?.payload.iat, NOW)
    equal(proof?.payload.iss, undefined, 'redeemed as nobody')
    match(String(proof?.payload.nonce), /^nonce-/)
  })

  it('asks for another nonce when the first went stale on the way', async () => {
    bench.issuer.behaviour.staleNonces = 1
    equal((await receive(bench.issuer.offer())).length, 1)
    equal(bench.issuer.asked.filter((path) => path === '/nonce').length, 2)
  })

  it('gives up when nonces stay stale', async () => {
    bench.issuer.behaviour.staleNonces = 9
    await rejects(receive(bench.issuer.offer()), slug('issuer-unreachable'))
  })

  it('sends the transaction code where the offer wants one', async () => {
    equal((await receive(bench.issuer.offer({ txCode: '1234' }), { txCode: '1234' })).length, 1)
  })

  it('does not even ask the issuer where the code is missing', async () => {
    await rejects(receive(bench.issuer.offer({ txCode: '1234' })), slug('transaction-code-needed'))
    deepEqual(bench.issuer.asked, [])
  })

  it('is refused with a wrong code, and may try again', async () => {
    const offer = bench.issuer.offer({ txCode: '1234' })
    await rejects(receive(offer, { txCode: '9999' }), slug('offer-refused'))
    equal((await receive(offer, { txCode: '1234' })).length, 1)
  })

  it('answers the same when the offer is received again, without asking twice', async () => {
    const offer = bench.issuer.offer()
    const first = await receive(offer)
    const requests = bench.issuer.asked.length
    deepEqual(
      (await receive(offer)).map(({ id }) => id),
      first.map(({ id }) => id),
    )
    equal(bench.issuer.asked.length, requests)
  })

  it('goes on where it stopped: a code that was redeemed is not redeemed again', async () => {
    const offer = bench.issuer.offer()
    bench.issuer.behaviour.instead.set('/credential', (_request, response) => {
      response.status(503).end()
    })
    await rejects(receive(offer), slug('issuer-unreachable'))
    bench.issuer.behaviour.instead.clear()
    equal((await receive(offer)).length, 1)
    equal(bench.issuer.asked.filter((path) => path === '/token').length, 1)
  })

  it('waits for an issuer that takes its time, and collects later', async () => {
    const offer = bench.issuer.offer()
    bench.issuer.behaviour.deferTimes = 2
    await rejects(receive(offer), slug('issuer-not-ready'))
    await rejects(receive(offer), slug('issuer-not-ready'))
    equal((await receive(offer)).length, 1)
    equal(bench.issuer.asked.filter((path) => path === '/deferred').length, 2)
    equal(bench.issuer.asked.filter((path) => path === '/credential').length, 1)
  })

  it('cannot go on once the permission has ended', async () => {
    const offer = bench.issuer.offer()
    bench.issuer.behaviour.deferTimes = 1
    await rejects(receive(offer), slug('issuer-not-ready'))
    bench.setNow(NOW + 121)
    await rejects(receive(offer), slug('offer-refused'))
  })

  it('keeps one credential when one offer is received ten times at once', async () => {
    bench.issuer.behaviour.single = false
    const offer = bench.issuer.offer()
    await Promise.allSettled(Array.from({ length: 10 }, () => receive(offer)))
    const held = await bench.wallet.list('p1')
    ok(held.length >= 1)
    equal(new Set(held.map(({ id }) => id)).size, held.length)
    equal(new Set(held.map(({ subject }) => subject)).size, 1, 'one key, however many first uses')
  })

  it('does not tell one learner’s receiving to another', async () => {
    const offer = bench.issuer.offer()
    await receive(offer)
    await rejects(receive(offer, { personId: 'p2' }), slug('offer-refused'))
    deepEqual(await bench.wallet.list('p2'), [])
  })

  it('stores nothing of a credential that was changed', async () => {
    bench.issuer.behaviour.credential = { name: 'Something better' }
    await rejects(receive(bench.issuer.offer()), slug('credential-refused'))
    deepEqual(await bench.wallet.list('p1'), [])
  })

  it('stores nothing that is about somebody else', async () => {
    const other = await badgeFor(someDid(), { signer: bench.issuer.signer, now: NOW })
    bench.issuer.behaviour.credential = other
    await rejects(receive(bench.issuer.offer()), slug('not-for-this-wallet'))
    deepEqual(await bench.wallet.list('p1'), [])
  })

  it('takes the best form of several that it knows', async () => {
    const { configurations } = bench.issuer.behaviour
    bench.issuer.behaviour.configurations = {
      ...configurations,
      mdoc: { format: 'mso_mdoc', doctype: 'x', credential_metadata: {} },
    }
    const offer = bench.issuer.offer({ configurations: ['mdoc', 'badge', 'missing'] })
    equal((await receive(offer)).length, 1)
  })

  it('uses another key where the issuer knows only that kind', async () => {
    bench.issuer.behaviour.configurations = {
      badge: {
        ...LDP,
        cryptographic_binding_methods_supported: ['jwk'],
        proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
      },
    }
    bench.issuer.behaviour.credential = await badgeFor('', {
      signer: bench.issuer.signer,
      now: NOW,
    })
    await receive(bench.issuer.offer())
    const [proof] = bench.issuer.proofs
    equal(proof?.header.alg, 'ES256')
    equal((proof?.header.jwk as { crv?: string } | undefined)?.crv, 'P-256')
  })
})
