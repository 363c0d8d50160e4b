import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { issueCredential, signPresentationJwt } from '../../credentials/index.ts'
import {
  askingOn,
  decoded,
  FORM,
  parametersOf,
  pathOf,
  type Result,
  type Wanted,
} from './asking.ts'
import { client, openBench, slugOf } from './edge.ts'
import { person } from './people.ts'
import { ASKING_DID, NOW } from './support.ts'

const bench = openBench()
const { ask, statusOf, resultOf, fetchRequest, presentFor, give } = askingOn(bench)

describe('asking for a presentation (OpenID4VP 1.0)', () => {
  it('gives a signed request by reference, one by value, and a code', async () => {
    const { status, body } = await ask()
    equal(status, 201)
    const byReference = parametersOf(body.requestUri)
    equal(byReference.client_id, `decentralized_identifier:${ASKING_DID}`)
    equal(byReference.request_uri_method, 'post')
    const byValue = parametersOf(body.requestUriByValue)
    equal(byValue.client_id, `redirect_uri:${byValue.response_uri}`)
    equal(byValue.response_mode, 'direct_post')
    match(String(body.qr), /^<svg/)
    equal(body.expiresAt, '2026-11-22T09:43:20Z')
  })

  it('lists what the organisation asked for, newest first, and for nobody else', async () => {
    bench().world.setNow(bench().world.now() + 50) // after those of the other tests
    const one = await ask()
    bench().world.setNow(bench().world.now() + 1)
    const two = await ask()
    const as = client('acme')
    const { status, body } = await bench().edge.get('/presentation-requests', { as })
    const listed = body.requests as readonly Readonly<Record<string, unknown>>[]
    deepEqual([status, listed.slice(0, 2).map(({ id }) => id)], [200, [two.body.id, one.body.id]])
    deepEqual(Object.keys(listed[0] ?? {}).sort(), [
      ...['createdAt', 'expiresAt', 'id', 'purpose', 'state'],
    ])
    const others = await bench().edge.get('/presentation-requests', { as: client('none') })
    deepEqual(others.body, { requests: [] })
    equal((await bench().edge.get('/presentation-requests')).status, 401)
  })

  it('shows its code again while it waits, and no more when it is over', async () => {
    const { body } = await ask()
    const as = client('acme')
    const path = `/presentation-requests/${body.id}`
    const open = (await bench().edge.get(path, { as })).body
    deepEqual([open.requestUri, open.qr], [body.requestUri, body.qr])
    bench().world.setNow(bench().world.now() + 601)
    const over = (await bench().edge.get(path, { as })).body
    deepEqual([over.state, over.requestUri, over.qr], ['expired', undefined, undefined])
  })

  it('links nothing of its addresses to the id by which the result is asked for', async () => {
    const { body } = await ask()
    const id = String(body.id)
    ok(!String(body.requestUri).includes(id))
    ok(!String(body.requestUriByValue).includes(id))
    const wanted = await fetchRequest(body.requestUri)
    ok(!JSON.stringify(wanted).includes(id))
  })

  it('signs the request with the key of the DID it names, bound to the wallet', async () => {
    const { body } = await ask()
    const { request_uri: uri = '' } = parametersOf(body.requestUri)
    const { text } = await bench().edge.post(pathOf(uri), 'wallet_nonce=n-1', { headers: FORM })
    const [head = '', payload = '', signature = ''] = text.split('.')
    const header = decoded(head)
    equal(header.typ, 'oauth-authz-req+jwt')
    const document = (await bench().edge.get('/verifier/did.json')).body as {
      id: string
      verificationMethod: readonly { id: string; publicKeyMultibase: string }[]
    }
    equal(document.id, ASKING_DID)
    equal(header.kid, document.verificationMethod[0]?.id)
    const key = p256(document.verificationMethod[0]?.publicKeyMultibase ?? '')
    const options = { key, dsaEncoding: 'ieee-p1363' as const }
    const data = Buffer.from(`${head}.${payload}`)
    ok(verifySignature('sha256', data, options, Buffer.from(signature, 'base64url')))
    const wanted = decoded(payload) as unknown as Wanted
    equal(wanted.wallet_nonce, 'n-1')
    equal(wanted.aud, 'https://self-issued.me/v2')
    equal(wanted.exp, NOW + 300)
    equal(wanted.client_metadata.client_name, 'Acme Jobs')
    equal(wanted.client_metadata.purpose, 'To apply for a job')
    ok(Buffer.from(wanted.nonce, 'base64url').length >= 16)
  })

  it('gives the request by GET as well, as often as it is asked', async () => {
    const { body } = await ask()
    const { request_uri: uri = '' } = parametersOf(body.requestUri)
    equal((await bench().edge.get(pathOf(uri))).status, 200)
    equal((await bench().edge.get(pathOf(uri))).status, 200)
    equal((await statusOf(body.id)).body.state, 'fetched')
  })

  it('takes the answer, verified and bound to this request', async () => {
    const { body } = await ask()
    equal((await statusOf(body.id)).body.state, 'open')
    const wanted = await fetchRequest(body.requestUri)
    const presentation = await presentFor(wanted)
    const taken = await give(wanted, { badge: [presentation] })
    equal(taken.status, 200)
    deepEqual(taken.body, {})
    const { body: status } = await statusOf(body.id)
    equal(status.state, 'answered')
    const result = status.result as Result
    equal(result.verified, true, JSON.stringify(result))
    equal(result.satisfied, true)
    equal(result.presentations[0]?.holder, bench().world.holder.did)
    equal(result.presentations[0]?.credentials[0]?.issuer, bench().world.issuer.did)
    deepEqual(result.presentations[0]?.presented, presentation)
  })

  it('takes the answer to the request by value, whose audience is the address', async () => {
    const { body } = await ask()
    const wanted = parametersOf(body.requestUriByValue) as unknown as Wanted
    await give(wanted, { badge: [await presentFor(wanted)] })
    equal((await resultOf(body.id)).satisfied, true)
  })

  it('takes a presentation in a compact form', async () => {
    const { body } = await ask()
    const wanted = await fetchRequest(body.requestUri)
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: bench().world.issuer.did,
      credentialSubject: { id: bench().world.holder.did },
    }
    const deps = { clock: () => NOW, fetch: bench().world.web.fetch }
    const signer = bench().world.issuer
    const jwt = await issueCredential({ credential, signer, mechanism: 'vc+jwt' }, deps)
    const presentation = await signPresentationJwt(
      {
        credentials: [
          {
            '@context': 'https://www.w3.org/ns/credentials/v2',
            id: `data:application/vc+jwt,${jwt}`,
            type: 'EnvelopedVerifiableCredential',
          },
        ],
        holder: bench().world.holder,
        challenge: wanted.nonce,
        domain: wanted.client_id,
      },
      deps,
    )
    await give(wanted, { badge_jwt: [presentation] })
    const result = await resultOf(body.id)
    equal(result.satisfied, true, JSON.stringify(result.presentations[0]?.checks))
  })

  it('applies the policy of the request to each credential', async () => {
    const { body } = await ask({ policy: 'registered-issuer' })
    const wanted = await fetchRequest(body.requestUri)
    await give(wanted, { badge: [await presentFor(wanted)] })
    const result = await resultOf(body.id)
    deepEqual([result.verified, result.satisfied], [false, false])
  })

  it('keeps what was presented unreadable in the database, and not longer than a day', async () => {
    const { body } = await ask()
    const wanted = await fetchRequest(body.requestUri)
    await give(wanted, { badge: [await presentFor(wanted)] })
    bench().world.setNow(NOW + 86_401)
    await ask()
    equal((await statusOf(body.id)).status, 404)
  })
})

