/**
 * From an offer to a certificate: token, nonce, credential.
 *
 * @see OpenID4VCI 1.0 §6–§8
 * @module
 */

import type { CredentialDeps } from '../../credentials/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Authorizations } from '../authorization/authorizations.ts'
import type { Claims } from '../claims/claim.ts'
import type { Form } from '../claims/form.ts'
import type { Offers, OfferWriter } from '../offers/offers.ts'
import { issuerProblems } from '../problems.ts'
import { type Access, accessOf, grantToken } from './access-tokens.ts'
import type { ClientRequest } from './client.ts'
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
import { pushRequest } from './pushed.ts'

export interface Issuance {
  readonly issuerMetadata: object
  readonly authorizationServerMetadata: object
  /** Takes a pushed authorization request. @throws {Problem} see {@link Authorizations.push} */
  push(request: ClientRequest): Promise<object>
  /** @throws {Problem} see {@link grantToken} */
  token(request: ClientRequest): Promise<object>
  nonce(): Promise<object>
  /**
   * @throws {Problem} `invalid-access-token`, `invalid-dpop-proof`, `invalid-credential-request`, `unknown-credential-configuration`,
   *   `invalid-proof`, `invalid-nonce`, and what {@link Claims.issue} throws
   */
  credential(access: Access, body: unknown): Promise<object>
}

export type IssuanceDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly sealer: Sealer
  readonly protocol: Protocol
  readonly offers: Offers
  readonly claims: Claims
  readonly authorizations: Authorizations
}

/** The library, and how it writes an offer. */
export function openProtocol(
  { config, random }: Pick<Ground, 'config' | 'random'>,
  credentialDeps: CredentialDeps,
): { readonly protocol: Protocol; readonly write: OfferWriter } {
  const { publicUrl } = config
  const protocol = createProtocol({ publicUrl, random, verifyJwt: proofVerifier(credentialDeps) })
  const write: OfferWriter = async ({ code, txCode, grant, reference }) => {
    const preAuthorized = {
      'pre-authorized_code': code,
      ...(txCode ? { tx_code: { input_mode: 'numeric' as const, length: 6 } } : {}),
    }
    const { credentialOffer, credentialOfferObject } = await protocol.issuer.createCredentialOffer({
      issuerMetadata: protocol.metadata,
      credentialConfigurationIds: [...OFFERED],
      grants:
        grant === 'authorization_code'
          ? { authorization_code: { issuer_state: code } }
          : { [PRE_AUTHORIZED]: preAuthorized },
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
    push: (request) => pushRequest(deps, request),
    token: (request) => grantToken(deps, request),
    nonce: async () => protocol.issuer.createNonceResponse({ cNonce: await nonces.make() }),
    credential: async (access, body) => {
      const { awardId, configurations } = await accessOf(deps, access)
      const { request, form, jwts } = await parseRequest(protocol, { body, configurations })
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

interface ParsedRequest {
  readonly request: ReturnType<Protocol['issuer']['parseCredentialRequest']>
  readonly form: Form
  readonly jwts: readonly string[]
}

interface AskedFor {
  readonly body: unknown
  /** Configurations that the token is good for; all when absent. */
  readonly configurations: readonly string[] | undefined
}

async function parseRequest(
  protocol: Protocol,
  { body, configurations }: AskedFor,
): Promise<ParsedRequest> {
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
  const form = formOf(request, configurations)
  const jwts = request.proofs?.jwt ?? []
  if (jwts.length > 0 && jwts.length <= BATCH_SIZE) return { request, form, jwts }
  throw new Problem(issuerProblems.invalidProof, {
    detail: `one to ${BATCH_SIZE} proofs of type jwt are wanted`,
  })
}

/** Whoever asked by `authorization_details` was given identifiers: the names of the configurations. */
function formOf(
  {
    credentialConfigurationId,
    credentialIdentifier,
  }: Pick<ParsedRequest['request'], 'credentialConfigurationId' | 'credentialIdentifier'>,
  configurations: AskedFor['configurations'],
): Form {
  const id = credentialConfigurationId ?? credentialIdentifier ?? ''
  const form = Object.hasOwn(CONFIGURATIONS, id) ? CONFIGURATIONS[id] : undefined
  if (form === undefined) {
    throw new Problem(issuerProblems.invalidCredentialRequest, {
      detail: 'credential_configuration_id is missing',
    })
  }
  if (configurations?.includes(id) === false) {
    throw new Problem(issuerProblems.invalidCredentialRequest, {
      detail: 'the access token is good for other forms',
    })
  }
  return form
}
