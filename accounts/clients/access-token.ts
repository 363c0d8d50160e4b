/**
 * Access tokens of machines: JWTs that only we read (RFC 9068 with a shared key).
 *
 * @module
 */

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { UnixSeconds } from '../../platform/clock.ts'

/** What a token says. */
export interface AccessClaims {
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly issuedAt: UnixSeconds
  readonly expiresAt: UnixSeconds
  /** What a learner gave the client; absent where it acts for itself. */
  readonly grantId?: string
  /** Names this token in logs. */
  readonly id: string
}

/** A token that is meant for us; whether it is good shows in `claims`. */
export interface ReadToken {
  /** `undefined`: forged, changed, or past its time. */
  readonly claims: AccessClaims | undefined
}

export interface AccessTokens {
  sign(claims: AccessClaims): string
  /**
   * @returns `undefined` when the text is no access token of ours at all, e.g. that of a wallet, which
   *   another endpoint understands
   */
  read(token: string, now: UnixSeconds): ReadToken | undefined
}

const HEADER = encode({ alg: 'HS256', typ: 'at+jwt' })

/**
 * @param issuer - origin of this installation, `iss` and `aud` of every token
 * @param key - 32 secret bytes
 */
export function createAccessTokens(issuer: string, key: Uint8Array): AccessTokens {
  const signatureOf = (signed: string) => createHmac('sha256', key).update(signed).digest()
  return {
    sign: ({ clientId, grantId = clientId, scopes, issuedAt, expiresAt, id }) => {
      const payload = encode({
        iss: issuer,
        aud: issuer,
        sub: grantId, // never the learner's own id, which would tie together what two platforms know
        client_id: clientId,
        scope: scopes.join(' '),
        iat: issuedAt,
        exp: expiresAt,
        jti: id,
      })
      const signed = `${HEADER}.${payload}`
      return `${signed}.${signatureOf(signed).toString('base64url')}`
    },
    read: (token, now) => {
      const [header, payload, signature, ...more] = token.split('.')
      if (header !== HEADER || !payload || !signature || more.length > 0) return undefined
      const expected = signatureOf(`${header}.${payload}`)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return { claims: undefined }
      }
      const claims = claimsOf(JSON.parse(Buffer.from(payload, 'base64url').toString()), issuer)
      return { claims: claims && claims.expiresAt > now ? claims : undefined }
    },
  }
}

/** Signed by us, so the shape is ours; a token of another installation's address is not for us. */
function claimsOf(payload: unknown, issuer: string): AccessClaims | undefined {
  const { iss, aud, sub, client_id, scope, iat, exp, jti } = payload as {
    readonly [claim in 'iss' | 'aud' | 'sub' | 'client_id' | 'scope' | 'jti']: string
  } & { readonly iat: number; readonly exp: number }
  if (iss !== issuer || aud !== issuer) return undefined
  const times = { issuedAt: iat, expiresAt: exp }
  const claims = { clientId: client_id, scopes: scope.split(' '), ...times, id: jti }
  return sub === client_id ? claims : { ...claims, grantId: sub }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
