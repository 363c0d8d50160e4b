import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import {
  type CallbackContext,
  clientAuthenticationAnonymous,
  type Jwk,
  type SignJwtCallback,
  type VerifyJwtCallback,
} from '@openid4vc/oauth2'
import { setGlobalConfig as allowHttp, Openid4vciClient } from '@openid4vc/openid4vci'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { presentSdJwtCredential, signPresentation } from '../../credentials/index.ts'
import { createSigner, generateKey, jwkOfMultikey, verifyJws } from '../../keys/index.ts'
import { asked, openPlatform, type Platform } from './platform.ts'

allowHttp({ allowInsecureUrls: true })

const signer = createSigner('ES256', generateKey('ES256'))

/** Signs what the library wants signed: proofs by the holder's key. */
const signJwt: SignJwtCallback = async (_signer, { header, payload }) => {
  const parts = [header, payload].map((each) =>
    Buffer.from(JSON.stringify(each)).toString('base64url'),
  )
  const signature = await signer.sign(Buffer.from(parts.join('.')))
  return {
    jwt: `${parts.join('.')}.${Buffer.from(signature).toString('base64url')}`,
    signerJwk: { ...signer.publicJwk } as Jwk,
  }
}

/** Believes a request that the DID it names has signed. */
const verifyJwt: VerifyJwtCallback = async (by, { compact }) => {
  if (by.method !== 'did') return { verified: false }
  const [did = ''] = by.didUrl.split('#')
  const [host = '', ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent)
  const where = path.length > 0 ? path.join('/') : '.well-known'
  const document = (await (await fetch(`http://${host}/${where}/did.json`)).json()) as {
    verificationMethod: { id: string; publicKeyMultibase: string }[]
  }
  const method = document.verificationMethod.find(({ id }) => id === by.didUrl)
  const jwk = method && jwkOfMultikey(method.publicKeyMultibase)
  if (!jwk || !(await verifyJws(compact, jwk))) return { verified: false }
  return { verified: true, signerJwk: { ...jwk } as Jwk }
}

const refuse = () => {
  throw new Error('this wallet does not encrypt')
}

const callbacks: CallbackContext = {
  fetch,
  hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
  generateRandom: (size) => randomBytes(size),
  clientAuthentication: clientAuthenticationAnonymous(),
  signJwt,
  verifyJwt,
  encryptJwe: refuse,
  decryptJwe: refuse,
}

