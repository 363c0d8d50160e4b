/**
 * Handing a certificate over by a VC-API exchange: a link that a wallet asks, without CHAPI.
 *
 * The wallet proves its DID by a presentation, and gets another one that holds the certificate.
 *
 * @see VC-API: Interaction URLs (`iuv=1`), Exchanges; Verifiable Presentation Request (DIDAuthentication)
 * @module
 */

import type { CredentialDeps, JsonObject } from '../../credentials/index.ts'
import { jwkThumbprint } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Claims } from '../claims/claim.ts'
import type { Offers } from '../offers/offers.ts'
import { BINDING_METHODS } from '../openid4vci/metadata.ts'
import type { Nonces } from '../openid4vci/nonces.ts'
import { presentedKey, proofOf } from '../openid4vci/other-proofs.ts'
import { PRESENTATION_SUITES } from '../openid4vci/suites.ts'
import { issuerProblems } from '../problems.ts'

export interface Exchanges {
  /** Ways to get what an offer offers. @throws {Problem} `unknown-offer` */
  protocols(reference: string): Promise<Readonly<Record<string, string>>>
  /** What the wallet has to show first. @throws {Problem} `unknown-offer` */
  begin(reference: string): Promise<object>
  /**
   * Signs the certificate for whoever signed the presentation.
   *
   * @throws {Problem} `unknown-offer`, `invalid-proof`, `invalid-nonce`, and what {@link Claims.issue} throws
   */
  finish(reference: string, presentation: JsonObject): Promise<object>
}

type Deps = Pick<Ground, 'clock'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
  readonly offers: Pick<Offers, 'open' | 'redeem'>
  readonly claims: Claims
  readonly nonces: Nonces
  readonly credentialDeps: CredentialDeps
}

export function createExchanges(deps: Deps): Exchanges {
  const { publicUrl } = deps.config
  return {
    protocols: async (reference) => {
      const { link, plain } = await deps.offers.open(reference)
      const vcapi = plain ? { vcapi: `${publicUrl}/exchanges/${reference}` } : {}
      return { OID4VCI: link, ...vcapi }
    },
    begin: async (reference) => {
      await codeOf(deps, reference)
      return {
        query: [
          {
            type: 'DIDAuthentication',
            acceptedMethods: BINDING_METHODS.map((name) => ({ method: name.split(':')[1] })),
            acceptedCryptosuites: PRESENTATION_SUITES.map((cryptosuite) => ({ cryptosuite })),
          },
        ],
        challenge: await deps.nonces.make(),
        domain: publicUrl,
      }
    },
    finish: (reference, presentation) => finish(deps, reference, presentation),
  }
}

/** An offer that wants more than a key goes by the protocol that can ask for more. */
async function codeOf({ offers, clock }: Deps, reference: string): Promise<string> {
  const { code, plain, readyAt = 0 } = await offers.open(reference)
  if (!plain) throw new Problem(issuerProblems.unknownOffer)
  if (readyAt > clock()) {
    throw new Problem(issuerProblems.notReadyYet, { retryAfter: readyAt - clock() })
  }
  return code
}

/** The key is proved before the code is redeemed: a proof that does not hold costs nothing. */
async function finish(deps: Deps, reference: string, presentation: JsonObject): Promise<object> {
  const code = await codeOf(deps, reference)
  const { challenge } = proofOf(presentation)
  const nonce = typeof challenge === 'string' ? challenge : ''
  if (!(await deps.nonces.valid(nonce))) throw new Problem(issuerProblems.invalidNonce)
  const issuer = deps.config.publicUrl
  const { did, jwk } = await presentedKey(presentation, { nonce, issuer }, deps.credentialDeps)
  if (!(await deps.nonces.use(nonce))) throw new Problem(issuerProblems.invalidNonce)
  const { awardId } = await deps.offers.redeem(code, undefined)
  const holder = { did, jwk, thumbprint: await jwkThumbprint(jwk) }
  const issued = await deps.claims.issue({ awardId, form: 'ldp_vc', holders: [holder] })
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: issued,
  }
}
