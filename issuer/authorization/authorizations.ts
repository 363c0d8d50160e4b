/**
 * The authorization code flow: a wallet asks, the person agrees, the wallet redeems a code.
 *
 * @see OpenID4VCI 1.0 §5, RFC 6749 §4.1, RFC 9126 (PAR), RFC 7636 (PKCE), RFC 9207 (`iss`)
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId, newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { PushedRequest } from '../../schemas/issuer-authorization.ts'
import type { AwardInfo, Awards } from '../awards/awards.ts'
import type { Offers } from '../offers/offers.ts'
import { demandProfile, type Wallet } from '../openid4vci/client.ts'
import { issuerProblems } from '../problems.ts'
import { readPushed } from './pushed-request.ts'
import { authorizationStore, type StoredAuthorization } from './store.ts'

/** What the person reads before agreeing. */
export interface Consent {
  readonly clientId: string
  /** Host or scheme that the browser goes back to. */
  readonly returnsTo: string
  readonly awards: readonly AwardInfo[]
}

export interface Authorizations {
  /**
   * Keeps what a wallet wants.
   *
   * @param wallet - who pushes it; must meet the profile of the offer
   * @returns under which name the wallet goes on
   * @throws {Problem} those of {@link readPushed}; `unknown-offer` for the state of an offer nobody made
   */
  push(request: PushedRequest, wallet: Wallet): Promise<{ readonly handle: string }>
  /** Whether this client pushed the request, and nobody answered it yet. */
  isOpen(handle: string, clientId: string): Promise<boolean>
  /** @throws {Problem} `unknown-authorization`; `not-the-recipient` when the offer is for somebody else */
  consent(handle: string, personId: string): Promise<Consent>
  /**
   * Lets the wallet have an award.
   *
   * @returns where the browser goes, with a code
   * @throws {Problem} `unknown-authorization`, `not-the-recipient`, `unknown-award`, `award-revoked`
   */
  approve(handle: string, by: { personId: string; awardId: string }): Promise<string>
  /** @returns where the browser goes, with a refusal. @throws {Problem} `unknown-authorization` */
  refuse(handle: string): Promise<string>
}

export type AuthorizationsDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
  readonly awards: Pick<Awards, 'of' | 'own'>
  readonly offers: Pick<Offers, 'awardOf'>
}

/** Enough to sign in by a link in a mail (RFC 9126 §2.2 allows so much). */
export const REQUEST_SECONDS: UnixSeconds = 600
export const CODE_SECONDS: UnixSeconds = 60

export function createAuthorizations(deps: AuthorizationsDeps): Authorizations {
  const { db, clock } = deps
  const find = (handle: string) => openRequest(deps, handle)
  return {
    push: (request, wallet) => push(deps, request, wallet),
    isOpen: async (handle, clientId) => (await stillOpen(deps, handle))?.clientId === clientId,
    consent: async (handle, personId) => {
      const found = await find(handle)
      const awards = await choiceOf(deps, found, personId)
      return { clientId: found.clientId, returnsTo: returnsTo(found.asked.redirectUri), awards }
    },
    approve: async (handle, { personId, awardId }) => {
      const found = await find(handle)
      const choice = await choiceOf(deps, found, personId)
      if (!choice.some(({ award }) => award.id === awardId)) {
        throw new Problem(issuerProblems.unknownAward)
      }
      const code = newSecret(deps.random)
      const now = clock()
      const granted = { awardId, codeHash: secretHash(code), now, expiresAt: now + CODE_SECONDS }
      if (!(await authorizationStore(db).grant(found.id, granted))) {
        throw new Problem(issuerProblems.unknownAuthorization)
      }
      return answerTo(deps, found, { code })
    },
    refuse: async (handle) => {
      const found = await find(handle)
      await authorizationStore(db).remove(found.id)
      return answerTo(deps, found, { error: 'access_denied' })
    },
  }
}

async function push(
  { db, clock, random, offers }: AuthorizationsDeps,
  request: PushedRequest,
  wallet: Wallet,
): Promise<{ readonly handle: string }> {
  const asked = readPushed(request)
  const key = wallet.dpopKey ?? request.dpop_jkt
  if (request.dpop_jkt !== undefined && request.dpop_jkt !== key) {
    throw new Problem(issuerProblems.invalidDpopProof, { detail: 'dpop_jkt names another key' })
  }
  const { issuer_state: issuerState } = request
  const offer = issuerState === undefined ? undefined : await offers.awardOf(issuerState)
  if (offer) demandProfile(offer.profile, wallet)
  const now = clock()
  const handle = newSecret(random)
  const store = authorizationStore(db)
  await store.removeExpired(now)
  await store.add({
    id: newId(random, now),
    requestHash: secretHash(handle),
    clientId: request.client_id,
    asked: {
      ...asked,
      ...(key !== undefined && { dpopKey: key }),
      ...(offer?.profile === 'haip' && { profile: offer.profile }),
      ...(offer?.readyAt !== undefined && { readyAt: offer.readyAt }),
    },
    awardId: offer?.awardId,
    expiresAt: now + REQUEST_SECONDS,
  })
  return { handle }
}

async function stillOpen(
  { db, clock }: AuthorizationsDeps,
  handle: string,
): Promise<StoredAuthorization | undefined> {
  const found = await authorizationStore(db).byRequest(secretHash(handle))
  return found?.state === 'pushed' && found.expiresAt > clock() ? found : undefined
}

async function openRequest(deps: AuthorizationsDeps, handle: string): Promise<StoredAuthorization> {
  const found = await stillOpen(deps, handle)
  if (!found) throw new Problem(issuerProblems.unknownAuthorization)
  return found
}

/** Live awards of the person: any, or the one that the offer names. */
async function choiceOf(
  { awards }: AuthorizationsDeps,
  { awardId }: StoredAuthorization,
  personId: string,
): Promise<readonly AwardInfo[]> {
  const own = await awards.of(personId)
  if (awardId === undefined) return own.filter(({ award }) => award.state === 'live')
  const [named] = own.filter(({ award }) => award.id === awardId)
  if (!named) throw new Problem(issuerProblems.notTheRecipient)
  if (named.award.state !== 'live') throw new Problem(issuerProblems.awardRevoked)
  return [named]
}

/** The address as it was pushed, to the letter, with the answer behind it. */
function answerTo(
  { config }: AuthorizationsDeps,
  { asked: { redirectUri, state } }: StoredAuthorization,
  answer: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams({
    ...answer,
    ...(state !== undefined && { state }),
    iss: config.publicUrl,
  })
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`
}

function returnsTo(redirectUri: string): string {
  const { protocol, host } = new URL(redirectUri)
  return ['https:', 'http:'].includes(protocol) ? host : protocol.slice(0, -1)
}
