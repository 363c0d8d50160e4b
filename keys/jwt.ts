/**
 * JSON Web Tokens that others sign: entity statements of federations, domain links.
 *
 * @module
 */

import {
  createLocalJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
} from 'jose'
import { dateOf, type UnixSeconds } from '../platform/clock.ts'

/** The token is not what it should be; the message says why, naming the claim where one is wrong. */
export class JwtRefused extends Error {
  override readonly name = 'JwtRefused'
}

export interface ExpectedJwt {
  /** The `typ` of its header (RFC 8725 §3.11). */
  readonly type: string
  readonly issuer: string
  readonly subject: string
  readonly now: UnixSeconds
}

/** A JWK set (RFC 7517 §5). */
export interface KeySet {
  readonly keys: readonly object[]
}

export type JwtClaims = Readonly<Record<string, unknown>>

/** `none` and shared secrets are not among them: whoever signs does not choose (RFC 8725 §3.1). */
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'EdDSA',
  'Ed25519',
]

/** Seconds that clocks may differ. */
const TOLERANCE = 60

/**
 * The claims of a token signed by one of the keys, within its time.
 *
 * @param keys - a JWK set
 * @throws {JwtRefused}
 */
export async function verifyJwt(
  token: string,
  keys: KeySet,
  { type, issuer, subject, now }: ExpectedJwt,
): Promise<JwtClaims> {
  try {
    const set = createLocalJWKSet(keys as unknown as JSONWebKeySet)
    const { payload } = await jwtVerify(token, set, {
      ...{ typ: type, algorithms: ALGORITHMS, requiredClaims: ['exp', 'iat'] },
      ...{ issuer, subject, currentDate: dateOf(now), clockTolerance: TOLERANCE },
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) {
      throw new JwtRefused('signed by another key', { cause: error })
    }
    if (error instanceof errors.JOSEError) {
      throw new JwtRefused(error.message, { cause: error })
    }
    throw new JwtRefused('not a signed token, or signed by a key that is none', { cause: error })
  }
}

/**
 * What a token says of itself, unproven.
 *
 * @throws {JwtRefused}
 */
export function readJwt(token: string): JwtClaims {
  try {
    return decodeJwt<JWTPayload>(token)
  } catch (error) {
    throw new JwtRefused('not a JWT', { cause: error })
  }
}
