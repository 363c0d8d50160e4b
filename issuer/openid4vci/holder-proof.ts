/**
 * The holder's proof of possession: a JWT by the key that the certificate is bound to.
 *
 * @see OpenID4VCI 1.0 §F.1
 * @module
 */

import type { VerifyJwtCallback } from '@openid4vc/oauth2'
import {
  type CredentialDeps,
  didJwkOf,
  didKeyOf,
  multikeyOfJwk,
  resolveDid,
} from '../../credentials/index.ts'
import { jwkOfMultikey, jwkThumbprint, type PublicJwk, verifyJws } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { HolderKey } from '../claims/claim.ts'
import { issuerProblems } from '../problems.ts'
import { BINDING_METHODS } from './metadata.ts'
import type { Nonces } from './nonces.ts'
import { type Protocol, refusalsAsProblems } from './protocol.ts'

/** How old a proof may be, and how far ahead its clock. */
const SKEW: UnixSeconds = 300

type Resolving = Pick<CredentialDeps, 'fetch' | 'resolveDid'>

/** Members that would have us fetch a key, or mean something we do not know. */
const FORBIDDEN = ['jku', 'x5u', 'crit']

/** Checks a proof's signature with the key that its header names. */
export const proofVerifier =
  (deps: Resolving): VerifyJwtCallback =>
  async (signer, { compact, header }) => {
    if (FORBIDDEN.some((name) => name in header)) return { verified: false }
    const jwk = await keyOf(deps, signer)
    if (!jwk || !(await verifyJws(compact, jwk))) return { verified: false }
    return { verified: true, signerJwk: { ...jwk } }
  }

type Named = Parameters<VerifyJwtCallback>[0]

async function keyOf(deps: Resolving, signer: Named): Promise<PublicJwk | undefined> {
  if (signer.method === 'jwk') return publicJwk(signer.publicJwk)
  if (signer.method !== 'did') return undefined
  const [did = ''] = signer.didUrl.split('#')
  if (!BINDING_METHODS.some((method) => did.startsWith(`${method}:`))) return undefined
  const resolution = await resolveDid(did, deps)
  return resolution.didDocument && keyInDocument(resolution.didDocument, signer.didUrl)
}

/** The key of a method that the DID uses to authenticate. */
function keyInDocument(document: Readonly<Record<string, unknown>>, url: string) {
  const did = String(document.id)
  const full = (id: unknown) => (String(id).startsWith('#') ? `${did}${id}` : String(id))
  const authentication = listOf(document.authentication).map((entry) =>
    full(isObject(entry) ? entry.id : entry),
  )
  if (!authentication.includes(url)) return undefined
  const method = listOf(document.verificationMethod)
    .filter(isObject)
    .find(({ id }) => full(id) === url)
  if (typeof method?.publicKeyMultibase === 'string')
    return jwkOfMultikey(method.publicKeyMultibase)
  return publicJwk(method?.publicKeyJwk)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The public members; a key that shows its private half is refused. */
function publicJwk(value: unknown): PublicJwk | undefined {
  if (!isObject(value) || 'd' in value) return undefined
  const { kty, crv, x, y } = value
  if (typeof kty !== 'string' || typeof crv !== 'string' || typeof x !== 'string') return undefined
  return { kty, crv, x, ...(typeof y === 'string' ? { y } : {}) }
}

interface Proving {
  readonly protocol: Protocol
  readonly nonces: Nonces
  readonly now: UnixSeconds
}

/**
 * Verifies the proofs of a request and gives the holders' keys.
 *
 * All answer one nonce, which is used up last, when everything else held: proofs that are refused for another
 * reason can be put right with the same nonce.
 *
 * @throws {Problem} `invalid-proof`, `invalid-nonce`
 */
export async function verifyHolderProofs(
  proving: Proving,
  jwts: readonly string[],
): Promise<readonly HolderKey[]> {
  const [nonce, ...others] = new Set(jwts.map(nonceIn))
  if (nonce === undefined || others.length > 0 || !(await proving.nonces.valid(nonce))) {
    throw new Problem(issuerProblems.invalidNonce)
  }
  const holders: HolderKey[] = []
  for (const jwt of jwts) holders.push(await verifyProof(proving, jwt, nonce))
  if (new Set(holders.map(({ thumbprint }) => thumbprint)).size < holders.length) {
    throw new Problem(issuerProblems.invalidProof, { detail: 'each proof must be of another key' })
  }
  if (!(await proving.nonces.use(nonce))) throw new Problem(issuerProblems.invalidNonce)
  return holders
}

async function verifyProof(
  { protocol, now }: Pick<Proving, 'protocol' | 'now'>,
  jwt: string,
  nonce: string,
): Promise<HolderKey> {
  const { payload, signer } = await refusalsAsProblems(() =>
    protocol.issuer.verifyCredentialRequestJwtProof({
      issuerMetadata: protocol.metadata,
      jwt,
      expectedNonce: nonce,
    }),
  )
  if (Math.abs(payload.iat - now) > SKEW) {
    throw new Problem(issuerProblems.invalidProof, { detail: 'the time of the proof is off' })
  }
  const jwk = publicJwk(signer.publicJwk)
  if (!jwk) throw new Problem(issuerProblems.invalidProof)
  const named = signer.method === 'did' ? signer.didUrl.split('#')[0] : undefined
  return { did: named ?? didOf(jwk), thumbprint: await jwkThumbprint(jwk), jwk }
}

/** A holder who showed a bare key is called by its did:key. */
function didOf(jwk: PublicJwk): string {
  const multikey = multikeyOfJwk(jwk)
  return multikey === undefined ? didJwkOf(jwk) : didKeyOf(multikey)
}

function nonceIn(jwt: string): string | undefined {
  try {
    const payload = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
    return isObject(payload) && typeof payload.nonce === 'string' ? payload.nonce : undefined
  } catch {
    return undefined
  }
}
