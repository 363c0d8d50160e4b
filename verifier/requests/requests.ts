/**
 * Asking a wallet for a presentation (OpenID4VP 1.0), any wallet.
 *
 * Three values that nobody can link: the id by which the employer asks for the result, the handle in
 * the addresses a wallet sees, and the response code that comes back in the employer's own browser.
 *
 * @module
 */

import { timingSafeEqual } from 'node:crypto'
import { didWebOf } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId, newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import type { Policies } from '../policies/policies.ts'
import { verifierProblems } from '../problems.ts'
import type { VerifierKeys } from '../signing.ts'
import { type Checker, judgeAnswer, type RequestResult, readToken } from './answer.ts'
import { newEncryption, type Posted, readPosted } from './encryption.ts'
import { presentable, presentationRequest } from './exchange.ts'
import { ANY_BADGE, readQuery } from './query.ts'
import {
  type Asked,
  type Asker,
  addressClient,
  type ClientIdPrefix,
  requestByReference,
  requestByValue,
  requestObject,
  signedClient,
} from './request-object.ts'
import {
  type Details,
  detailsOf,
  lineOf,
  type RequestLine,
  type RequestStatus,
  stateOf,
} from './status.ts'
import { requestStore, type StoredRequest } from './store.ts'

export type { RequestResult } from './answer.ts'

export interface PresentationWish {
  readonly tenantId: string
  /** Who asks, as the person shall read it. */
  readonly clientName: string
  readonly purpose: string
  /** DCQL; any badge when absent. */
  readonly query?: unknown
  readonly policy?: string | PolicyRules
  /** Where the person's browser goes afterwards, on the same device; the result then needs the code it brings. */
  readonly redirectUri?: string
  /** By DID unless said. */
  readonly clientIdPrefix?: ClientIdPrefix
  /** In the clear unless said. */
  readonly responseMode?: 'direct_post' | 'direct_post.jwt'
}

export interface PresentationRequestLinks {
  readonly id: string
  readonly requestUri: string
  readonly requestUriByValue: string
  /** Address that tells wallets by which protocols they may answer (VC-API). */
  readonly interactionUrl: string
  readonly expiresAt: UnixSeconds
}

export interface PresentationRequests {
  /** @throws {Problem} `invalid-query`, `unknown-policy` */
  create(wish: PresentationWish): Promise<PresentationRequestLinks>
  /**
   * State and result, for the tenant that asked.
   *
   * @param responseCode - brought by the browser, where the request named an address to go back to
   * @throws {Problem} `unknown-presentation-request`
   */
  status(id: string, asker: { tenantId: string; responseCode?: string }): Promise<RequestStatus>
  /** Those of a tenant that are not swept yet, newest first, 200 at the most. */
  list(tenantId: string): Promise<readonly RequestLine[]>
  /** The signed request, for a wallet. @throws {Problem} `presentation-request-over` */
  object(handle: string, walletNonce?: string): Promise<string>
  /**
   * Takes the answer of a wallet, once.
   *
   * @returns where the person's browser goes next
   * @throws {Problem} `presentation-request-over`, `answer-not-understood`
   */
  answer(handle: string, posted: Posted): Promise<string | undefined>
  /** Ways to answer. @throws {Problem} `presentation-request-over` */
  protocols(handle: string): Promise<Readonly<Record<string, string>>>
  /** What a wallet that speaks VC-API has to show. @throws {Problem} `presentation-request-over`, `unknown-presentation-request` */
  exchange(handle: string): Promise<object>
  /** Takes the answer of such a wallet, once. @throws {Problem} as for {@link answer} */
  answerExchange(handle: string, presentation: object): Promise<string | undefined>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
  readonly keys: VerifierKeys
  readonly verifier: Checker & { readonly policies: Pick<Policies, 'find'> }
}

const LIFETIME = 600 // seconds
const KEPT = 86_400 // seconds
const MOST_SHOWN = 200

/** The DID under which this server asks; its document is served at `/verifier/did.json`. */
export const verifierDid = (publicUrl: string) => didWebOf(publicUrl, ['verifier'])

