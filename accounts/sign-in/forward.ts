import { notSignedIn } from '../../platform/http/actor.ts'
import { Problem, type ProblemType } from '../../platform/problem.ts'
import { accountsProblems } from '../problems.ts'
import type { SignIn } from './auth.ts'

/** A request for one of better-auth's own endpoints, already checked by our schema. */
export interface ForwardedRequest {
  readonly method: 'GET' | 'POST'
  /** With its query, e.g. `/auth/sign-out`. */
  readonly path: string
  readonly cookie: string | undefined
  readonly origin: string | undefined
  readonly userAgent: string | undefined
  readonly body: unknown
}

export interface ForwardedAnswer {
  readonly cookies: readonly string[]
  readonly body: unknown
}

/**
 * Asks better-auth and turns its refusals into problems.
 *
 * @param publicUrl - what it believes the address to be, whatever the `Host` header says
 */
export async function forward(
  signIn: Pick<SignIn, 'handle'>,
  publicUrl: string,
  request: ForwardedRequest,
): Promise<ForwardedAnswer> {
  const { method, path, body } = request
  const headers = new Headers({ 'content-type': 'application/json' })
  if (request.cookie !== undefined) headers.set('cookie', request.cookie)
  if (request.origin !== undefined) headers.set('origin', request.origin)
  if (request.userAgent !== undefined) headers.set('user-agent', request.userAgent)
  const answer = await signIn.handle(
    new Request(publicUrl + path, {
      method,
      headers,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    }),
  )
  const text = await answer.text()
  const answered: unknown = text === '' ? null : JSON.parse(text)
  if (!answer.ok) throw refusal(answer.status, answered)
  return { cookies: answer.headers.getSetCookie(), body: answered }
}

const TYPES: Readonly<Record<string, ProblemType>> = {
  UNAUTHORIZED: notSignedIn,
  SESSION_REQUIRED: notSignedIn,
  SESSION_NOT_FRESH: accountsProblems.sessionNotFresh,
  MISSING_OR_NULL_ORIGIN: accountsProblems.crossSiteRequest,
  INVALID_ORIGIN: accountsProblems.crossSiteRequest,
  // Answered 500 there, though it is the browser's answer that does not verify.
  FAILED_TO_VERIFY_REGISTRATION: accountsProblems.signInRefused,
}

function refusal(status: number, body: unknown): Error {
  const { code, message } = (body ?? {}) as { readonly code?: string; readonly message?: string }
  const type = TYPES[code ?? '']
  const internal = `better-auth answered ${status} ${code ?? ''}`
  if (!type && status >= 500) return new Error(internal)
  return new Problem(type ?? accountsProblems.signInRefused, {
    internal,
    ...(message !== undefined && { detail: message }),
  })
}