describe('the edges of a request', () => {
  it('close once it was answered: the first answer stands', async () => {
    const { body } = await ask()
    const wanted = await fetchRequest(body.requestUri)
    const token = { badge: [await presentFor(wanted)] }
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await give(wanted, token)).status),
    )
    deepEqual(statuses.toSorted(), [200, 410, 410, 410, 410])
    const { request_uri: uri = '' } = parametersOf(body.requestUri)
    equal(slugOf((await bench().edge.get(pathOf(uri))).body), 'presentation-request-over')
  })

  it('close when its time is over', async () => {
    const { body } = await ask()
    const wanted = await fetchRequest(body.requestUri)
    bench().world.setNow(NOW + 600)
    equal((await give(wanted, { badge: ['x'] })).status, 410)
    equal((await statusOf(body.id)).body.state, 'expired')
  })

  it('take nothing with another state, or in another form', async () => {
    const { body } = await ask()
    const wanted = await fetchRequest(body.requestUri)
    const token = { badge: [await presentFor(wanted)] }
    for (const [value, changes] of [
      [token, { state: 'another' }],
      ['hello', {}],
      ['[]', {}],
      ['{}', {}],
      ['{"badge":1,"badge":2}', {}],
      [{ badge: Array(40).fill('x') }, {}],
    ] as const) {
      const answer = await give(wanted, value, changes)
      equal(slugOf(answer.body), 'answer-not-understood', JSON.stringify(value).slice(0, 40))
    }
    equal((await statusOf(body.id)).body.state, 'fetched', 'and the request stays open')
    const empty = await bench().edge.post(pathOf(wanted.response_uri), '', { headers: FORM })
    equal(slugOf(empty.body), 'answer-not-understood')
  })

  it('know no handle that was not given', async () => {
    equal((await bench().edge.get('/api/openid4vp/requests/none')).status, 410)
    equal(
      (await give({ response_uri: '/api/openid4vp/responses/none', state: 'x' }, {})).status,
      410,
    )
  })

  it('are for callers with the scope, each for its own', async () => {
    const { body } = await ask()
    equal(
      slugOf((await statusOf(body.id, '', client('other'))).body),
      'unknown-presentation-request',
    )
    const { edge } = bench()
    const nobody = await edge.post('/presentation-requests', { purpose: 'x' })
    equal(slugOf(nobody.body), 'not-signed-in')
    const learner = await edge.post('/presentation-requests', { purpose: 'x' }, { as: person('p') })
    equal(slugOf(learner.body), 'not-allowed')
  })

  it('refuse what is no request', async () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ purpose: '' }, 'invalid-request'],
      [{ colour: 'red' }, 'invalid-request'],
      [{ redirectUri: 'javascript:alert(1)' }, 'invalid-request'],
      [{ query: {} }, 'invalid-query'],
      [{ query: { credentials: [] } }, 'invalid-query'],
      [{ query: { credentials: [{ id: 'a+b', format: 'ldp_vc' }] } }, 'invalid-query'],
      [{ policy: 'none' }, 'unknown-policy'],
    ]
    for (const [body, slug] of cases) {
      equal(slugOf((await ask(body)).body), slug, JSON.stringify(body))
    }
  })

  it('send the browser back with a code, without which the result is not given', async () => {
    const { body } = await ask({ redirectUri: 'https://acme.example/done?job=1' })
    const wanted = await fetchRequest(body.requestUri)
    const taken = await give(wanted, { badge: [await presentFor(wanted)] })
    const back = new URL(String(taken.body.redirect_uri))
    equal(back.searchParams.get('job'), '1')
    const code = back.searchParams.get('response_code')
    notEqual(code, null)
    const without = (await statusOf(body.id)).body
    deepEqual([without.state, without.result], ['answered', undefined])
    equal((await statusOf(body.id, '?response_code=guess')).body.result, undefined)
    equal((await resultOf(body.id, `?response_code=${code}`)).satisfied, true)
  })
})

/** A P-256 key from its multikey. */
function p256(multibase: string) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  let value = 0n
  for (const character of multibase.slice(1)) {
    value = value * 58n + BigInt(alphabet.indexOf(character))
  }
  const hex = value.toString(16)
  const point = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').subarray(2)
  const spki = Buffer.concat([
    Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
    point,
  ])
  return createPublicKey({ key: spki, format: 'der', type: 'spki' })
}