export function createRequests(deps: Deps): PresentationRequests {
  const { db, clock, keys, config } = deps
  const asker = async (): Promise<Asker> => {
    const did = verifierDid(config.publicUrl)
    const how = { did, algorithm: 'ES256' } as const
    const signer = await keys.instances.signer('presentation-requests', how)
    return { signer, x5c: await keys.certificates.of(signer), publicUrl: config.publicUrl }
  }
  return {
    create: async (wish) => {
      await deps.verifier.policies.find(wish.policy, wish.tenantId)
      await requestStore(db).sweep(clock() - KEPT)
      return create(wish, await asker(), deps)
    },
    status: (id, asker) => statusOf(id, asker, deps),
    list: async (tenantId) =>
      (await requestStore(db).ofTenant(tenantId, MOST_SHOWN)).map((one) => lineOf(one, clock())),
    object: async (handle, walletNonce) => {
      const request = await openRequest(handle, deps)
      await requestStore(db).markFetched(request.id)
      const [clientId = ''] = detailsOf(request).clientIds
      const how = { clientId, now: clock(), walletNonce }
      return requestObject(askedOf(request, config), await asker(), how)
    },
    answer: (handle, posted) => takeAnswer(handle, posted, deps),
    ...exchanging(deps),
  }
}

/** The same request for wallets that speak VC-API; where it is to be encrypted, they cannot answer. */
function exchanging(
  deps: Deps,
): Pick<PresentationRequests, 'protocols' | 'exchange' | 'answerExchange'> {
  const { publicUrl } = deps.config
  const open = async (handle: string) => {
    const request = await openRequest(handle, deps)
    const { query, encryption, ...details } = detailsOf(request)
    return { request, ...details, query, asked: encryption ? undefined : presentable(query) }
  }
  return {
    protocols: async (handle) => {
      const { asked, clientIds } = await open(handle)
      const requestUri = address(publicUrl, 'requests', handle)
      const vcapi = asked ? { vcapi: address(publicUrl, 'exchanges', handle) } : {}
      return { OID4VP: requestByReference(clientIds[0] ?? '', requestUri), ...vcapi }
    },
    exchange: async (handle) => {
      const { request, query, purpose, asked } = await open(handle)
      if (!asked) throw new Problem(verifierProblems.unknownRequest)
      await requestStore(deps.db).markFetched(request.id)
      return presentationRequest({ query, purpose, nonce: request.nonce, domain: publicUrl })
    },
    answerExchange: async (handle, presentation) => {
      const { request, asked } = await open(handle)
      if (!asked) throw new Problem(verifierProblems.unknownRequest)
      const entries = readToken({ [asked.id]: [presentation] })
      return keepAnswer(request, { entries, clientIds: [publicUrl] }, deps)
    },
  }
}

type Addressed = 'requests' | 'responses' | 'interactions' | 'exchanges'

const address = (publicUrl: string, kind: Addressed, handle: string): string =>
  `${publicUrl}/api/openid4vp/${kind}/${handle}`

async function create(
  { tenantId, query: input, clientIdPrefix, responseMode, ...wish }: PresentationWish,
  asker: Asker,
  { db, clock, random, config, keys }: Deps,
): Promise<PresentationRequestLinks> {
  const now = clock()
  const handle = newSecret(random, 16)
  const state = newSecret(random, 16)
  const id = newId(random, now)
  const clientId = signedClient(clientIdPrefix ?? 'decentralized_identifier', asker)
  const clientIds = [clientId, addressClient(address(config.publicUrl, 'responses', handle))]
  const details: Details = {
    ...wish,
    query: readQuery(input ?? ANY_BADGE),
    state,
    clientIds,
    ...(responseMode === 'direct_post.jwt' && {
      encryption: await newEncryption(keys.sealer, id, newSecret(random, 9)),
    }),
  }
  const request: StoredRequest = {
    id,
    tenantId,
    handle,
    nonce: newSecret(random, 24),
    stateHash: secretHash(state),
    responseCodeHash: undefined,
    details: JSON.stringify(details),
    state: 'open',
    createdAt: now,
    expiresAt: now + LIFETIME,
    result: undefined,
  }
  await requestStore(db).add(request)
  return {
    id: request.id,
    requestUri: requestByReference(clientId, address(config.publicUrl, 'requests', handle)),
    requestUriByValue: requestByValue(askedOf(request, config)),
    interactionUrl: `${address(config.publicUrl, 'interactions', handle)}?iuv=1`,
    expiresAt: request.expiresAt,
  }
}

