/**
 * The holders' proofs of possession: by the keys that certificates are bound to.
 *
 * @see OpenID4VCI 1.0 §8.2.1, Appendix F
 * @module
 */

import type { CredentialDeps } from '../../credentials/index.ts'
import { jwkThumbprint } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { HolderKey } from '../claims/claim.ts'
import { issuerProblems } from '../problems.ts'
import { didOf, isObject, publicJwk } from './holder-keys.ts'
import { BATCH_SIZE } from './metadata.ts'
import type { Nonces } from './nonces.ts'
import { attestedKeys, presentedKey, proofOf } from './other-proofs.ts'
import { type Protocol, refusalsAsProblems } from './protocol.ts'

/** How old a proof may be, and how far ahead its clock. */
const SKEW: UnixSeconds = 300

/** What a request brings of one kind. */
export type Proofs =
  | { readonly kind: 'jwt' | 'attestation'; readonly proofs: readonly string[] }
  | { readonly kind: 'di_vp'; readonly proofs: readonly Readonly<Record<string, unknown>>[] }

export interface Proving {
  readonly protocol: Protocol
  readonly nonces: Nonces
  readonly now: UnixSeconds
  readonly credentialDeps: CredentialDeps
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
  given: Proofs,
): Promise<readonly HolderKey[]> {
  if (given.kind === 'attestation' && !proving.protocol.knowsProviders) {
    throw new Problem(issuerProblems.invalidProof, { detail: 'no provider of wallets is known' })
  }
  const [nonce, ...others] = new Set(noncesOf(given))
  if (nonce === undefined || others.length > 0 || !(await proving.nonces.valid(nonce))) {
    throw new Problem(issuerProblems.invalidNonce)
  }
  const holders = await holdersOf(proving, given, nonce)
  if (new Set(holders.map(({ thumbprint }) => thumbprint)).size < holders.length) {
    throw new Problem(issuerProblems.invalidProof, { detail: 'each proof must be of another key' })
  }
  if (holders.length > BATCH_SIZE) {
    throw new Problem(issuerProblems.invalidProof, { detail: `at most ${BATCH_SIZE} keys at once` })
  }
  if (!(await proving.nonces.use(nonce))) throw new Problem(issuerProblems.invalidNonce)
  return holders
}

async function holdersOf(
  proving: Proving,
  given: Proofs,
  nonce: string,
): Promise<readonly HolderKey[]> {
  const { protocol, now, credentialDeps } = proving
  const holders: HolderKey[] = []
  if (given.kind === 'di_vp') {
    const issuer = protocol.metadata.credentialIssuer.credential_issuer
    for (const presentation of given.proofs) {
      const { did, jwk } = await presentedKey(presentation, { nonce, issuer }, credentialDeps)
      holders.push({ did, jwk, thumbprint: await jwkThumbprint(jwk) })
    }
    return holders
  }
  for (const jwt of given.proofs) {
    if (given.kind === 'jwt') holders.push(await verifyProof(proving, jwt, nonce))
    else {
      for (const jwk of await attestedKeys(protocol, { jwt, nonce, now })) {
        holders.push({ did: didOf(jwk), jwk, thumbprint: await jwkThumbprint(jwk) })
      }
    }
  }
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

function noncesOf({ kind, proofs }: Proofs): readonly (string | undefined)[] {
  if (kind !== 'di_vp') return proofs.map(nonceIn)
  return proofs.map((presentation) => {
    const { challenge } = proofOf(presentation)
    if (typeof challenge === 'string') return challenge
    throw new Problem(issuerProblems.invalidProof, { detail: 'a presentation answers no nonce' })
  })
}

function nonceIn(jwt: string): string | undefined {
  try {
    const payload = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
    return isObject(payload) && typeof payload.nonce === 'string' ? payload.nonce : undefined
  } catch {
    return undefined
  }
}
