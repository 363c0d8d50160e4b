/**
 * From an offer to a certificate: token, nonce, credential.
 *
 * @see OpenID4VCI 1.0 §6–§8
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { CredentialDeps } from '../../credentials/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { readTrustAnchors } from '../../platform/trust-anchors.ts'
import type { Authorizations } from '../authorization/authorizations.ts'
import type { ClaimRequest, Claims } from '../claims/claim.ts'
import type { Offers, OfferWriter } from '../offers/offers.ts'
import { type Access, accessOf, grantToken } from './access-tokens.ts'
import type { ClientRequest } from './client.ts'
import { parseRequest } from './credential-request.ts'
import { createDeferred, type Deferred, intervalUntil } from './deferred.ts'
import { isObject, proofVerifier } from './holder-keys.ts'
import { verifyHolderProofs } from './holder-proof.ts'
import { OFFERED, PRE_AUTHORIZED } from './metadata.ts'
import { createNonces, type Nonces } from './nonces.ts'
import { createNotifications, type Notifications, readNotification } from './notifications.ts'
import { createProtocol, type Protocol, refusalsAsProblems } from './protocol.ts'
import { pushRequest } from './pushed.ts'
import { type MetadataKeys, metadataSigner, signMetadata } from './signed-metadata.ts'

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
  credential(access: Access, body: unknown): Promise<Handed>
  /** @throws {Problem} `invalid-access-token`, `invalid-credential-request`, `unknown-transaction`, and what {@link Claims.issue} throws */
  deferred(access: Access, body: unknown): Promise<Handed>
  /** @throws {Problem} `invalid-access-token`, `invalid-notification`, `unknown-notification` */
  notify(access: Access, body: unknown): Promise<void>
  /** The metadata as a signed token (OpenID4VCI 1.0 §12.2.3). */
  signedMetadata(): Promise<string>
}

/** What a wallet gets: certificates, or when to ask again. */
export interface Handed {
  readonly status: 200 | 202
  readonly body: object
}

export type IssuanceDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly keys: MetadataKeys
  readonly audit: Pick<Audit, 'record'>
  readonly credentialDeps: CredentialDeps
  readonly sealer: Sealer
  readonly protocol: Protocol
  readonly offers: Offers
  readonly claims: Claims
  readonly authorizations: Authorizations
}

/** The library, and how it writes an offer. */
export function openProtocol(
  { config, random, keys }: Pick<Ground, 'config' | 'random'> & { readonly keys: MetadataKeys },
  credentialDeps: CredentialDeps,
): { readonly protocol: Protocol; readonly write: OfferWriter } {
  const { publicUrl, wallets } = config
  const providers = readTrustAnchors(wallets.providers, 'WALLET_PROVIDERS')
  const protocol = createProtocol({
    publicUrl,
    random,
    verifyJwt: proofVerifier({ ...credentialDeps, providers }),
    signJwt: metadataSigner(keys),
    wallets: { profile: wallets.profile, knowsProviders: providers.length > 0 },
  })
  const write: OfferWriter = async ({ code, txCode, grant, profile, reference }) => {
    const preAuthorized = {
      'pre-authorized_code': code,
      ...(txCode ? { tx_code: { input_mode: 'numeric' as const, length: 6 } } : {}),
    }
    const { credentialOffer, credentialOfferObject } = await protocol.issuer.createCredentialOffer({
      issuerMetadata: protocol.metadata,
      credentialConfigurationIds: [...OFFERED],
      ...(profile === 'haip' && { credentialOfferScheme: 'haip-vci://' }),
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

export function createIssuance(given: IssuanceDeps): Issuance {
  const deps = {
    ...given,
    profile: given.config.wallets.profile,
    nonces: createNonces(given),
    deferred: createDeferred(given),
    notifications: createNotifications(given),
  }
  const { protocol, nonces, notifications } = deps
  const [authorizationServer = {}] = protocol.metadata.authorizationServers
  return {
    issuerMetadata: protocol.metadata.credentialIssuer,
    authorizationServerMetadata: authorizationServer,
    push: (request) => pushRequest(deps, request),
    token: (request) => grantToken(deps, request),
    nonce: async () => protocol.issuer.createNonceResponse({ cNonce: await nonces.make() }),
    credential: (access, body) => credential(deps, access, body),
    deferred: (access, body) => collectDeferred(deps, access, body),
    notify: async (access, body) => {
      const { awardId } = await accessOf(deps, access)
      await notifications.take(readNotification(body), awardId)
    },
    signedMetadata: () => signMetadata(deps),
  }
}

type Parts = IssuanceDeps & {
  readonly nonces: Nonces
  readonly deferred: Deferred
  readonly notifications: Notifications
}

/** Proves the holders first: what waits for its time is already bound to their keys. */
async function credential(deps: Parts, access: Access, body: unknown): Promise<Handed> {
  const { protocol, clock } = deps
  const { awardId, configurations, readyAt } = await accessOf(deps, access)
  const { request, form, proofs } = await parseRequest(protocol, { body, configurations })
  const holders = await verifyHolderProofs({ ...deps, now: clock() }, proofs)
  const wanted = { awardId, form, holders }
  if (readyAt !== undefined && readyAt > clock()) {
    const transactionId = await deps.deferred.keep({ request: wanted, readyAt })
    const interval = intervalUntil(readyAt, clock())
    const waiting = { credentialRequest: request, transactionId, interval }
    return { status: 202, body: protocol.issuer.createCredentialResponse(waiting) }
  }
  const credentials = await certificates(deps, wanted)
  const notificationId = await deps.notifications.open(awardId)
  const handed = { credentialRequest: request, credentials, notificationId }
  return { status: 200, body: protocol.issuer.createCredentialResponse(handed) }
}

/** Without a `notification_id`, which clients made with oid4vc-ts 0.4.6 do not take here. */
async function collectDeferred(deps: Parts, access: Access, body: unknown): Promise<Handed> {
  const { protocol, clock } = deps
  const { awardId } = await accessOf(deps, access)
  const { deferredCredentialRequest } = await refusalsAsProblems(() =>
    protocol.issuer.parseDeferredCredentialRequest({
      deferredCredentialRequest: isObject(body) ? { ...body } : {},
    }),
  )
  const { transaction_id: transactionId } = deferredCredentialRequest
  const { request, readyAt } = await deps.deferred.find(transactionId, awardId)
  if (readyAt > clock()) {
    const interval = intervalUntil(readyAt, clock())
    const waiting = protocol.issuer.createDeferredCredentialResponse({ transactionId, interval })
    return { status: 202, body: waiting }
  }
  const credentials = await certificates(deps, request)
  await deps.deferred.end(transactionId)
  return { status: 200, body: protocol.issuer.createDeferredCredentialResponse({ credentials }) }
}

async function certificates({ claims }: Pick<Parts, 'claims'>, request: ClaimRequest) {
  const issued = await claims.issue(request)
  return issued.map((signed) => ({
    credential: typeof signed === 'string' ? signed : { ...signed },
  }))
}
