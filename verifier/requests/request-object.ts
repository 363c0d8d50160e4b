/**
 * How a wallet is asked: who asks, for what, where the answer goes.
 *
 * @see OpenID4VP 1.0 §5 (authorization request), §5.9 (client identifier prefixes), §5.10 (request URI)
 * @module
 */

import { CONTENT_ENCRYPTIONS, certificateHash, type Signer } from '../../keys/index.ts'
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
  /** Key that the answer is to be encrypted to, if it is. */
  readonly encryptTo: object | undefined
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
  response_mode: asked.encryptTo ? 'direct_post.jwt' : 'direct_post',
  response_uri: asked.responseUri,
  nonce: asked.nonce,
  state: asked.state,
  dcql_query: asked.query,
  client_metadata: {
    client_name: asked.clientName,
    purpose: asked.purpose,
    vp_formats_supported: FORMATS,
    ...(asked.encryptTo && {
      jwks: { keys: [asked.encryptTo] },
      encrypted_response_enc_values_supported: [...CONTENT_ENCRYPTIONS],
    }),
  },
})

/** The client that a signed request names: its DID, whose key signs. */
const didClient = (did: string): string => `decentralized_identifier:${did}`

/** How a signed request says who asks. */
export type ClientIdPrefix = 'decentralized_identifier' | 'x509_hash' | 'x509_san_dns'

/** Who signs a request, and the certificates that others know the key by. */
export interface Asker {
  readonly signer: Signer
  readonly x5c: readonly string[]
  readonly publicUrl: string
}

/** The client that a signed request names (§5.9.3): its DID, its certificate, or its name in that. */
export function signedClient(prefix: ClientIdPrefix, { signer, x5c, publicUrl }: Asker): string {
  if (prefix === 'decentralized_identifier') return didClient(signer.did)
  const named = prefix === 'x509_hash' ? certificateHash(x5c[0] ?? '') : new URL(publicUrl).hostname
  return `${prefix}:${named}`
}

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
  { signer, x5c }: Asker,
  {
    clientId,
    now,
    walletNonce,
  }: {
    readonly clientId: string
    readonly now: UnixSeconds
    readonly walletNonce: string | undefined
  },
): Promise<string> {
  const key = clientId.startsWith('x509_') ? { x5c } : { kid: signer.verificationMethod }
  const header = {
    typ: 'oauth-authz-req+jwt',
    alg: signer.algorithm === 'Ed25519' ? 'EdDSA' : signer.algorithm,
    ...key,
  }
  const payload = {
    ...parameters(asked, clientId),
    aud: 'https://self-issued.me/v2',
    iat: now,
    exp: now + LIFETIME,
    ...(walletNonce !== undefined && { wallet_nonce: walletNonce }),
  }
  const text = `${encoded(header)}.${encoded(payload)}`
  return `${text}.${Buffer.from(await signer.sign(Buffer.from(text))).toString('base64url')}`
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
