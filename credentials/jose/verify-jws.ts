/**
 * The signature of a compact text, by a key found where its signer publishes it.
 *
 * @module
 * @see Securing Verifiable Credentials using JOSE and COSE §3.1; RFC 8725 §3
 */

import { type Finding, failed, notReached, passed } from '../checks/finding.ts'
import { findKey, type KeyAnswer } from '../checks/key.ts'
import { textOf } from '../json.ts'
import type { JsonObject, PublicKey, Workshop } from '../types.ts'
import { contradicts, findCertifiedKey } from './certificates.ts'
import type { Jws } from './compact.ts'

export interface JwsFindings {
  readonly proof: Finding
  readonly key: Finding
  readonly purpose: Finding
}

export interface JwsQuestion {
  /** Who must control the key. */
  readonly controller: string
  readonly purpose: string
}

/** Algorithms by the kind of key; the header does not choose, it must agree. */
const ALGORITHMS: Readonly<Record<PublicKey['kind'], readonly string[]>> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'BLS12-381-G2': [],
}

/** Members that would bring the key along, fetch it, or change what is signed. */
const FORBIDDEN = ['crit', 'b64', 'jwk', 'jku', 'x5u', 'zip', 'enc', 'epk'] as const

/** What in a header is refused whatever the key; `undefined` when nothing is. */
export function headerRefusal(header: JsonObject): Finding | undefined {
  const member = FORBIDDEN.find((name) => name in header)
  if (member !== undefined) return failed('header-forbidden', member)
  const known = Object.values(ALGORITHMS).flat()
  return typeof header.alg === 'string' && known.includes(header.alg)
    ? undefined
    : failed('header-forbidden', `alg ${textOf(header.alg) ?? 'is missing'}`)
}

export async function checkSignature(
  { header, signature, signed }: Jws,
  key: PublicKey,
  { primitives }: Pick<Workshop, 'primitives'>,
): Promise<Finding> {
  if (!ALGORITHMS[key.kind].includes(textOf(header.alg) ?? '')) {
    return failed('key-unsuitable', `${textOf(header.alg)} with ${key.kind}`)
  }
  return (await primitives.verify(key, signed, signature)) ? passed : failed('signature-invalid')
}

/** The DID URL of the key: `kid` as it is, or a fragment of the one who signs. */
function methodOf(header: JsonObject, controller: string): string | undefined {
  const kid = textOf(header.kid)
  return kid?.startsWith('#') ? `${controller}${kid}` : kid
}

export async function verifyJws(
  jws: Jws,
  { controller, purpose }: JwsQuestion,
  workshop: Workshop,
): Promise<JwsFindings> {
  const refusal = headerRefusal(jws.header)
  if (refusal) return { proof: refusal, key: notReached, purpose: notReached }
  const { key, found, authorized } = await keyFor(jws, { controller, purpose }, workshop)
  const proof = key ? await checkSignature(jws, key, workshop) : notReached
  return { proof, key: found, purpose: authorized }
}

/** By the DID of the controller, or by the certificate where the controller has none. */
async function keyFor(
  { header, payload: { iat } }: Jws,
  { controller, purpose }: JwsQuestion,
  workshop: Workshop,
): Promise<KeyAnswer> {
  const { x5c } = header
  if (x5c !== undefined && !controller.startsWith('did:')) {
    return findCertifiedKey({ x5c, controller, purpose }, workshop)
  }
  const verificationMethod = methodOf(header, controller)
  if (verificationMethod === undefined || !verificationMethod.includes('#')) {
    const found = failed('key-not-found', `kid ${verificationMethod ?? 'is missing'}`)
    return { found, authorized: notReached }
  }
  const signedAt = typeof iat === 'number' ? iat : undefined
  const known = await findKey({ verificationMethod, controller, purpose, signedAt }, workshop)
  const other = x5c === undefined || !known.key ? undefined : contradicts(x5c, known, workshop)
  return other?.outcome === 'failed' ? { found: other, authorized: known.authorized } : known
}
