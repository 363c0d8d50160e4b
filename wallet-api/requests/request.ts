/**
 * Reads a request for a presentation, from any verifier.
 *
 * @see OpenID4VP 1.0 §5
 * @module
 */

import { DcqlQuery } from 'dcql'
import { parseStrict } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { FetchFailed, FetchRefused } from '../../platform/fetch.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { type Encryption, encryptionFor } from './encryption.ts'
import {
  type IdentityDeps,
  isMembers,
  type Members,
  readSigned,
  type SignedRequest,
  untrusted,
} from './identity.ts'

export interface Request {
  /** The whole client identifier: what a presentation is made for. */
  readonly clientId: string
  /** What the asker calls itself; believed only as far as `identified`. */
  readonly clientName?: string
  readonly purpose?: string
  /** The request was signed by a key of the DID it names, or by a certificate of a known authority. */
  readonly identified: boolean
  readonly nonce: string
  readonly state?: string
  readonly responseUri: string
  readonly query: DcqlQuery
  /** Key that the answer is encrypted to, where the asker wants that. */
  readonly encryption?: Encryption
}

/** Of the address; of each name the last. */
type Parameters = Readonly<Record<string, string | undefined>>

type Deps = IdentityDeps & Pick<Ground, 'random'>

const LIMITS = { maxBytes: 262_144, timeoutMs: 5_000 } as const

const unreadable = (detail: string, cause?: unknown): Problem =>
  new Problem(walletProblems.invalidRequestUri, { detail, cause })

/**
 * Reads a request by value or by reference.
 *
 * @throws {Problem} `invalid-presentation-request`, `request-not-trusted`, `verifier-unreachable`
 */
export async function readRequest(requestUri: string, deps: Deps): Promise<Request> {
  const parameters = parametersOf(requestUri)
  const { claims, identified } = await claimsOf(parameters, deps)
  const audiences = [SELF_ISSUED, parameters.request_uri]
  return requestOf(claims, { identified, audiences, now: deps.clock() })
}

/** By reference, signed within the address, or in the clear (OpenID4VP 1.0 §5.4). */
async function claimsOf(parameters: Parameters, deps: Deps): Promise<SignedRequest> {
  const { request, request_uri: reference } = parameters
  if (request !== undefined && reference !== undefined) {
    throw unreadable('it carries its request twice')
  }
  if (reference !== undefined) return fetchSigned(parameters, deps)
  if (request === undefined) return { claims: fromValues(parameters), identified: false }
  return refuseOtherClient(await readSigned(request, deps), parameters)
}

/** @throws {Problem} `request-not-trusted` */
function refuseOtherClient(signed: SignedRequest, parameters: Parameters): SignedRequest {
  if (signed.claims.client_id !== parameters.client_id) throw untrusted('two askers are named')
  return signed
}

function parametersOf(requestUri: string): Parameters {
  const url = URL.parse(requestUri)
  const schemes = ['openid4vp:', 'haip:', 'haip-vp:', 'https:', 'http:']
  if (!url || !schemes.includes(url.protocol))
    throw unreadable('it is not the address of a request')
  return Object.fromEntries(url.searchParams)
}

/** Members that hold JSON where a request comes by value. */
const JSON_MEMBERS = ['dcql_query', 'client_metadata']

function fromValues(parameters: Parameters): Members {
  const entries = Object.entries(parameters).map(([name, value]) => {
    if (!JSON_MEMBERS.includes(name)) return [name, value] as const
    const read = parseStrict(value ?? '')
    if (!read.ok) throw unreadable(`${name} is not JSON`)
    return [name, read.value] as const
  })
  const claims = Object.fromEntries(entries)
  if (claims.client_id !== `redirect_uri:${String(claims.response_uri)}`) {
    throw untrusted('it is not signed, and names somebody else than where the answer goes')
  }
  return claims
}

