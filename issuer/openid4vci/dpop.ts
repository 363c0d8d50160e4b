/**
 * Proof that whoever uses an access token holds the key it was given to.
 *
 * Advertised and enforced for tokens that were asked for with it: a wallet that does not know it gets a bearer token.
 *
 * @see RFC 9449 §4.3, §5, §7
 * @module
 */

import { createHash } from 'node:crypto'
import { jwkThumbprint, type PublicJwk } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { dateOf } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { PROOF_ALGORITHMS } from './metadata.ts'
import type { Protocol } from './protocol.ts'
import { nonceStore } from './store.ts'

/** How old a proof may be, and how far ahead its clock. */
const SKEW: UnixSeconds = 300

const LONGEST_ID = 256 // characters

export interface DpopQuestion {
  /** The proof; the request it came with is part of what it proves. */
  readonly jwt: string
  readonly request: { readonly method: 'POST'; readonly url: string; readonly headers: Headers }
  /** The token that is used, and the thumbprint of the key it is bound to. */
  readonly token?: { readonly text: string; readonly thumbprint: string }
}

/**
 * Verifies a proof, once.
 *
 * @returns thumbprint of its key (RFC 7638)
 * @throws {Problem} `invalid-dpop-proof`
 */
export async function verifyDpop(
  { protocol, db, clock }: Pick<Ground, 'db' | 'clock'> & { readonly protocol: Protocol },
  { jwt, request, token }: DpopQuestion,
): Promise<string> {
  const now = clock()
  const { header, payload } = await verified(() =>
    protocol.authorizationServer.verifyDpopJwt({
      dpopJwt: jwt,
      request,
      allowedSigningAlgs: PROOF_ALGORITHMS,
      now: dateOf(now),
      ...(token && { accessToken: token.text, expectedJwkThumbprint: token.thumbprint }),
    }),
  )
  if (Math.abs(payload.iat - now) > SKEW) throw refused('the time of the proof is off')
  if (payload.jti.length > LONGEST_ID) throw refused('jti is too long')
  const { kty, crv = '', x = '', y } = header.jwk
  const key: PublicJwk = { kty, crv, x, ...(y === undefined ? {} : { y }) }
  const thumbprint = await jwkThumbprint(key)
  const use = createHash('sha256').update(`dpop ${thumbprint} ${payload.jti}`).digest('base64url')
  const store = nonceStore(db)
  await store.removeExpired(now)
  if (!(await store.use(use, now + 2 * SKEW))) throw refused('the proof was used before')
  return thumbprint
}

/** The library throws for a proof that does not hold, whatever is wrong with it. */
async function verified<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    const text = cause instanceof Error ? cause.message.split('\n')[0] : undefined
    throw new Problem(issuerProblems.invalidDpopProof, { ...(text && { detail: text }), cause })
  }
}

const refused = (detail: string): Problem =>
  new Problem(issuerProblems.invalidDpopProof, { detail })
