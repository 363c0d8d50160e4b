/**
 * Bodies that are text: JSON is UTF-8 (RFC 8259 §8.1).
 *
 * A decoder that puts a sign of its own where bytes are no text would make one document of many:
 * a signature over the sign stands for all of them.
 *
 * @module
 */

import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Problem } from '../problem.ts'
import { httpProblems } from './problems.ts'

const detail = 'the body is not UTF-8'

/** @throws {Problem} `malformed-json` when the bytes are no text */
export function refuseUnlessUtf8(bytes: Uint8Array): void {
  if (isUtf8(bytes)) return
  throw new Problem(httpProblems.malformedJson, {
    detail,
    faults: [{ pointer: '', rule: 'utf8', detail }],
  })
}

/**
 * For the body parsers of Express, as their `verify`.
 *
 * @throws {Problem} `unsupported-body` for another character set, else as {@link refuseUnlessUtf8}
 */
export function verifyUtf8(
  _request: IncomingMessage,
  _response: unknown,
  ...[bytes, charset]: readonly [bytes: Uint8Array, charset: string]
): void {
  if (charset !== 'utf-8') throw new Problem(httpProblems.unsupportedBody)
  refuseUnlessUtf8(bytes)
}