describe('a wallet made with @openid4vc/* 0.4.6', () => {
  const client = new Openid4vciClient({ callbacks })
  const presenter = new Openid4vpClient({ callbacks })
  const deps = {
    clock: () => Math.floor(Date.now() / 1000),
    fetch: async () => {
      throw new Error('nothing to fetch')
    },
  }
  let brevet: Platform
  before(async () => {
    brevet = await openPlatform()
  })
  after(async () => {
    await brevet.end()
  })

  const redeem = async (offerUri: string) => {
    const credentialOffer = await client.resolveCredentialOffer(offerUri)
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer,
      issuerMetadata,
    })
    return { credentialOffer, issuerMetadata, accessToken: accessTokenResponse.access_token }
  }

  const accept = async (configuration: string, offerUri: string): Promise<unknown> => {
    const { issuerMetadata, accessToken } = await redeem(offerUri)
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: configuration,
      nonce,
      signer:
        configuration === 'OpenBadge_dc+sd-jwt'
          ? { method: 'jwk', alg: 'ES256', publicJwk: { ...signer.publicJwk } as Jwk }
          : { method: 'did', alg: 'ES256', didUrl: signer.verificationMethod },
    })
    const { credentialResponse } = await client.retrieveCredentials({
      issuerMetadata,
      accessToken,
      credentialConfigurationId: configuration,
      proofs: { jwt: [jwt] },
    })
    const [first] = credentialResponse.credentials ?? []
    return (first as { credential: unknown }).credential
  }

  const read = async (requestUri: string) => {
    const parsed = presenter.parseOpenid4vpAuthorizationRequest({
      authorizationRequest: requestUri,
    })
    ok(parsed.type === 'jar')
    return presenter.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: parsed.params,
    })
  }

  const answer = async (
    { authorizationRequestPayload }: Awaited<ReturnType<typeof read>>,
    presentation: string | Record<string, unknown>,
  ) => {
    const made = await presenter.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload,
      authorizationResponsePayload: { vp_token: { badge: [presentation as string] } },
    })
    const { response } = await presenter.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload,
      authorizationResponsePayload: made.authorizationResponsePayload,
    })
    return response
  }

  it('takes our metadata for version 1.0, and finds three forms on offer', async () => {
    const { offerUri } = await brevet.award()
    const { credentialOffer, issuerMetadata } = await redeem(offerUri)
    equal(issuerMetadata.originalDraftVersion, 'V1')
    deepEqual(
      credentialOffer.credential_configuration_ids.map(
        (id) => issuerMetadata.credentialIssuer.credential_configurations_supported[id]?.format,
      ),
      ['ldp_vc', 'dc+sd-jwt', 'jwt_vc_json'],
    )
  })

  it('accepts a badge with a Data Integrity proof, and presents it', async () => {
    const { offerUri } = await brevet.award()
    const credential = (await accept('OpenBadge_ldp_vc', offerUri)) as Record<string, unknown>
    equal((await brevet.verify(credential)).verified, true)
    const { id, requestUri } = await brevet.ask([asked.ldp_vc()])
    const request = await read(requestUri)
    equal(request.client.prefix, 'decentralized_identifier')
    const { nonce, client_id: domain } = request.authorizationRequestPayload
    const presentation = await signPresentation(
      { credentials: [credential], holder: signer, challenge: nonce, domain: String(domain) },
      deps,
    )
    equal((await answer(request, { ...presentation })).status, 200)
    const { state, result } = await brevet.result(id)
    deepEqual([state, result?.verified, result?.satisfied], ['answered', true, true])
  })

  it('accepts the SD-JWT form, and presents it without what it hides', async () => {
    const { offerUri } = await brevet.award()
    const sdJwt = String(await accept('OpenBadge_dc+sd-jwt', offerUri))
    match(sdJwt, /^[\w-]+\.[\w-]+\.[\w-]+~([\w-]+~)+$/)
    const { id, requestUri } = await brevet.ask([asked['dc+sd-jwt'](brevet.origin)])
    const request = await read(requestUri)
    const { nonce, client_id: domain } = request.authorizationRequestPayload
    const shown = await presentSdJwtCredential(
      { sdJwt, show: [], holder: signer, challenge: nonce, domain: String(domain) },
      deps,
    )
    equal((await answer(request, shown)).status, 200)
    const { result } = await brevet.result(id)
    deepEqual([result?.verified, result?.satisfied], [true, true], JSON.stringify(result))
    equal(JSON.stringify(result).includes('identityHash'), false)
  })

  it('cannot answer a request twice, or with the answer to another', async () => {
    const { offerUri } = await brevet.award()
    const credential = (await accept('OpenBadge_ldp_vc', offerUri)) as Record<string, unknown>
    const first = await read((await brevet.ask([asked.ldp_vc()])).requestUri)
    const { nonce, client_id: domain } = first.authorizationRequestPayload
    const presentation = await signPresentation(
      { credentials: [credential], holder: signer, challenge: nonce, domain: String(domain) },
      deps,
    )
    const { id, requestUri } = await brevet.ask([asked.ldp_vc()])
    equal((await answer(await read(requestUri), { ...presentation })).status, 200)
    equal((await brevet.result(id)).result?.verified, false)
    equal((await answer(first, { ...presentation })).status, 200)
    equal((await answer(first, { ...presentation })).ok, false)
  })

  it('cannot redeem an offer twice, nor a second key’s copy without a new offer', async () => {
    const { offerUri } = await brevet.award()
    await redeem(offerUri)
    await rejects(redeem(offerUri))
  })
})
