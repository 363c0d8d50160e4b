/**
 * Last middleware of the app: turns a thrown value into an HTTP answer (RFC 9457).
 *
 * @module
 */

import type { ErrorRequestHandler, Response } from 'express'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Problem } from '../problem.ts'
import { toProblem } from './refusals.ts'
import { requestIdOf } from './request-context.ts'

/**
 * Answers with `application/problem+json`.
 *
 * What a caller can act on is told; a defect is a bare 500, the whole error in the log, and the
 * request id in both.
 */
export function problemJson({
  config,
  log,
}: {
  readonly config: Pick<Config, 'publicUrl'>
  readonly log: Log
}): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const problem = toProblem(error)
    tellLog(log, problem, response)
    if (response.headersSent) {
      response.destroy() // too late for an answer: a cut connection is not taken for a whole one
      return
    }
    response
      .status(problem.type.status)
      .set(problemHeaders(problem))
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(problem, config.publicUrl, requestIdOf(response))))
  }
}

/** `retry-after`, and no caching: the next request may go well. */
export const problemHeaders = (problem: Problem): Record<string, string> => ({
  'cache-control': 'no-store',
  ...(problem.retryAfter !== undefined && { 'retry-after': String(problem.retryAfter) }),
})

/**
 * The members of RFC 9457 §3.1, `errors` (§3.2) for the members of the input at fault, and
 * `violated-policies` for the quotas that are used up (draft-ietf-httpapi-ratelimit-headers).
 */
function problemBody(
  { type, detail, faults, violatedPolicies }: Problem,
  publicUrl: string,
  requestId: string | undefined,
): Record<string, unknown> {
  return {
    type: type.slug === 'about:blank' ? type.slug : `${publicUrl}/problems/${type.slug}`,
    title: type.title,
    status: type.status,
    ...(detail !== undefined && { detail }),
    ...(faults.length > 0 && { errors: faults }),
    ...(violatedPolicies && { 'violated-policies': violatedPolicies }),
    ...(requestId !== undefined && { instance: `urn:request:${requestId}` }),
  }
}

/** A defect with all that is known, a refusal in short: callers' mistakes must not fill the log. */
export function tellLog(log: Log, problem: Problem, response: Response): void {
  const { slug, status } = problem.type
  const requestId = requestIdOf(response)
  if (status >= 500) {
    log.error({ err: problem.cause ?? problem, requestId, problem: slug }, 'defect')
    return
  }
  const internal = problem.message !== (problem.detail ?? problem.type.title) && problem.message
  log.info({ requestId, problem: slug, status, ...(internal && { internal }) }, 'refused')
}
