/**
 * Turns whatever was thrown on the way through Express into a {@link Problem}.
 *
 * @module
 */

import { STATUS_CODES } from 'node:http'
import { Problem } from '../problem.ts'
import { jsonFault } from './json-position.ts'
import { httpProblems } from './problems.ts'
import { invalidRequest } from './validate.ts'

/** A refusal by Express or its body parsers. */
interface ExpressRefusal {
  readonly status: number
  /** What was refused, e.g. `entity.too.large`. */
  readonly type: string | undefined
  /** Bytes allowed, when too large. */
  readonly limit: number | undefined
  /** The text that did not parse. */
  readonly body: string | undefined
  /** Whether it could not be unpacked. */
  readonly packed: boolean
}

/**
 * A {@link Problem} stays what it is, a refusal by a body parser gets its type, any other refusal
 * of Express is told by its status, and everything else is a defect.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const refusal = refusalOf(error)
  if (error instanceof URIError && refusal) return oddPath('percent-encoding')
  if (!refusal) return new Problem(httpProblems.defect, { cause: error })
  // The error is not kept as the cause: its message quotes the body.
  if (refusal.type === 'entity.parse.failed') return malformedJson(refusal.body ?? '')
  if (refusal.type === 'entity.too.large') return bodyTooLarge(refusal.limit)
  if (refusal.packed) return notUnpacked()
  if (refusal.status === 415) return new Problem(httpProblems.unsupportedBody)
  if (refusal.status === 404) return new Problem(httpProblems.noSuchRoute)
  const { status } = refusal
  return new Problem({ slug: 'about:blank', status, title: STATUS_CODES[status] ?? 'Refused' })
}

/** Rules of an address, and what each wants. */
const PATH_RULES = {
  'no-nul': 'must not hold a NUL',
  'percent-encoding': 'holds a percent sign that begins no character of UTF-8 (RFC 3986 §2.1)',
} as const

/** An address that no route can read. */
export function oddPath(rule: keyof typeof PATH_RULES): Problem {
  const detail = PATH_RULES[rule]
  const fault = { pointer: 'path', rule, detail }
  return new Problem(invalidRequest, { detail: `the path ${detail}`, faults: [fault] })
}

function notUnpacked(): Problem {
  const detail = 'the body is not what its content-encoding says'
  return new Problem(httpProblems.malformedJson, {
    detail,
    faults: [{ pointer: '', rule: 'content-encoding', detail }],
  })
}

/** A text that is no JSON, with the place where it stops being it; or JSON that is of no use. */
export function malformedJson(text: string): Problem {
  const fault = jsonFault(text)
  const detail = fault
    ? `the fault is at line ${fault.line}, column ${fault.column}`
    : 'an object or an array is wanted'
  return new Problem(httpProblems.malformedJson, {
    detail,
    faults: [{ pointer: '', rule: 'json', detail }],
  })
}

function bodyTooLarge(limit: number | undefined): Problem {
  const detail =
    limit === undefined ? undefined : `at most ${limit.toLocaleString('en')} bytes are taken`
  return new Problem(httpProblems.bodyTooLarge, {
    ...(detail !== undefined && {
      detail,
      faults: [{ pointer: '', rule: 'maxBytes', detail }],
    }),
  })
}

function refusalOf(error: unknown): ExpressRefusal | undefined {
  if (!(error instanceof Error)) return undefined
  const { status, expose, type, limit, body, code } = error as Error &
    Partial<Record<string, unknown>>
  const uriError = error instanceof URIError && typeof status === 'number'
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined
  if (expose !== true && !uriError) return undefined
  return {
    status,
    type: typeof type === 'string' ? type : undefined,
    limit: typeof limit === 'number' ? limit : undefined,
    body: typeof body === 'string' ? body : undefined,
    packed: typeof code === 'string' && /^(?:Z_|ERR_)/.test(code) && type === undefined,
  }
}
