import type { ProblemType } from '../problem.ts'
import { notAllowed, notSignedIn } from './actor.ts'
import { invalidRequest } from './validate.ts'

/** What the HTTP edge itself refuses, whatever the folder. */
export const httpProblems = {
  invalidRequest,
  notSignedIn,
  notAllowed,
  malformedJson: {
    slug: 'malformed-json',
    status: 400,
    title: 'The body is not JSON',
    oauth: 'invalid_request',
  },
  bodyTooLarge: {
    slug: 'body-too-large',
    status: 413,
    title: 'The body is larger than this endpoint takes',
    oauth: 'invalid_request',
  },
  unsupportedBody: {
    slug: 'unsupported-body',
    status: 415,
    title: 'The body has an encoding or character set that is not understood here',
    oauth: 'invalid_request',
  },
  noSuchRoute: {
    slug: 'no-such-route',
    status: 404,
    title: 'There is nothing at this address',
  },
  methodNotAllowed: {
    slug: 'method-not-allowed',
    status: 405,
    title: 'This address does not take this method',
  },
  tooManyRequests: {
    slug: 'too-many-requests',
    status: 429,
    title: 'Too many requests in a short time',
    oauth: 'slow_down',
  },
  quotaExceeded: {
    slug: 'quota-exceeded',
    status: 429,
    title: 'A quota of this API client is used up',
    oauth: 'slow_down',
  },
  invalidIdempotencyKey: {
    slug: 'invalid-idempotency-key',
    status: 400,
    title: 'The Idempotency-Key does not have the expected form',
  },
  idempotencyKeyReused: {
    slug: 'idempotency-key-reused',
    status: 422,
    title: 'The Idempotency-Key was used before with another request',
  },
  idempotencyKeyInUse: {
    slug: 'idempotency-key-in-use',
    status: 409,
    title: 'A request with this Idempotency-Key is being worked on',
  },
  defect: {
    slug: 'about:blank',
    status: 500,
    title: 'Internal Server Error',
  },
} as const satisfies Record<string, ProblemType>
