/**
 * Signing in at an issuer: our wallet as a public client of the authorization code flow.
 *
 * The request is pushed where the issuer takes that, always with a challenge (S256), and the answer must
 * name the server that was asked: a code that another server gave is sent nowhere.
 *
 * @see OpenID4VCI 1.0 §5, §6; RFC 9126 (PAR), RFC 7636 (PKCE), RFC 9207 (`iss`), RFC 9700 §4.4
 * @module
 */

import type { Oauth2Client } from '@openid4vc/oauth2'
import type { CredentialOfferObject, IssuerMetadataResult } from '@openid4vc/openid4vci'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { oauthClient } from './clients.ts'
import type { Choice } from './configuration.ts'
import { byKey, type DpopKey, newDpopKey, type ServerMetadata } from './dpop.ts'
import { withIssuer } from './failures.ts'
import { type Grant, grantOf, serverNamed } from './grant.ts'
import type { Offer } from './issuer-client.ts'

/** What is kept until the learner comes back. */
export interface SignIn {
  readonly offer: CredentialOfferObject
  /** Issuer identifier of the authorization server. */
  readonly server: string
  readonly codeVerifier: string
  readonly redirectUri: string
  readonly expiresAt: UnixSeconds
  /** Key that the code is bound to. */
  readonly dpopKey?: DpopKey
}

/** Without what a code is redeemed by. */
export const spentOf = ({ dpopKey: _, ...signIn }: SignIn): SignIn => ({
  ...signIn,
  codeVerifier: '',
})

/** What the learner's browser brings back (RFC 6749 §4.1.2). */
export interface SignInAnswer {
  readonly state: string
  readonly code?: string
  readonly iss?: string
  readonly error?: string
}

export interface Begun {
  readonly authorizationUrl: string
  readonly state: string
  readonly signIn: SignIn
}

type Deps = Pick<Ground, 'fetch' | 'clock' | 'random'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
}

const LASTS = 1800 // seconds: a sign-in may want a mail
/** The page of ours that takes the answer. */
const BACK = '/wallet/authorized'

/**
 * @throws {Problem} `unsupported-offer` when the issuer has no place to sign in, or no S256;
 *   `offer-refused`, `issuer-unreachable`
 */
export async function beginSignIn(
  { offer }: Offer,
  { metadata, choice }: { readonly metadata: IssuerMetadataResult; readonly choice: Choice },
  deps: Deps,
): Promise<Begun> {
  const { clock, random, config } = deps
  const server = serverFor(offer, metadata)
  const state = newSecret(random)
  const codeVerifier = newSecret(random)
  const redirectUri = `${config.publicUrl}${BACK}`
  const dpopKey = newDpopKey(server)
  const { authorizationRequestUrl } = await withIssuer(() =>
    clientOf(deps, dpopKey).createAuthorizationRequestUrl({
      // A server that supports it need not say so (RFC 8414 §2), and one that does not ignores it.
      authorizationServerMetadata: { ...server, code_challenge_methods_supported: ['S256'] },
      clientId: config.publicUrl,
      redirectUri,
      state,
      pkceCodeVerifier: codeVerifier,
      resource: metadata.credentialIssuer.credential_issuer,
      ...wishOf(choice, metadata),
      additionalRequestPayload: { ...issuerStateOf(offer), ...detailsOf(choice, metadata) },
      ...byKey(dpopKey),
    }),
  )
  const expiresAt = clock() + LASTS
  const known = { offer, server: server.issuer, codeVerifier, redirectUri, expiresAt }
  const signIn = { ...known, ...(dpopKey && { dpopKey }) }
  return { authorizationUrl: ofTheWeb(authorizationRequestUrl), state, signIn }
}

/** The learner's browser is sent there. @throws {Problem} `unsupported-offer` */
function ofTheWeb(url: string): string {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url
  throw unsupported('its sign-in is no place of the web')
}

const unsupported = (detail: string): Problem =>
  new Problem(walletProblems.unsupportedOffer, { detail })

/** @throws {Problem} `unsupported-offer` */
function serverFor(
  { grants }: CredentialOfferObject,
  metadata: IssuerMetadataResult,
): ServerMetadata {
  const server = serverNamed(grants?.authorization_code?.authorization_server, metadata)
  if (!server?.authorization_endpoint) throw unsupported('the issuer has no place to sign in')
  const methods = server.code_challenge_methods_supported
  if (methods && !methods.includes('S256')) throw unsupported('its sign-in is not safe enough')
  return server
}

const issuerStateOf = ({ grants }: CredentialOfferObject): object => {
  const state = grants?.authorization_code?.issuer_state
  return state === undefined ? {} : { issuer_state: state }
}

const scopeOf = (
  { configurationId }: Choice,
  { knownCredentialConfigurations: known }: IssuerMetadataResult,
): string | undefined =>
  Object.hasOwn(known, configurationId) ? known[configurationId]?.scope : undefined

const wishOf = (choice: Choice, metadata: IssuerMetadataResult): { readonly scope?: string } => {
  const scope = scopeOf(choice, metadata)
  return scope === undefined ? {} : { scope }
}

/** Where a form has no scope it is asked for by its name (OpenID4VCI 1.0 §5.1.1). */
function detailsOf(choice: Choice, metadata: IssuerMetadataResult): object {
  if (scopeOf(choice, metadata) !== undefined) return {}
  const { configurationId: credential_configuration_id } = choice
  const details = [{ type: 'openid_credential', credential_configuration_id }]
  return { authorization_details: JSON.stringify(details) }
}

/**
 * Redeems the code that the learner came back with.
 *
 * @throws {Problem} `sign-in-mixed-up` when another server answered than was asked; `offer-refused` when
 *   the issuer or the learner said no; `issuer-unreachable`
 */
export async function redeemSignIn(
  { server: asked, codeVerifier, redirectUri, dpopKey: key }: SignIn,
  code: string,
  { metadata, deps }: { readonly metadata: IssuerMetadataResult; readonly deps: Deps },
): Promise<Grant> {
  const server = serverNamed(asked, metadata)
  if (!server) throw new Problem(walletProblems.signInMixedUp)
  return withIssuer(async () => {
    const { accessTokenResponse } = await clientOf(deps, key).retrieveAuthorizationCodeAccessToken({
      authorizationServerMetadata: server,
      authorizationCode: code,
      pkceCodeVerifier: codeVerifier,
      redirectUri,
      resource: metadata.credentialIssuer.credential_issuer,
      ...byKey(key),
    })
    return grantOf(accessTokenResponse, { now: deps.clock(), server, key })
  })
}

/**
 * Reads what came back, before anything is sent anywhere.
 *
 * @throws {Problem} `sign-in-mixed-up`, `offer-refused`
 */
export function codeOf(
  { code, iss, error }: SignInAnswer,
  { server }: SignIn,
  metadata: IssuerMetadataResult,
): string {
  const asked = serverNamed(server, metadata)
  const mustSay = asked?.authorization_response_iss_parameter_supported === true
  if (iss === undefined ? mustSay : iss !== server) throw new Problem(walletProblems.signInMixedUp)
  if (code !== undefined) return code
  const said = error !== undefined && /^[\w-]{1,64}$/.test(error) ? error : 'no code'
  throw new Problem(walletProblems.offerRefused, { detail: `the issuer answered ${said}` })
}

const clientOf = (deps: Deps, key?: DpopKey): Oauth2Client =>
  oauthClient(deps.config.publicUrl, deps, key)
