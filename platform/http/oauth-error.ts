/**
 * Error rendering for the endpoints whose body OAuth fixes.
 *
 * @module
 */

import type { ErrorRequestHandler } from 'express'
import type { Ground } from '../ground.ts'
import { problemHeaders, tellLog } from './problem-json.ts'
import { toProblem } from './refusals.ts'

/**
 * Answers `{ error, error_description }` (RFC 6749 §5.2) for problems that carry an OAuth code.
 *
 * The status is 400, but 401 with a challenge for `invalid_client`, and what only HTTP can say
 * (401 for a bearer token, 413, 429) keeps its own.
 */
export function oauthError({ log }: Pick<Ground, 'log'>): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = toProblem(error)
    const { oauth, status, title } = problem.type
    if (oauth === undefined || response.headersSent) return next(error)
    tellLog(log, problem, response)
    if (oauth === 'invalid_client') response.set('www-authenticate', 'Basic realm="brevet"')
    response
      .status(KEPT_STATUS.has(status) ? status : 400)
      .set(problemHeaders(problem))
      .json({ error: oauth, error_description: problem.detail ?? title })
  }
}

const KEPT_STATUS: ReadonlySet<number> = new Set([401, 413, 415, 429, 503])