function askedOf(request: StoredRequest, { publicUrl }: Deps['config']): Asked {
  const { query, state, clientName, purpose, encryption } = detailsOf(request)
  const encryptTo = encryption?.publicJwk
  const responseUri = address(publicUrl, 'responses', request.handle)
  return { query, nonce: request.nonce, state, responseUri, clientName, purpose, encryptTo }
}

async function openRequest(handle: string, { db, clock }: Deps): Promise<StoredRequest> {
  const request = await requestStore(db).byHandle(handle)
  if (!request || request.state === 'answered' || request.expiresAt <= clock()) {
    throw new Problem(verifierProblems.requestOver)
  }
  return request
}

async function takeAnswer(handle: string, posted: Posted, deps: Deps): Promise<string | undefined> {
  const request = await openRequest(handle, deps)
  const { clientIds, encryption } = detailsOf(request)
  const opening = { sealer: deps.keys.sealer, id: request.id }
  const { token, state } = await readPosted(posted, encryption, opening)
  if (typeof state !== 'string' || !equal(secretHash(state), request.stateHash)) {
    throw new Problem(verifierProblems.answerNotUnderstood, { detail: 'state is another one' })
  }
  return keepAnswer(request, { entries: readToken(token), clientIds }, deps)
}

/** Judges what was presented, and keeps it with what was found, once. */
async function keepAnswer(
  request: StoredRequest,
  {
    entries,
    clientIds,
  }: { readonly entries: ReturnType<typeof readToken>; readonly clientIds: readonly string[] },
  { db, clock, random, keys, verifier }: Deps,
): Promise<string | undefined> {
  const { query, policy, redirectUri } = detailsOf(request)
  const { nonce, tenantId, id } = request
  const question = { query, nonce, clientIds, policy, tenantId }
  const result = await judgeAnswer(entries, question, verifier)
  const code = redirectUri === undefined ? undefined : newSecret(random, 24)
  const sealed = await keys.sealer.seal(PURPOSE, Buffer.from(JSON.stringify(result)), id)
  const responseCodeHash = code === undefined ? undefined : secretHash(code)
  const answer = { result: sealed, responseCodeHash, now: clock() }
  const first = await requestStore(db).answer(id, answer)
  if (!first) throw new Problem(verifierProblems.requestOver)
  return redirectUri === undefined ? undefined : withCode(redirectUri, code ?? '')
}

const PURPOSE = 'verifier.presentation'

function withCode(redirectUri: string, code: string): string {
  const url = new URL(redirectUri)
  url.searchParams.set('response_code', code)
  return url.href
}

async function statusOf(
  id: string,
  { tenantId, responseCode }: { readonly tenantId: string; readonly responseCode?: string },
  { db, clock, keys, config }: Deps,
): Promise<RequestStatus> {
  const request = await requestStore(db).byId(id)
  if (!request || request.tenantId !== tenantId) throw new Problem(verifierProblems.unknownRequest)
  const { purpose, redirectUri, clientIds } = detailsOf(request)
  const state = stateOf(request, clock())
  const reference = address(config.publicUrl, 'requests', request.handle)
  const status = {
    ...{ id, state, purpose, expiresAt: request.expiresAt },
    ...((state === 'open' || state === 'fetched') && {
      requestUri: requestByReference(clientIds[0] ?? '', reference),
    }),
  }
  const mayRead = redirectUri === undefined || codeFits(responseCode, request.responseCodeHash)
  if (!request.result || !mayRead) return status
  const plain = await keys.sealer.open(PURPOSE, request.result, id)
  return { ...status, result: JSON.parse(Buffer.from(plain).toString()) as RequestResult }
}

/** Whoever sent somebody else to the wallet does not get the result: the code is in that browser. */
const codeFits = (code: string | undefined, expected: string | undefined): boolean =>
  code !== undefined && expected !== undefined && equal(secretHash(code), expected)

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
