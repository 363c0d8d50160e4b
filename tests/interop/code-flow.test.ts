import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import {
  type CallbackContext,
  clientAuthenticationNone,
  type Jwk,
  type SignJwtCallback,
} from '@openid4vc/oauth2'
import { setGlobalConfig as allowHttp, Openid4vciClient } from '@openid4vc/openid4vci'
import { createSigner, generateKey, jwkOfMultikey, verifyJws } from '../../keys/index.ts'
import { openPlatform, type Platform } from './platform.ts'

allowHttp({ allowInsecureUrls: true })

const signer = createSigner('ES256', generateKey('ES256'))
const publicJwk = { ...signer.publicJwk } as Jwk

const signJwt: SignJwtCallback = async (_signer, { header, payload }) => {
  const parts = [header, payload].map((each) =>
    Buffer.from(JSON.stringify(each)).toString('base64url'),
  )
  const signature = await signer.sign(Buffer.from(parts.join('.')))
  const jwt = `${parts.join('.')}.${Buffer.from(signature).toString('base64url')}`
  return { jwt, signerJwk: publicJwk }
}

const refuse = () => {
  throw new Error('this wallet does not do that')
}

const CLIENT_ID = 'wallet.example'
const REDIRECT = 'https://wallet.example/back'

const callbacks: CallbackContext = {
  fetch,
  hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
  generateRandom: (size) => randomBytes(size),
  clientAuthentication: clientAuthenticationNone({ clientId: CLIENT_ID }),
  signJwt,
  verifyJwt: async (by, { compact }) => {
    const jwk = by.method === 'did' ? jwkOfMultikey(by.didUrl.split('#')[1] ?? '') : undefined
    const verified = jwk !== undefined && (await verifyJws(compact, jwk))
    return verified ? { verified, signerJwk: { ...jwk } as Jwk } : { verified: false }
  },
  encryptJwe: refuse,
  decryptJwe: refuse,
}

describe('the authorization code flow of a wallet made with @openid4vc/* 0.4.6', () => {
  const client = new Openid4vciClient({ callbacks })
  const dpop = { signer: { method: 'jwk', alg: 'ES256', publicJwk } } as const
  let brevet: Platform
  before(async () => {
    brevet = await openPlatform()
  })
  after(async () => {
    await brevet.end()
  })

  const begin = async () => {
    const { offerUri } = await brevet.awardToLearner()
    const credentialOffer = await client.resolveCredentialOffer(offerUri)
    const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer)
    const started = await client.createAuthorizationRequestUrlFromOffer({
      credentialOffer,
      issuerMetadata,
      clientId: CLIENT_ID,
      redirectUri: REDIRECT,
      scope: 'OpenBadge_dc_sd_jwt',
      dpop,
    })
    return { credentialOffer, issuerMetadata, ...started }
  }

  const redeem = async ({
    credentialOffer,
    issuerMetadata,
    pkce,
    authorizationRequestUrl,
  }: Awaited<ReturnType<typeof begin>>) => {
    const [server] = issuerMetadata.authorizationServers
    ok(server)
    const { code = '' } = client.parseAndVerifyAuthorizationResponseRedirectUrl({
      url: await brevet.approve(authorizationRequestUrl),
      authorizationServerMetadata: server,
    })
    const redeemed = () =>
      client.retrieveAuthorizationCodeAccessTokenFromOffer({
        credentialOffer,
        issuerMetadata,
        authorizationCode: String(code),
        redirectUri: REDIRECT,
        dpop,
        ...(pkce && { pkceCodeVerifier: pkce.codeVerifier }),
      })
    return { redeemed, first: await redeemed() }
  }

  it('pushes, comes back with `iss` and a code, and gets a certificate by DPoP', async () => {
    const begun = await begin()
    equal(new URL(begun.authorizationRequestUrl).searchParams.has('redirect_uri'), false)
    const { first } = await redeem(begun)
    const { access_token: accessToken, token_type: type, refresh_token } = first.accessTokenResponse
    deepEqual([type, typeof refresh_token], ['DPoP', 'string'])
    const { issuerMetadata } = begun
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata })
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: 'OpenBadge_dc+sd-jwt',
      nonce,
      signer: { method: 'jwk', alg: 'ES256', publicJwk },
    })
    const { credentialResponse } = await client.retrieveCredentials({
      issuerMetadata,
      accessToken,
      credentialConfigurationId: 'OpenBadge_dc+sd-jwt',
      proofs: { jwt: [jwt] },
      dpop,
    })
    const [received] = credentialResponse.credentials ?? []
    const { credential } = received as { credential: unknown }
    equal((await brevet.verify(credential)).verified, true)
  })

  it('cannot redeem a code twice', async () => {
    const { redeemed } = await redeem(await begin())
    await rejects(redeemed())
  })
})