async function fetchSigned(parameters: Parameters, deps: Deps): Promise<SignedRequest> {
  const { fetch, random } = deps
  const { request_uri: uri = '', request_uri_method: method = 'get' } = parameters
  if (method !== 'get' && method !== 'post') throw unreadable('it is fetched in an odd way')
  const walletNonce = method === 'post' ? newSecret(random, 16) : undefined
  const answer = await reach(() =>
    walletNonce === undefined
      ? fetch(uri, LIMITS)
      : fetch(uri, {
          ...LIMITS,
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ wallet_nonce: walletNonce }).toString(),
        }),
  )
  if (answer.status !== 200) throw unreachable(`it answered ${answer.status}`)
  const signed = await readSigned(Buffer.from(answer.body).toString(), deps)
  if (signed.claims.wallet_nonce !== walletNonce) throw untrusted('it was made for another wallet')
  return refuseOtherClient(signed, parameters)
}

const unreachable = (detail: string, cause?: unknown): Problem =>
  new Problem(walletProblems.verifierUnreachable, { detail, cause })

/** @throws {Problem} `verifier-unreachable` */
export async function reach<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const expected = error instanceof FetchRefused || error instanceof FetchFailed
    if (!expected) throw error
    throw unreachable(error.message, error)
  }
}

/**
 * For whom a request may be made.
 *
 * Verifiers made with oid4vc-ts write the address it is fetched from in place of the fixed one of §5.8.
 */
interface Here {
  readonly audiences: readonly (string | undefined)[]
  readonly now: UnixSeconds
}

const SELF_ISSUED = 'https://self-issued.me/v2'

function requestOf(
  claims: Members,
  { identified, ...here }: Here & { readonly identified: boolean },
): Request {
  refuseOthers(claims, here)
  const { client_id: clientId, nonce, state, response_uri: responseUri } = claims
  if (typeof clientId !== 'string' || typeof nonce !== 'string' || nonce.length < 16) {
    throw unreadable('it names no asker, or no number used once')
  }
  if (typeof responseUri !== 'string' || !URL.canParse(responseUri)) {
    throw unreadable('it does not say where the answer goes')
  }
  return {
    clientId,
    identified,
    nonce,
    responseUri,
    query: queryOf(claims.dcql_query),
    ...wordsOf(claims.client_metadata),
    ...encryptionOf(claims),
    ...(typeof state === 'string' && { state }),
  }
}

const MODES: readonly unknown[] = ['direct_post', 'direct_post.jwt']

/** The key to encrypt to (OpenID4VP 1.0 §8.3). */
function encryptionOf({ response_mode: mode, client_metadata: metadata }: Members) {
  if (mode !== 'direct_post.jwt') return {}
  const encryption = isMembers(metadata) ? encryptionFor(metadata) : undefined
  if (!encryption) throw unreadable('it wants an encrypted answer, and gives no key that we know')
  return { encryption }
}

/** Refuses a request made for somebody else, that is over, or wants what we do not do. */
function refuseOthers(claims: Members, { audiences, now }: Here): void {
  const { aud, exp } = claims
  if (claims.response_type !== 'vp_token' || !MODES.includes(claims.response_mode)) {
    throw unreadable('it wants the answer in a way that this wallet does not know')
  }
  if (claims.transaction_data !== undefined) {
    throw unreadable('it wants a transaction approved, which this wallet does not do')
  }
  const [audience, ...others]: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  if (aud !== undefined && (others.length > 0 || !audiences.some((one) => one === audience))) {
    throw untrusted('it was made for somebody else')
  }
  if (typeof exp === 'number' && exp <= now) throw untrusted('its time is over')
}

function wordsOf(metadata: unknown): Pick<Request, 'clientName' | 'purpose'> {
  const { client_name: clientName, purpose } = isMembers(metadata) ? metadata : {}
  return {
    ...(typeof clientName === 'string' && { clientName }),
    ...(typeof purpose === 'string' && { purpose }),
  }
}

function queryOf(input: unknown): DcqlQuery {
  try {
    const query = DcqlQuery.parse(input as DcqlQuery.Input)
    DcqlQuery.validate(query)
    return query
  } catch (cause) {
    throw unreadable('what it asks for is not understood', cause)
  }
}
