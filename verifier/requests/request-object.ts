/**
 * How a wallet is asked: who asks, for what, where the answer goes.
 *
 * @see OpenID4VP 1.0 §5 (authorization request), §5.9 (client identifier prefixes), §5.10 (request URI)
 * @module
 */

import type { Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Query } from './query.ts'

/** Parts of a request that stay the same however it reaches the wallet. */
export interface Asked {
  readonly query: Query
  readonly nonce: string
  readonly state: string
  readonly responseUri: string
  /** Shown to the person: who asks, for what. */
  readonly clientName: string
  readonly purpose: string
}

/** Signatures and forms that we can check (OpenID4VP 1.0 §11.1). */
const FORMATS = {
  ldp_vc: {
    proof_type_values: ['DataIntegrityProof'],
    cryptosuite_values: [
      'eddsa-rdfc-2022',
      'ecdsa-rdfc-2019',
      'eddsa-jcs-2022',
      'ecdsa-jcs-2019',
      'ecdsa-sd-2023',
      'bbs-2023',
    ],
  },
  jwt_vc_json: { alg_values: ['EdDSA', 'ES256', 'ES384'] },
  'dc+sd-jwt': {
    'sd-jwt_alg_values': ['EdDSA', 'ES256', 'ES384'],
    'kb-jwt_alg_values': ['EdDSA', 'ES256', 'ES384'],
  },
} as const

const parameters = (asked: Asked, clientId: string) => ({
  client_id: clientId,
  response_type: 'vp_token',
  response_mode: 'direct_post',
  response_uri: asked.responseUri,
  nonce: asked.nonce,
  state: asked.state,
  dcql_query: asked.query,
  client_metadata: {
    client_name: asked.clientName,
    purpose: asked.purpose,
    vp_formats_supported: FORMATS,
  },
})

/** The client that a signed request names: its DID, whose key signs. */
export const didClient = (did: string): string => `decentralized_identifier:${did}`

/** The client that an unsigned request names: where the answer goes. */
export const addressClient = (responseUri: string): string => `redirect_uri:${responseUri}`

/** A request that holds everything; it cannot be signed, so it names only an address. */
export function requestByValue(asked: Asked): string {
  const values = parameters(asked, addressClient(asked.responseUri))
  const query = Object.entries(values).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `${name}=${encodeURIComponent(text)}`
  })
  return `openid4vp://authorize?${query.join('&')}`
}

/** A request that the wallet fetches, signed, so that it knows who asks. */
export function requestByReference(clientId: string, requestUri: string): string {
  const query = new URLSearchParams({
    client_id: clientId,
    request_uri: requestUri,
    request_uri_method: 'post',
  })
  return `openid4vp://authorize?${query}`
}

const LIFETIME = 300 // seconds

/** The signed request (RFC 9101), bound to the wallet by its nonce where it sent one. */
export async function requestObject(
  asked: Asked,
  signer: Signer,
  { now, walletNonce }: { readonly now: UnixSeconds; readonly walletNonce: string | undefined },
): Promise<string> {
  const header = {
    typ: 'oauth-authz-req+jwt',
    alg: signer.algorithm === 'Ed25519' ? 'EdDSA' : signer.algorithm,
    kid: signer.verificationMethod,
  }
  const payload = {
    ...parameters(asked, didClient(signer.did)),
    aud: 'https://self-issued.me/v2',
    iat: now,
    exp: now + LIFETIME,
    ...(walletNonce !== undefined && { wallet_nonce: walletNonce }),
  }
  const text = `${encoded(header)}.${encoded(payload)}`
  return `${text}.${Buffer.from(await signer.sign(Buffer.from(text))).toString('base64url')}`
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
