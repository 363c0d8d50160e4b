import { CONTENT_ENCRYPTIONS, type Recipient } from '../../keys/index.ts'
import type { Members } from './untrusted.ts'

export type Encryption = Recipient

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The key and cipher of an encrypted answer; `undefined` when the asker names none that we know.
 *
 * @see OpenID4VP 1.0 §5.1 (`jwks`, `encrypted_response_enc_values_supported`), §8.3
 */
export function encryptionFor(metadata: Members): Encryption | undefined {
  const { jwks, encrypted_response_enc_values_supported: offered = ['A128GCM'] } = metadata
  const keys: readonly unknown[] = isMembers(jwks) && Array.isArray(jwks.keys) ? jwks.keys : []
  const key = keys.filter(isMembers).find(fits)
  const contentEncryption = CONTENT_ENCRYPTIONS.find(
    (name) => Array.isArray(offered) && offered.includes(name),
  )
  if (!key || !contentEncryption) return undefined
  const { kty, crv, x, y, kid } = key
  const named = typeof kid === 'string' ? { kid } : {}
  const publicJwk = { kty: String(kty), crv: String(crv), x: String(x), y: String(y), ...named }
  return { publicJwk, contentEncryption }
}

const fits = ({ kty, crv, x, y, alg = 'ECDH-ES', use = 'enc' }: Members): boolean =>
  kty === 'EC' &&
  crv === 'P-256' &&
  typeof x === 'string' &&
  typeof y === 'string' &&
  alg === 'ECDH-ES' &&
  use === 'enc'
