/**
 * Credentials of version 1.1 in a `vc` claim, and presentations in a `vp` claim, as wallets of `jwt_vc_json` have them.
 *
 * @module
 * @see Verifiable Credentials Data Model 1.1 §6.3.1
 */

import { type FormFault, formFault } from '../checks/form-fault.ts'
import { limitFault } from '../checks/limits.ts'
import { isObject } from '../json.ts'
import { formatTime, parseTime } from '../time.ts'
import type { JsonObject } from '../types.ts'

const time = (value: unknown): string | undefined =>
  typeof value === 'number' && Math.abs(value) < 1e11 ? formatTime(Math.floor(value)) : undefined

/** The members that the claims stand for, where the credential does not have them itself. */
export function fromVcClaim(claims: JsonObject): JsonObject | undefined {
  const { vc, iss, sub, jti, nbf, iat, exp } = claims
  if (!isObject(vc)) return undefined
  const subject = vc.credentialSubject
  const members: readonly (readonly [string, unknown])[] = [
    ['id', jti],
    ['issuer', iss],
    ['issuanceDate', time(nbf ?? iat)],
    ['expirationDate', time(exp)],
  ]
  const missing = members.filter(([name, value]) => value !== undefined && vc[name] === undefined)
  const named = isObject(subject) && sub !== undefined
  return {
    ...vc,
    ...Object.fromEntries(missing),
    ...(named ? { credentialSubject: { id: sub, ...subject } } : {}),
  }
}

/** Seconds by which a claim may be beside the member it stands for: a clock that was read twice. */
const BESIDE = 5

/**
 * Where the claims around a credential do not say what it says: one reader goes by `exp`, another by
 * `expirationDate`.
 *
 * @param claims - all of them, `vc` or `vp` included
 */
export function* legacyFaults(claims: JsonObject): Generator<FormFault> {
  const odd = limitFault(claims)
  if (odd) yield odd
  const { vc, vp } = claims
  if (vc !== undefined && vp !== undefined) {
    yield formFault('/vp', 'must not be beside vc', 'claim-mismatch')
  }
  if (!isObject(vc)) return
  for (const [claim, member] of [
    ['nbf', 'issuanceDate'] as const,
    ['exp', 'expirationDate'] as const,
  ]) {
    const [told, written] = [claims[claim], vc[member]]
    const said = typeof written === 'string' ? parseTime(written) : undefined
    if (typeof told === 'number' && said !== undefined && Math.abs(told - said) > BESIDE) {
      yield formFault(`/${claim}`, `contradicts ${member}`, 'claim-mismatch')
    }
  }
}

/** The presentation in a `vp` claim; who signs is its holder. */
export function fromVpClaim({ vp, iss, jti }: JsonObject): JsonObject | undefined {
  if (!isObject(vp)) return undefined
  return {
    ...(jti === undefined ? {} : { id: jti }),
    ...(iss === undefined ? {} : { holder: iss }),
    ...vp,
  }
}

/** The claims for a credential; its members stay in `vc` as well. */
export function toVcClaim(credential: JsonObject, times: JsonObject): JsonObject {
  const { credentialSubject: subject, id, issuer } = credential
  return {
    iss: isObject(issuer) ? issuer.id : issuer,
    ...(isObject(subject) && subject.id !== undefined ? { sub: subject.id } : {}),
    ...(id === undefined ? {} : { jti: id }),
    ...times,
    vc: credential,
  }
}
