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
import { verifyDpop } from './dpop.ts'
import { proofVerifier, verifyHolderProofs } from './holder-proof.ts'
import {
  authorizationServerMetadata,
  BATCH_SIZE,
  CONFIGURATIONS,
  OFFERED,
  PRE_AUTHORIZED,
} from './metadata.ts'
import { createNonces } from './nonces.ts'
import { createProtocol, type Protocol, refusalsAsProblems } from './protocol.ts'
import { accessTokenStore } from './store.ts'

export interface Issuance {
  readonly issuerMetadata: object
  readonly authorizationServerMetadata: object
  /** @throws {Problem} `invalid-token-request`, `unsupported-grant`, `invalid-dpop-proof`, and what {@link Offers.redeem} throws */
  token(request: TokenRequest): Promise<object>
  nonce(): Promise<object>
  /**
   * @throws {Problem} `invalid-access-token`, `invalid-dpop-proof`, `invalid-credential-request`, `unknown-credential-configuration`,
   *   `invalid-proof`, `invalid-nonce`, and what {@link Claims.issue} throws
   */
  credential(access: Access, body: unknown): Promise<object>
}

export interface TokenRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** By what a wallet gets at a certificate. */
export interface Access {
  readonly url: string
  readonly headers: Headers
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
    credential: async (access, body) => {
      const awardId = await awardOf(deps, access)
      const { request, form, jwts } = await parseRequest(protocol, body)
      const holders = await verifyHolderProofs({ protocol, nonces, now: clock() }, jwts)
      const issued = await deps.claims.issue({ awardId, form, holders })
      return protocol.issuer.createCredentialResponse({
        credentialRequest: request,
        credentials: issued.map((credential) => ({
          credential: typeof credential === 'string' ? credential : { ...credential },
        })),
      })
    },
  }
}

/** The key is proved before the code is redeemed: a proof that does not hold costs nothing. */
async function token(deps: IssuanceDeps, { url, headers, body }: TokenRequest): Promise<object> {
  const { db, clock, random, protocol, offers } = deps
  const request = { method: 'POST', url, headers } as const
  const { grant, dpop } = await refusalsAsProblems(() =>
    protocol.authorizationServer.parseAccessTokenRequest({
      accessTokenRequest: { ...body },
      request,
    }),
  )
  if (grant.grantType !== PRE_AUTHORIZED) throw new Problem(issuerProblems.unsupportedGrant)
  const dpopKey = dpop && (await verifyDpop(deps, { jwt: dpop.jwt, request }))
  const { awardId } = await offers.redeem(grant.preAuthorizedCode, grant.txCode)
  const accessToken = newSecret(random)
  const store = accessTokenStore(db)
  await store.removeExpired(clock())
  const expiresAt = clock() + TOKEN_SECONDS
  await store.add({ hash: sha256(accessToken), awardId, dpopKey, expiresAt })
  const type = dpopKey === undefined ? 'Bearer' : 'DPoP'
  return { access_token: accessToken, token_type: type, expires_in: TOKEN_SECONDS }
}

/** A token that is bound to a key is good with a proof of that key alone (RFC 9449 §7.1). */
async function awardOf(deps: IssuanceDeps, { url, headers }: Access): Promise<string> {
  const authorization = headers.get('authorization') ?? ''
  const [, scheme = '', text = ''] = /^(Bearer|DPoP) +([\w.~+/-]+=*)$/i.exec(authorization) ?? []
  const found = await accessTokenStore(deps.db).find(sha256(text), deps.clock())
  const bound = found?.dpopKey !== undefined
  if (!found || bound !== (scheme.toLowerCase() === 'dpop')) {
    throw new Problem(issuerProblems.invalidAccessToken)
  }
  if (found.dpopKey !== undefined) {
    const jwt = headers.get('dpop')
    if (jwt === null) throw new Problem(issuerProblems.invalidDpopProof)
    const request = { method: 'POST', url, headers } as const
    const used = { text, thumbprint: found.dpopKey }
    await verifyDpop(deps, { jwt, request, token: used })
  }
  return found.awardId
}

interface ParsedRequest {
  readonly request: ReturnType<Protocol['issuer']['parseCredentialRequest']>
  readonly form: Form
  readonly jwts: readonly string[]
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
  const jwts = request.proofs?.jwt ?? []
  if (jwts.length > 0 && jwts.length <= BATCH_SIZE) return { request, form, jwts }
  throw new Problem(issuerProblems.invalidProof, {
    detail: `one to ${BATCH_SIZE} proofs of type jwt are wanted`,
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
