/**
 * From an offer to a certificate: token, nonce, credential.
 *
 * @see OpenID4VCI 1.0 §6–§8
 * @module
 */

import { createHash } from 'node:crypto'
import type { CredentialDeps } from '../../credentials/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { Claims } from '../claims/claim.ts'
import type { Form } from '../claims/form.ts'
import type { Offers, OfferWriter } from '../offers/offers.ts'
import { issuerProblems } from '../problems.ts'
import { proofVerifier, verifyHolderProof } from './holder-proof.ts'
import { authorizationServerMetadata, CONFIGURATIONS, OFFERED, PRE_AUTHORIZED } from './metadata.ts'
import { createNonces } from './nonces.ts'
import { createProtocol, type Protocol, refusalsAsProblems } from './protocol.ts'
import { accessTokenStore } from './store.ts'

export interface Issuance {
  readonly issuerMetadata: object
  readonly authorizationServerMetadata: object
  /** @throws {Problem} `invalid-token-request`, `unsupported-grant`, and what {@link Offers.redeem} throws */
  token(request: TokenRequest): Promise<object>
  nonce(): Promise<object>
  /**
   * @param accessToken - of the `Authorization` header, `undefined` when there was none
   * @throws {Problem} `invalid-access-token`, `invalid-credential-request`, `unknown-credential-configuration`,
   *   `invalid-proof`, `invalid-nonce`, and what {@link Claims.issue} throws
   */
  credential(accessToken: string | undefined, body: unknown): Promise<object>
}

export interface TokenRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export type IssuanceDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly sealer: Sealer
  readonly protocol: Protocol
  readonly offers: Offers
  readonly claims: Claims
}

const TOKEN_SECONDS: UnixSeconds = 600

/** The library, and how it writes an offer. */
export function openProtocol(
  { config, random }: Pick<Ground, 'config' | 'random'>,
  credentialDeps: CredentialDeps,
): { readonly protocol: Protocol; readonly write: OfferWriter } {
  const { publicUrl } = config
  const protocol = createProtocol({ publicUrl, random, verifyJwt: proofVerifier(credentialDeps) })
  const write: OfferWriter = async ({ code, txCode, reference }) => {
    const { credentialOffer, credentialOfferObject } = await protocol.issuer.createCredentialOffer({
      issuerMetadata: protocol.metadata,
      credentialConfigurationIds: [...OFFERED],
      grants: {
        [PRE_AUTHORIZED]: {
          'pre-authorized_code': code,
          ...(txCode ? { tx_code: { input_mode: 'numeric', length: 6 } } : {}),
        },
      },
      ...(reference === undefined
        ? {}
        : { credentialOfferUri: `${publicUrl}/openid4vci/offers/${reference}` }),
    })
    return { link: credentialOffer, content: credentialOfferObject }
  }
  return { protocol, write }
}

export function createIssuance(deps: IssuanceDeps): Issuance {
  const nonces = createNonces(deps)
  const { protocol, clock } = deps
  return {
    issuerMetadata: protocol.metadata.credentialIssuer,
    authorizationServerMetadata: authorizationServerMetadata(
      protocol.metadata.credentialIssuer.credential_issuer,
    ),
    token: (request) => token(deps, request),
    nonce: async () => protocol.issuer.createNonceResponse({ cNonce: await nonces.make() }),
    credential: async (accessToken, body) => {
      const awardId = await awardOf(deps, accessToken)
      const { request, form, jwt } = await parseRequest(protocol, body)
      const holder = await verifyHolderProof({ protocol, nonces, now: clock() }, jwt)
      const credential = await deps.claims.issue({ awardId, form, holder })
      return protocol.issuer.createCredentialResponse({
        credentialRequest: request,
        credentials: [
          { credential: typeof credential === 'string' ? credential : { ...credential } },
        ],
      })
    },
  }
}

async function token(
  { db, clock, random, protocol, offers }: IssuanceDeps,
  { url, headers, body }: TokenRequest,
): Promise<object> {
  const { grant } = await refusalsAsProblems(() =>
    protocol.authorizationServer.parseAccessTokenRequest({
      accessTokenRequest: { ...body },
      request: { method: 'POST', url, headers },
    }),
  )
  if (grant.grantType !== PRE_AUTHORIZED) throw new Problem(issuerProblems.unsupportedGrant)
  const { awardId } = await offers.redeem(grant.preAuthorizedCode, grant.txCode)
  const accessToken = newSecret(random)
  const store = accessTokenStore(db)
  await store.removeExpired(clock())
  await store.add(sha256(accessToken), awardId, clock() + TOKEN_SECONDS)
  return { access_token: accessToken, token_type: 'Bearer', expires_in: TOKEN_SECONDS }
}

async function awardOf(
  { db, clock }: IssuanceDeps,
  accessToken: string | undefined,
): Promise<string> {
  const found =
    accessToken === undefined
      ? undefined
      : await accessTokenStore(db).awardOf(sha256(accessToken), clock())
  if (found === undefined) throw new Problem(issuerProblems.invalidAccessToken)
  return found
}

interface ParsedRequest {
  readonly request: ReturnType<Protocol['issuer']['parseCredentialRequest']>
  readonly form: Form
  readonly jwt: string
}

async function parseRequest(protocol: Protocol, body: unknown): Promise<ParsedRequest> {
  if (typeof body !== 'object' || body === null) {
    throw new Problem(issuerProblems.invalidCredentialRequest)
  }
  const asked = 'credential_configuration_id' in body ? body.credential_configuration_id : undefined
  if (typeof asked === 'string' && !Object.hasOwn(CONFIGURATIONS, asked)) {
    throw new Problem(issuerProblems.unknownCredentialConfiguration)
  }
  const request = await refusalsAsProblems(() =>
    protocol.issuer.parseCredentialRequest({
      issuerMetadata: protocol.metadata,
      credentialRequest: { ...body },
    }),
  )
  const form = CONFIGURATIONS[request.credentialConfigurationId ?? '']
  if (form === undefined) {
    throw new Problem(issuerProblems.invalidCredentialRequest, {
      detail: 'credential_configuration_id is missing',
    })
  }
  const [jwt, ...more] = request.proofs?.jwt ?? []
  if (jwt === undefined || more.length > 0) {
    throw new Problem(issuerProblems.invalidProof, { detail: 'one proof of type jwt is wanted' })
  }
  return { request, form, jwt }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
