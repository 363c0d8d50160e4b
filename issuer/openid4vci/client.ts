/**
 * Who a wallet is, as its requests to the authorization server show it.
 *
 * @see RFC 9449 §5; OAuth 2.0 Attestation-Based Client Authentication; HAIP 1.0 §4
 * @module
 */

import { createHash } from 'node:crypto'
import { dateOf, type UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { verifyDpop } from './dpop.ts'
import type { Protocol } from './protocol.ts'
import { nonceStore } from './store.ts'

/** A request to an endpoint of the authorization server. */
export interface ClientRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export interface Wallet {
  readonly clientId: string | undefined
  /** Thumbprint of the key that it has shown to hold (RFC 9449). */
  readonly dpopKey: string | undefined
  /** A provider that we know vouches for it. */
  readonly attested: boolean
}

/** What is demanded of wallets: nothing beyond the protocol, or what HAIP 1.0 wants. */
export type Profile = 'open' | 'haip'

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly protocol: Protocol }

/** @throws {Problem} `invalid-dpop-proof`, `invalid-client` */
export async function clientOf(deps: Deps, request: ClientRequest): Promise<Wallet> {
  const { url, headers, body } = request
  const jwt = headers.get('dpop')
  const dpopKey =
    jwt === null
      ? undefined
      : await verifyDpop(deps, { jwt, request: { method: 'POST', url, headers } })
  const attested = await attestedClient(deps, headers)
  const named = typeof body.client_id === 'string' ? body.client_id : undefined
  if (attested !== undefined && named !== undefined && named !== attested) {
    throw refused('the attestation is of another client')
  }
  return { clientId: named ?? attested, dpopKey, attested: attested !== undefined }
}

/** @throws {Problem} `invalid-client`, `invalid-dpop-proof` where the profile wants what the wallet lacks */
export function demandProfile(profile: Profile, { attested, dpopKey }: Wallet): void {
  if (profile === 'open') return
  if (!attested) throw refused('the profile wants an attestation of the wallet')
  if (dpopKey === undefined) {
    throw new Problem(issuerProblems.invalidDpopProof, { detail: 'the profile wants DPoP' })
  }
}

/** How long a proof of the attested key may be good. */
const LONGEST: UnixSeconds = 600

/**
 * The client that a provider attests; `undefined` for a wallet that shows no attestation.
 *
 * Where no provider is known, attestations are not asked for and not looked at.
 */
async function attestedClient(
  { db, clock, protocol }: Deps,
  headers: Headers,
): Promise<string | undefined> {
  const attestation = headers.get('oauth-client-attestation')
  const pop = headers.get('oauth-client-attestation-pop')
  if (!protocol.knowsProviders || (attestation === null && pop === null)) return undefined
  if (attestation === null || pop === null) throw refused('one of two headers is missing')
  const now = clock()
  const { clientAttestation, clientAttestationPop } = await protocol.issuer
    .verifyWalletAttestation({
      authorizationServer: protocol.metadata.credentialIssuer.credential_issuer,
      clientAttestationJwt: attestation,
      clientAttestationPopJwt: pop,
      now: dateOf(now),
    })
    .catch((cause: unknown) => {
      throw new Problem(issuerProblems.invalidClient, {
        detail: 'the attestation of the wallet does not hold',
        cause,
      })
    })
  const { exp, jti } = clientAttestationPop.payload
  if (exp > now + LONGEST) throw refused('the proof of the attested key is good for too long')
  const { sub } = clientAttestation.payload
  const use = createHash('sha256').update(`attestation ${sub} ${jti}`).digest('base64url')
  if (!(await nonceStore(db).use(use, exp))) throw refused('the proof was used before')
  return sub
}

const refused = (detail: string): Problem => new Problem(issuerProblems.invalidClient, { detail })
