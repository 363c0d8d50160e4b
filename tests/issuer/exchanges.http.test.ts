import { deepEqual, equal, match } from 'node:assert/strict'
import { type JsonObject, signPresentation } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, NOW, openIssuer } from './support.ts'
import type { Certificate } from './wallet.ts'

/** A wallet written from the VC-API text alone: it is given a link, and knows nothing else. */
const openLinkWallet = (bench: Bench) => {
  const holder = createSigner('Ed25519', generateKey('Ed25519'))
  const nothing = { clock: () => bench.now(), fetch: () => Promise.reject(new Error('nothing')) }
  const step = (url: string, json: unknown) => bench.call('POST', new URL(url).pathname, { json })
  const wallet = {
    holder,
    step,
    protocols: async (link: string) => {
      equal(new URL(link).searchParams.get('iuv'), '1')
      const { pathname, search } = new URL(link)
      const answer = await bench.call('GET', `${pathname}${search}`, {
        headers: { accept: 'application/json' },
      })
      return answer.body.protocols as { vcapi?: string; OID4VCI: string }
    },
    request: async (exchange: string) => {
      const { body } = await step(exchange, {})
      return body.verifiablePresentationRequest as {
        challenge: string
        domain: string
      } & JsonObject
    },
    prove: (asked: { readonly challenge: string; readonly domain: string }) =>
      signPresentation({ credentials: [], holder, ...asked }, nothing),
    receive: async (link: string): Promise<Answer> => {
      const { vcapi = '' } = await wallet.protocols(link)
      const { challenge, domain } = await wallet.request(vcapi)
      const verifiablePresentation = await wallet.prove({ challenge, domain })
      return step(vcapi, { verifiablePresentation })
    },
  }
  return wallet
}

describeOnBothDatabases('a certificate by a link (VC-API exchange)', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  let wallet: ReturnType<typeof openLinkWallet>
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    wallet = openLinkWallet(bench)
    await learner.pass()
  })
  afterEach(() => bench.close())

  const link = async (more: Record<string, unknown> = {}) =>
    String((await learner.offer(more)).body.interactionUrl)
  const exchangeOf = async (more: Record<string, unknown> = {}) =>
    (await wallet.protocols(await link(more))).vcapi ?? ''
  const refused = ({ status, text }: Answer, wanted: number, slug: string) => {
    deepEqual([status, text.includes(slug)], [wanted, true], text)
  }

  it('is bound to the DID that the wallet proves', async () => {
    const answer = await wallet.receive(await link())
    equal(answer.status, 200, answer.text)
    equal(answer.headers.get('access-control-allow-origin'), '*')
    const { verifiableCredential: held } = answer.body.verifiablePresentation as {
      verifiableCredential: readonly Certificate[]
    }
    equal(held[0]?.credentialSubject.id, wallet.holder.did)
    equal((await bench.verify(held[0])).outcome, 'passed')
  })

  it('asks for a DID by methods and cryptosuites that we know', async () => {
    const request = await wallet.request(await exchangeOf())
    const [query] = request.query as readonly JsonObject[]
    equal(query?.type, 'DIDAuthentication')
    deepEqual(query.acceptedMethods, [{ method: 'key' }, { method: 'jwk' }])
    equal(request.domain, bench.origin)
  })

  it('goes to the first wallet alone, by whichever protocol', async () => {
    const url = await link()
    const { OID4VCI: offer, vcapi = '' } = await wallet.protocols(url)
    match(offer, /^openid-credential-offer:\/\//)
    const answers = await Promise.all([1, 2, 3, 4].map(() => wallet.receive(url)))
    deepEqual(answers.map(({ status }) => status).toSorted(), [200, 404, 404, 404])
    const asked = await wallet.request(vcapi)
    const verifiablePresentation = await wallet.prove(asked)
    refused(await wallet.step(vcapi, { verifiablePresentation }), 404, 'unknown-offer')
  })

  it('is refused for a presentation of another, changed, replayed, or for another site', async () => {
    const vcapi = await exchangeOf()
    const send = (verifiablePresentation: unknown) => wallet.step(vcapi, { verifiablePresentation })
    const { challenge, domain } = await wallet.request(vcapi)
    const good = await wallet.prove({ challenge, domain })
    const elsewhere = await wallet.prove({ challenge, domain: 'https://evil.example' })
    refused(await send(elsewhere), 400, 'invalid-proof')
    const guessed = await wallet.prove({ challenge: 'guessed', domain })
    refused(await send(guessed), 400, 'invalid-nonce')
    const { did } = createSigner('Ed25519', generateKey('Ed25519'))
    refused(await send({ ...good, holder: did }), 400, 'invalid-proof')
    refused(await send({ ...good, proof: undefined }), 400, 'invalid-nonce')
    refused(await send('text'), 400, 'invalid-request')
    equal((await send(good)).status, 200)
    const other = await exchangeOf()
    const replayed = await wallet.step(other, { verifiablePresentation: good })
    refused(replayed, 400, 'invalid-nonce')
  })

  it('is not to be had so where more than a key is wanted', async () => {
    for (const more of [{ txCode: true }, { grant: 'authorization_code' }]) {
      const url = await link(more)
      deepEqual(Object.keys(await wallet.protocols(url)), ['OID4VCI'])
      const vcapi = `${bench.origin}/exchanges/${new URL(url).pathname.split('/').at(-1)}`
      refused(await wallet.step(vcapi, {}), 404, 'unknown-offer')
    }
  })

  it('waits for its time, and ends with the offer', async () => {
    const readyAt = new Date((NOW + 60) * 1000).toISOString()
    const vcapi = await exchangeOf({ readyAt })
    refused(await wallet.step(vcapi, {}), 409, 'not-ready-yet')
    bench.setNow(NOW + 60)
    equal((await wallet.step(vcapi, {})).status, 200)
    bench.setNow(NOW + 3601)
    refused(await wallet.step(vcapi, {}), 404, 'unknown-offer')
    const guessed = await bench.call('GET', '/interactions/guessed?iuv=1')
    refused(guessed, 404, 'unknown-offer')
  })
})
