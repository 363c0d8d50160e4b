/**
 * Talks to the server as any other client does: JSON over HTTP, problem+json for failures.
 *
 * @module
 */

import { ApiProblem, type ProblemBody } from './api-problem.ts'
import { chooseProfile, isOfProfile, profileHeader } from './profile.ts'

interface RequestOptions {
  readonly body?: unknown
  readonly signal?: AbortSignal
  /** Statuses other than 2xx whose body is an answer, not a failure. */
  readonly answers?: readonly number[]
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

let language = ''

/** The language in which the server is to explain itself from now on. */
export const askIn = (wanted: string): void => {
  language = wanted
}

/** @throws {ApiProblem} when the server refuses or is out of reach */
export async function call(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Response> {
  const response = await send(method, path, options)
  if (response.ok || options.answers?.includes(response.status)) return response
  throw await problemOf(response)
}

/** The body of the answer; `T` is what the endpoint's schema promises. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  const response = await call(method, path, options)
  if (response.status === 204) return undefined as T
  if (!isJson(response)) throw new ApiProblem(response.status === 200 ? 404 : response.status)
  return (await response.json()) as T
}

/**
 * Sends a file as it is.
 *
 * @param key - the same when the same is sent again because no answer was heard
 */
export async function sendFile<T>(path: string, body: Blob, key?: string): Promise<T> {
  const headers = {
    'content-type': body.type,
    ...(key !== undefined && { 'idempotency-key': key }),
    ...profileHeader(path),
    ...(language && { 'accept-language': language }),
  }
  const response = await fetch(path, { method: 'POST', headers, body }).catch((cause: unknown) => {
    throw new ApiProblem(0, { cause })
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, signal ? { signal } : {})

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const { body, signal } = options
  const headers = new Headers({
    accept: 'application/json, application/problem+json;q=0.9',
    ...profileHeader(path),
    ...(language && { 'accept-language': language }),
  })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (method === 'POST') headers.set('idempotency-key', crypto.randomUUID())
  try {
    return await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiProblem(0, { cause: error })
  }
}

const isJson = (response: Response): boolean =>
  /[/+]json\b/.test(response.headers.get('content-type') ?? '')

async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined
  const body = isJson(response) ? await response.json().catch(() => undefined) : undefined
  const problem = new ApiProblem(response.status, {
    ...(typeof body === 'object' && body !== null ? (body as ProblemBody) : {}),
    ...(retryAfter ? { retryAfter } : {}),
  })
  // It was deleted on another device, or was of somebody else: what is read is read anew without it.
  const { pathname = '' } = URL.parse(response.url) ?? {}
  if (problem.slug === 'unknown-profile' && isOfProfile(pathname)) chooseProfile(undefined)
  return problem
}
