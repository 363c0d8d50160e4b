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
import { isMembers, type Members, readSigned, untrusted } from './identity.ts'

export interface Request {
  /** The whole client identifier: what a presentation is made for. */
  readonly clientId: string
  /** What the asker calls itself; believed only as far as `identified`. */
  readonly clientName?: string
  readonly purpose?: string
  /** The request was signed by a key of the DID it names. */
  readonly identified: boolean
  readonly nonce: string
  readonly state?: string
  readonly responseUri: string
  readonly query: DcqlQuery
}

type Deps = Pick<Ground, 'fetch' | 'random' | 'clock'>

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
  if ('request' in parameters) throw unreadable('it carries its request in an odd way')
  const byReference = 'request_uri' in parameters
  const claims = byReference ? await fetchSigned(parameters, deps) : fromValues(parameters)
  return requestOf(claims, { identified: byReference, now: deps.clock() })
}

function parametersOf(requestUri: string): Readonly<Record<string, string>> {
  const url = URL.parse(requestUri)
  const schemes = ['openid4vp:', 'haip:', 'haip-vp:', 'https:', 'http:']
  if (!url || !schemes.includes(url.protocol))
    throw unreadable('it is not the address of a request')
  return Object.fromEntries(url.searchParams)
}

/** Members that hold JSON where a request comes by value. */
const JSON_MEMBERS = ['dcql_query', 'client_metadata']

function fromValues(parameters: Readonly<Record<string, string>>): Members {
  const entries = Object.entries(parameters).map(([name, value]) => {
    if (!JSON_MEMBERS.includes(name)) return [name, value] as const
    const read = parseStrict(value)
    if (!read.ok) throw unreadable(`${name} is not JSON`)
    return [name, read.value] as const
  })
  const claims = Object.fromEntries(entries)
  if (claims.client_id !== `redirect_uri:${String(claims.response_uri)}`) {
    throw untrusted('it is not signed, and names somebody else than where the answer goes')
  }
  return claims
}

async function fetchSigned(
  parameters: Readonly<Record<string, string>>,
  { fetch, random }: Deps,
): Promise<Members> {
  const { request_uri: uri = '', request_uri_method: method = 'get' } = parameters
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
  const claims = await readSigned(Buffer.from(answer.body).toString(), { fetch })
  if (claims.client_id !== parameters.client_id) throw untrusted('two askers are named')
  if (claims.wallet_nonce !== walletNonce) throw untrusted('it was made for another wallet')
  return claims
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

const SELF_ISSUED = 'https://self-issued.me/v2'

function requestOf(
  claims: Members,
  { identified, now }: { readonly identified: boolean; readonly now: UnixSeconds },
): Request {
  refuseOthers(claims, now)
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
    ...(typeof state === 'string' && { state }),
  }
}

/** Refuses a request made for somebody else, that is over, or wants what we do not do. */
function refuseOthers(claims: Members, now: UnixSeconds): void {
  const { aud, exp } = claims
  if (claims.response_type !== 'vp_token' || claims.response_mode !== 'direct_post') {
    throw unreadable('it wants the answer in a way that this wallet does not know')
  }
  if (aud !== undefined && aud !== SELF_ISSUED) throw untrusted('it was made for somebody else')
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
