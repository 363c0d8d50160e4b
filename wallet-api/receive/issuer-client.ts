/**
 * Our side of OpenID4VCI 1.0: what a wallet says to an issuer, any issuer.
 *
 * @see OpenID for Verifiable Credential Issuance 1.0 §4.1.1, §6–9
 * @module
 */

import { createHash } from 'node:crypto'
import { clientAuthenticationAnonymous } from '@openid4vc/oauth2'
import {
  type CredentialOfferObject,
  type IssuerMetadataResult,
  Openid4vciClient,
  setGlobalConfig,
} from '@openid4vc/openid4vci'
import type { Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Document } from '../credentials/credential.ts'
import { walletProblems } from '../problems.ts'
import { type Choice, chooseConfiguration } from './configuration.ts'
import { oauthErrorOf, withIssuer } from './failures.ts'
import { keyProof } from './key-proof.ts'
import { webFetch } from './web-fetch.ts'

// Which addresses may be asked, and by which scheme, is decided by the guarded fetch alone.
setGlobalConfig({ allowInsecureUrls: true })

const PRE_AUTHORIZED = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

export interface Offer {
  readonly issuer: string
  /** Absent where the learner signs in at the issuer first. */
  readonly code?: string
  /** The issuer sent the learner a code by another channel. */
  readonly needsTxCode: boolean
  readonly offer: CredentialOfferObject
}

/** Permission to fetch the credential, as the issuer gave it. */
export interface Grant {
  readonly accessToken: string
  readonly expiresAt: UnixSeconds
  /** The issuer is still preparing the credential, under this name. */
  readonly transactionId?: string
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
  /** @throws {Problem} `offer-refused`, `issuer-unreachable` */
  collect(request: CollectRequest): Promise<Delivery>
}

export interface CollectRequest {
  readonly metadata: IssuerMetadataResult
  readonly choice: Choice
  readonly grant: Grant
  readonly holder: Signer
}

const TOKEN_LIFETIME = 300 // seconds, where the issuer names none

export function createIssuerClient({
  fetch,
  clock,
  random,
}: Pick<Ground, 'fetch' | 'clock' | 'random'>): IssuerClient {
  const client = new Openid4vciClient({ callbacks: callbacks({ fetch, random }) })
  return {
    readOffer: (uri) => readOffer(client, uri),
    metadata: (issuer) => withIssuer(() => client.resolveIssuerMetadata(issuer)),
    choose: ({ offer }, metadata) => chooseConfiguration(offer, metadata),
    redeem: ({ offer }, issuerMetadata, txCode) =>
      withIssuer(async () => {
        const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
          credentialOffer: offer,
          issuerMetadata,
          ...(txCode !== undefined && { txCode }),
        })
        return grantOf(accessTokenResponse, clock())
      }),
    collect: (request) => withIssuer(() => collect(client, request, clock())),
  }
}

/** Permission, from the answer of a token endpoint. */
export const grantOf = (
  answer: { readonly access_token: string; readonly expires_in?: number | undefined },
  now: UnixSeconds,
): Grant => ({
  accessToken: answer.access_token,
  expiresAt: now + (answer.expires_in ?? TOKEN_LIFETIME),
})

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

/** A nonce that went stale on the way is asked for once more. */
async function collect(
  client: Openid4vciClient,
  request: CollectRequest,
  now: UnixSeconds,
): Promise<Delivery> {
  const { metadata: issuerMetadata, grant } = request
  if (grant.transactionId !== undefined) {
    const { accessToken, transactionId } = grant
    const { deferredCredentialResponse } = await client.retrieveDeferredCredentials({
      issuerMetadata,
      accessToken,
      transactionId,
    })
    return deliveryOf(deferredCredentialResponse, transactionId)
  }
  try {
    return await requestCredential(client, request, now)
  } catch (error) {
    if (oauthErrorOf(error) !== 'invalid_nonce') throw error
    return requestCredential(client, request, now)
  }
}

async function requestCredential(
  client: Openid4vciClient,
  { metadata: issuerMetadata, choice, grant, holder }: CollectRequest,
  now: UnixSeconds,
): Promise<Delivery> {
  const nonce = choice.proof && (await nonceOf(client, issuerMetadata))
  const audience = issuerMetadata.credentialIssuer.credential_issuer
  const jwt = choice.proof && (await keyProof(holder, choice.proof, { audience, nonce, now }))
  const { credentialResponse } = await client.retrieveCredentials({
    issuerMetadata,
    credentialConfigurationId: choice.configurationId,
    accessToken: grant.accessToken,
    ...(jwt !== undefined && { proofs: { jwt: [jwt] } }),
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

/** Refuses what a wallet without client keys never does: the library asks for all of it. */
export function callbacks({ fetch, random }: Pick<Ground, 'fetch' | 'random'>) {
  const never = () => {
    throw new Problem(walletProblems.unsupportedOffer, { detail: 'the issuer wants encryption' })
  }
  return {
    fetch: webFetch(fetch),
    hash: (data: Uint8Array, algorithm: string) =>
      new Uint8Array(createHash(algorithm.replace('-', '')).update(data).digest()),
    generateRandom: (size: number) => random(size),
    clientAuthentication: clientAuthenticationAnonymous(),
    decryptJwe: never,
    encryptJwe: never,
    signJwt: never,
    verifyJwt: () => ({ verified: false as const }),
  }
}
