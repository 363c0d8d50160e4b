import { deepEqual, equal, match } from 'node:assert/strict'
import { type JsonObject, signPresentation } from '../../credentials/index.ts'
import type { Signer } from '../../keys/index.ts'
import { askingOn, parametersOf, pathOf } from './asking.ts'
import { openBench } from './edge.ts'
import { NOW, newSigner, PUBLIC_URL } from './support.ts'

const bench = openBench()
const { ask, resultOf, statusOf } = askingOn(bench)

describe('a request by a link (VC-API exchange)', () => {
  const protocolsOf = async (link: unknown) =>
    (await bench().edge.get(pathOf(String(link)))).body.protocols as Record<string, string>
  const step = (exchange: string, body: object) => bench().edge.post(pathOf(exchange), body)
  const begin = async (exchange: string) =>
    (await step(exchange, {})).body.verifiablePresentationRequest as {
      readonly query: readonly JsonObject[]
      readonly challenge: string
      readonly domain: string
    }
  /** A wallet written from the VC-API text alone. */
  const prove = async (how: {
    readonly challenge: string
    readonly domain: string
    readonly holder?: Signer
  }) =>
    signPresentation(
      { credentials: [await bench().world.badge()], holder: bench().world.holder, ...how },
      { clock: () => NOW, fetch: bench().world.web.fetch },
    )

  it('is answered by a wallet that knows nothing but the link', async () => {
    const { body } = await ask()
    equal(new URL(String(body.interactionUrl)).searchParams.get('iuv'), '1')
    const { vcapi = '', OID4VP: deep } = await protocolsOf(body.interactionUrl)
    equal(deep, body.requestUri)
    const { query, challenge, domain } = await begin(vcapi)
    deepEqual(
      query.map(({ type }) => type),
      ['QueryByExample', 'DIDAuthentication'],
    )
    equal(domain, PUBLIC_URL)
    equal((await statusOf(body.id)).body.state, 'fetched')
    const verifiablePresentation = await prove({ challenge, domain })
    const answer = await step(vcapi, { verifiablePresentation })
    deepEqual([answer.status, answer.body], [200, {}])
    const result = await resultOf(body.id)
    deepEqual([result.verified, result.satisfied], [true, true], JSON.stringify(result))
    equal((await step(vcapi, { verifiablePresentation })).status, 410, 'once')
  })

  it('names the types that the query names, and why', async () => {
    const type = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential'
    const types = [type, 'constructor']
    const credentials = [{ id: 'badge', format: 'ldp_vc', meta: { type_values: [types] } }]
    const { body } = await ask({ query: { credentials } })
    const { vcapi = '' } = await protocolsOf(body.interactionUrl)
    const [example] = (await begin(vcapi)).query
    deepEqual(example?.credentialQuery, [
      {
        reason: 'To apply for a job',
        example: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['OpenBadgeCredential', 'constructor'],
        },
      },
    ])
  })

  it('sends the browser back with a code where the employer wants that', async () => {
    const { body } = await ask({ redirectUri: 'https://acme.example/done' })
    const { vcapi = '' } = await protocolsOf(body.interactionUrl)
    const verifiablePresentation = await prove(await begin(vcapi))
    const { redirectUrl } = (await step(vcapi, { verifiablePresentation })).body
    match(String(parametersOf(redirectUrl).response_code), /^[\w-]{32}$/)
  })

  it('is not satisfied by an answer to another question, or made for another site', async () => {
    for (const changes of [{ challenge: 'guessed' }, { domain: 'https://evil.example' }]) {
      const { body } = await ask()
      const { vcapi = '' } = await protocolsOf(body.interactionUrl)
      const { challenge, domain } = await begin(vcapi)
      const verifiablePresentation = await prove({ challenge, domain, ...changes })
      equal((await step(vcapi, { verifiablePresentation })).status, 200)
      equal((await resultOf(body.id)).verified, false)
    }
  })

  it('is answered by one of several wallets that answer at the same time', async () => {
    const { body } = await ask()
    const { vcapi = '' } = await protocolsOf(body.interactionUrl)
    const verifiablePresentation = await prove(await begin(vcapi))
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => step(vcapi, { verifiablePresentation })),
    )
    deepEqual(answers.map(({ status }) => status).toSorted(), [200, 410, 410, 410, 410])
  })

  it('is not satisfied by a badge of somebody else', async () => {
    const { body } = await ask()
    const { vcapi = '' } = await protocolsOf(body.interactionUrl)
    const { challenge, domain } = await begin(vcapi)
    const thief = newSigner()
    const verifiablePresentation = await prove({ challenge, domain, holder: thief })
    equal((await step(vcapi, { verifiablePresentation })).status, 200)
    const result = await resultOf(body.id)
    deepEqual([result.verified, result.satisfied], [false, false])
  })

  it('is not to be answered so where it wants more, is over, or never was', async () => {
    const encrypted = await ask({ responseMode: 'direct_post.jwt' })
    deepEqual(Object.keys(await protocolsOf(encrypted.body.interactionUrl)), ['OID4VP'])
    const vct = { id: 'card', format: 'dc+sd-jwt', meta: { vct_values: ['https://x.example'] } }
    const other = await ask({ query: { credentials: [vct] } })
    const path = pathOf(String(other.body.interactionUrl))
    deepEqual(Object.keys(await protocolsOf(path)), ['OID4VP'])
    const exchange = path.replace('interactions', 'exchanges').replace('?iuv=1', '')
    equal((await step(exchange, {})).status, 404)
    equal((await step('/api/openid4vp/exchanges/guessed', {})).status, 410)
    equal((await step(exchange, { verifiablePresentation: 'text' })).status, 400)
  })
})
