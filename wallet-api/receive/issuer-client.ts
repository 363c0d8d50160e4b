/**
 * Our side of OpenID4VCI 1.0: what a wallet says to an issuer, any issuer.
 *
 * @see OpenID for Verifiable Credential Issuance 1.0 §4.1.1, §6–9
 * @module
 */

import type {
  CredentialOfferObject,
  IssuerMetadataResult,
  Openid4vciClient,
} from '@openid4vc/openid4vci'
import type { Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { Document } from '../credentials/credential.ts'
import { walletProblems } from '../problems.ts'
import { type ClientGround, credentialClient } from './clients.ts'
import { type Choice, chooseConfiguration } from './configuration.ts'
import { byKey, newDpopKey } from './dpop.ts'
import { oauthErrorOf, withIssuer } from './failures.ts'
import { type Grant, grantOf, renew, serverNamed } from './grant.ts'
import { keyProof } from './key-proof.ts'

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface Offer {
  readonly issuer: string
  /** Absent where the learner signs in at the issuer first. */
  readonly code?: string
  /** The issuer sent the learner a code by another channel. */
  readonly needsTxCode: boolean
  readonly offer: CredentialOfferObject
}

export type Delivery =
  | { readonly documents: readonly Document[] }
  | { readonly transactionId: string }

export interface IssuerClient {
  /** @throws {Problem} `invalid-offer`, `unsupported-offer`, `issuer-unreachable` */
  readOffer(uri: string): Promise<Offer>
  /** @throws {Problem} `issuer-unreachable` */
  metadata(issuer: string): Promise<IssuerMetadataResult>
  /** @throws {Problem} `unsupported-offer` when the wallet can receive nothing of it */
  choose(offer: Offer, metadata: IssuerMetadataResult): Choice
  /** @throws {Problem} `offer-refused`, `issuer-unreachable` */
  redeem(offer: Offer, metadata: IssuerMetadataResult, txCode?: string): Promise<Grant>
  /** By the refresh token, shown with the key that it is bound to. @throws {Problem} as `redeem` does */
  renew(grant: Grant, metadata: IssuerMetadataResult): Promise<Grant>
  /** @throws {Problem} `offer-refused`, `issuer-unreachable` */
  collect(request: CollectRequest): Promise<Delivery>
}

export interface CollectRequest {
  readonly metadata: IssuerMetadataResult
  readonly choice: Choice
  readonly grant: Grant
  readonly holder: Signer
}

/** @param clientId - as what the wallet signed in, if so */
export function createIssuerClient(
  { fetch, clock, random }: ClientGround,
  clientId?: string,
): IssuerClient {
  const ground = { fetch, clock, random }
  const client = credentialClient(ground)
  return {
    readOffer: (uri) => readOffer(client, uri),
    metadata: (issuer) => withIssuer(() => client.resolveIssuerMetadata(issuer)),
    choose: ({ offer }, metadata) => chooseConfiguration(offer, metadata),
    redeem: ({ offer }, issuerMetadata, txCode) =>
      withIssuer(async () => {
        const named = offer.grants?.[PRE_AUTHORIZED]?.authorization_server
        const server = serverNamed(named, issuerMetadata)
        const key = newDpopKey(server)
        const answer = await credentialClient(
          ground,
          key,
        ).retrievePreAuthorizedCodeAccessTokenFromOffer({
          credentialOffer: offer,
          issuerMetadata,
          ...(txCode !== undefined && { txCode }),
          ...byKey(key),
        })
        return grantOf(answer.accessTokenResponse, { now: clock(), server, key })
      }),
    renew: (grant, metadata) => withIssuer(() => renew(grant, metadata, { ground, clientId })),
    collect: (request) =>
      withIssuer(() => {
        const client = credentialClient(ground, request.grant.dpopKey)
        return collect({ client, clientId, now: clock() }, request)
      }),
  }
}

async function readOffer(client: Openid4vciClient, uri: string): Promise<Offer> {
  if (!/^(openid-credential-offer|haip|https?):/i.test(uri) || !URL.canParse(uri)) {
    throw new Problem(walletProblems.invalidOffer, { detail: 'it is not the address of an offer' })
  }
  if (!/[?&]credential_offer(_uri)?=/.test(uri)) {
    throw new Problem(walletProblems.invalidOffer, { detail: 'it names no credential offer' })
  }
  const byReference = /[?&]credential_offer_uri=/.test(uri)
  const offer = await readAs(byReference, () => client.resolveCredentialOffer(uri))
  const issuer = offer.credential_issuer
  const grant = offer.grants?.[PRE_AUTHORIZED]
  if (grant) {
    const code = grant['pre-authorized_code']
    return { issuer, code, needsTxCode: grant.tx_code !== undefined, offer }
  }
  // Without grants the wallet finds out itself what the issuer does (§4.1.1): a sign-in.
  if (offer.grants && !offer.grants.authorization_code) {
    throw new Problem(walletProblems.unsupportedOffer, { detail: 'it gives no way to receive it' })
  }
  return { issuer, needsTxCode: false, offer }
}

/** What is wrong with an offer that we hold is the offer's fault, else the issuer's. */
async function readAs<T>(byReference: boolean, read: () => Promise<T>): Promise<T> {
  if (byReference) return withIssuer(read)
  try {
    return await read()
  } catch (cause) {
    throw new Problem(walletProblems.invalidOffer, { cause })
  }
}

interface Collecting {
  readonly client: Openid4vciClient
  readonly clientId: string | undefined
  readonly now: UnixSeconds
}

/** A nonce that went stale on the way is asked for once more. */
async function collect(collecting: Collecting, request: CollectRequest): Promise<Delivery> {
  const { metadata: issuerMetadata, grant } = request
  if (grant.transactionId !== undefined) {
    const { accessToken, transactionId } = grant
    const { deferredCredentialResponse } = await collecting.client.retrieveDeferredCredentials({
      issuerMetadata,
      accessToken,
      transactionId,
      ...byKey(grant.dpopKey),
    })
    return deliveryOf(deferredCredentialResponse, transactionId)
  }
  try {
    return await requestCredential(collecting, request)
  } catch (error) {
    if (oauthErrorOf(error) !== 'invalid_nonce') throw error
    return requestCredential(collecting, request)
  }
}

async function requestCredential(
  { client, clientId, now }: Collecting,
  { metadata: issuerMetadata, choice, grant, holder }: CollectRequest,
): Promise<Delivery> {
  const nonce = choice.proof && (await nonceOf(client, issuerMetadata))
  const audience = issuerMetadata.credentialIssuer.credential_issuer
  const jwt =
    choice.proof && (await keyProof(holder, choice.proof, { audience, clientId, nonce, now }))
  const { credentialResponse } = await client.retrieveCredentials({
    issuerMetadata,
    credentialConfigurationId: choice.configurationId,
    accessToken: grant.accessToken,
    ...(jwt !== undefined && { proofs: { jwt: [jwt] } }),
    ...byKey(grant.dpopKey),
  })
  return deliveryOf(credentialResponse)
}

async function nonceOf(
  client: Openid4vciClient,
  issuerMetadata: IssuerMetadataResult,
): Promise<string | undefined> {
  if (issuerMetadata.credentialIssuer.nonce_endpoint === undefined) return undefined
  return (await client.requestNonce({ issuerMetadata })).c_nonce
}

interface CredentialAnswer {
  readonly credentials?: readonly unknown[] | undefined
  readonly credential?: unknown
  readonly transaction_id?: string | undefined
}

function deliveryOf(answer: CredentialAnswer, transactionId?: string): Delivery {
  const waiting = answer.transaction_id ?? transactionId
  const items = answer.credentials ?? (answer.credential === undefined ? [] : [answer.credential])
  const documents = items.flatMap(documentOf)
  if (documents.length > 0) return { documents }
  if (waiting !== undefined) return { transactionId: waiting }
  throw new Problem(walletProblems.issuerUnreachable, {
    detail: 'it answered without a credential',
  })
}

/** OpenID4VCI 1.0 wraps each credential in an object, earlier drafts do not. */
function documentOf(item: unknown): readonly Document[] {
  if (typeof item === 'string') return [item]
  if (typeof item !== 'object' || item === null) return []
  const inner: unknown = 'credential' in item ? item.credential : item
  if (typeof inner === 'string') return [inner]
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? [inner as Exclude<Document, string>]
    : []
}
