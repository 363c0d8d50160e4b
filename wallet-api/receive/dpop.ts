/**
 * Tokens that are of use to this receiving alone: bound to a key made for it (DPoP).
 *
 * The key is made where the authorization server says that it takes such proofs, and lies sealed with the
 * receiving until the credentials are there: keys of two receivings tell nobody that they are one learner's.
 *
 * @see RFC 9449 §4.2 (proof), §5 (token), §7 (`ath`), §8, §9 (nonces), §10 (codes)
 * @module
 */

import { createPrivateKey, type JsonWebKey } from 'node:crypto'
import type { CallbackContext, Jwk, RequestDpopOptions } from '@openid4vc/oauth2'
import type { IssuerMetadataResult } from '@openid4vc/openid4vci'
import { createSigner, generateKey, signUnder } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { HolderAlgorithm } from '../holder/holder.ts'
import { walletProblems } from '../problems.ts'
import { algorithmAmong } from './configuration.ts'

export type ServerMetadata = IssuerMetadataResult['authorizationServers'][number]

/** A private key, and the name that the server has for how it signs. */
export interface DpopKey {
  readonly alg: string
  readonly algorithm: HolderAlgorithm
  readonly jwk: JsonWebKey
}

/** `undefined` where the server takes no proofs that we can make. */
export function newDpopKey(server: ServerMetadata | undefined): DpopKey | undefined {
  const found = algorithmAmong(server?.dpop_signing_alg_values_supported ?? [])
  if (!found) return undefined
  const [alg, algorithm] = found
  return { alg, algorithm, jwk: generateKey(algorithm).export({ format: 'jwk' }) }
}

const signerOf = ({ algorithm, jwk }: DpopKey) =>
  createSigner(algorithm, createPrivateKey({ key: jwk, format: 'jwk' }))

/** What the library is told, to make proofs; nothing without a key. */
export const byKey = (key: DpopKey | undefined): { readonly dpop?: RequestDpopOptions } =>
  key ? { dpop: { signer: { method: 'jwk', alg: key.alg, publicJwk: publicJwkOf(key) } } } : {}

const publicJwkOf = (key: DpopKey): Jwk => ({ ...signerOf(key).publicJwk })

/**
 * How the library sends and signs with a key.
 *
 * A nonce that a server gives with any answer goes into the next proof for it, so that it need not ask
 * (RFC 9449 §8.2; OpenID4VCI 1.0 §7.2 gives one with the nonce of the key proof). The time is ours.
 */
export function provenBy(
  key: DpopKey,
  { fetch, clock }: Pick<CallbackContext, 'fetch'> & Pick<Ground, 'clock'>,
): Pick<CallbackContext, 'fetch' | 'signJwt'> {
  const nonces = new Map<string, string>()
  const send = fetch ?? globalThis.fetch
  return {
    fetch: async (input, init) => {
      const response = await send(input, init)
      const nonce = response.headers.get('dpop-nonce')
      if (nonce !== null) nonces.set(originOf(input instanceof Request ? input.url : input), nonce)
      return response
    },
    signJwt: async (_signer, { header, payload }) => {
      const nonce = payload.nonce ?? nonces.get(originOf(String(payload.htu)))
      const claims = { ...payload, iat: clock(), ...(nonce !== undefined && { nonce }) }
      return { jwt: await signUnder(signerOf(key), header, claims), signerJwk: publicJwkOf(key) }
    },
  }
}

const originOf = (url: string | URL): string => new URL(url).origin

/**
 * The key that a token is bound to, as the server says it.
 *
 * A server that was shown a key may answer with a token bound to none (RFC 9449 §5): it is taken, see
 * `docs/decisions/0035-a-bearer-token-is-taken.md`.
 *
 * @throws {Problem} `issuer-unreachable` for a token of a kind that cannot be used (RFC 6749 §7.1)
 */
export function boundTo(tokenType: string, key: DpopKey | undefined): DpopKey | undefined {
  const type = tokenType.toLowerCase()
  if (type === 'bearer') return undefined
  if (type === 'dpop' && key) return key
  throw new Problem(walletProblems.issuerUnreachable, {
    detail: 'its permission is of a kind that this wallet cannot use',
  })
}
