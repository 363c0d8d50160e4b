/**
 * Credentials as compact texts: vc+jwt, SD-JWT, and the older form of wallets.
 *
 * @module
 * @see Securing Verifiable Credentials using JOSE and COSE §3; SD-JWT-based Verifiable Credentials §3
 */

import { idOf, isObject } from '../json.ts'
import { conceal, type RandomBytes } from '../sd-jwt/conceal.ts'
import { parseTime } from '../time.ts'
import type { JsonObject, Signer, Workshop } from '../types.ts'
import { toVcClaim } from './legacy.ts'
import { signJws } from './sign.ts'

export type CompactMechanism = 'vc+jwt' | 'vc+sd-jwt' | 'dc+sd-jwt' | 'jwt_vc_json'

export interface CompactOptions {
  /** JSON Pointers to members the holder may hide; by default the claims of the subject. */
  readonly disclosable?: readonly string[]
  /** The holder's public key, which presentations must be signed by (`cnf`). */
  readonly holderJwk?: object
  /** The type of an SD-JWT VC. */
  readonly vct?: string
  /** Claims of an SD-JWT VC beside the credential, such as `status`. */
  readonly claims?: JsonObject
  /** Certificates of the signer, leaf first, the anchor left out. */
  readonly x5c?: readonly string[]
}

export interface CompactRequest {
  readonly credential: JsonObject
  readonly signer: Signer
  readonly mechanism: CompactMechanism
  readonly options: CompactOptions
}

const seconds = (value: unknown): number | undefined =>
  typeof value === 'string' ? parseTime(value) : undefined

/** Times as claims; only an end that the credential tells is an end. */
function timesOf(credential: JsonObject, now: number): JsonObject {
  const end = seconds(credential.validUntil ?? credential.expirationDate)
  return { iat: now, ...(end === undefined ? {} : { exp: end }) }
}

/** Claims of the subject that a holder may hide: all but its id and types. */
function subjectPointers({ credentialSubject }: JsonObject): readonly string[] {
  if (!isObject(credentialSubject)) return []
  return Object.keys(credentialSubject)
    .filter((name) => name !== 'id' && name !== 'type')
    .map((name) => `/credentialSubject/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
}

/** Signs a credential whose shape was checked. */
export async function issueCompact(
  request: CompactRequest,
  workshop: Workshop & { readonly random: RandomBytes },
): Promise<string> {
  const { credential, signer, mechanism, options } = request
  const kid = signer.verificationMethod
  const times = timesOf(credential, workshop.clock())
  if (mechanism === 'jwt_vc_json') {
    const begin = seconds(credential.issuanceDate) ?? workshop.clock()
    return signJws({ typ: 'JWT', kid }, toVcClaim(credential, { ...times, nbf: begin }), signer)
  }
  // Who reads certificates takes the issuer from them, and would not know a DID (SD-JWT VC §3.5).
  const issuer = options.x5c ? {} : { iss: idOf(credential.issuer) }
  const claims = { ...credential, ...issuer, ...times }
  if (mechanism === 'vc+jwt') return signJws({ typ: mechanism, cty: 'vc', kid }, claims, signer)
  return issueSdJwt(
    { ...request, credential: { ...claims, ...sdClaims(options, mechanism) } },
    workshop,
  )
}

function sdClaims(
  { holderJwk, vct, claims }: CompactOptions,
  mechanism: CompactMechanism,
): JsonObject {
  return {
    ...(mechanism === 'dc+sd-jwt' ? { vct } : {}),
    ...(holderJwk ? { cnf: { jwk: holderJwk } } : {}),
    ...claims,
  }
}

async function issueSdJwt(
  { credential, signer, mechanism, options }: CompactRequest,
  { primitives, random }: Workshop & { readonly random: RandomBytes },
): Promise<string> {
  const pointers = options.disclosable ?? subjectPointers(credential)
  const tools = { sha256: primitives.sha256, random }
  const { payload, disclosures } = conceal(credential, pointers, tools)
  const certificates = options.x5c ? { x5c: options.x5c } : {}
  const header = { typ: mechanism, kid: signer.verificationMethod, ...certificates }
  return `${[await signJws(header, payload, signer), ...disclosures].join('~')}~`
}
