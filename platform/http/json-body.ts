/**
 * Bodies of JSON, read as every reader reads them (I-JSON, RFC 7493).
 *
 * A body whose member comes twice is two requests: what a proxy before us let pass by one of them would be done by
 * the other.
 *
 * @module
 */

import express, { type RequestHandler } from 'express'
import { parseStrict } from '../../schemas/strict-json.ts'
import { Problem } from '../problem.ts'
import { jsonFault } from './json-position.ts'
import { httpProblems } from './problems.ts'
import { malformedJson } from './refusals.ts'
import { verifyUtf8 } from './utf8.ts'
import { invalidRequest } from './validate.ts'

/** Reads a body of JSON into `request.body`; an empty one is an empty object. What is refused, {@link strictBody} says. */
export function jsonBody({ limit }: { readonly limit: string }): RequestHandler {
  const read = express.text({ type: 'application/json', limit, verify: verifyUtf8 })
  return (request, response, next) => {
    void read(request, response, (error?: unknown) => {
      const text: unknown = request.body
      if (error !== undefined || typeof text !== 'string') return next(error)
      try {
        request.body = text === '' ? {} : strictBody(text)
      } catch (refused) {
        return next(refused) // nobody catches what is thrown here
      }
      next()
    })
  }
}

/**
 * What a body says that was read as text.
 *
 * @throws {Problem} `unsupported-body` when it was not, `malformed-json` for what is no object or array, and as
 *   {@link strictJson}
 */
export function strictBody(text: unknown): unknown {
  if (typeof text !== 'string') throw new Problem(httpProblems.unsupportedBody)
  const value = strictJson(text)
  if (typeof value === 'object' && value !== null) return value
  throw malformedJson(text)
}

/**
 * @throws {Problem} `malformed-json`, or `invalid-request` for JSON that readers would not read alike, naming the rule
 *   and the member
 */
export function strictJson(text: string): unknown {
  const parsed = parseStrict(text)
  if (parsed.ok) return parsed.value
  const { rule, detail } = parsed
  if (rule === 'malformed' && jsonFault(text)) throw malformedJson(text)
  throw new Problem(invalidRequest, {
    detail: `the body ${detail}`,
    faults: [{ pointer: '', rule, detail }],
  })
}
