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

const notUtf8 = () =>
  new Problem(httpProblems.malformedJson, {
    detail,
    faults: [{ pointer: '', rule: 'utf8', detail }],
  })

/** @throws {Problem} `malformed-json` when the bytes are no text */
export function refuseUnlessUtf8(bytes: Uint8Array): void {
  if (!isUtf8(bytes)) throw notUtf8()
}

export interface BodyText {
  readonly take: (chunk: Buffer) => void
  /**
   * The whole, without the mark that some put before it.
   *
   * @throws {Problem} `malformed-json` when the bytes are no text
   */
  readonly text: () => string
  /** What the text was read from, where it came in one piece. */
  readonly octets: () => Buffer | undefined
}

/** Reads a body in one piece or many: of many, each becomes text as it comes, so that they do not pile up. */
export function createBodyText(): BodyText {
  let only: Buffer | undefined
  let pieces: Pieces | undefined
  return {
    take: (chunk) => {
      if (!only && !pieces) {
        only = chunk
        return
      }
      pieces ??= createPieces()
      if (only) pieces.take(only)
      only = undefined
      pieces.take(chunk)
    },
    text: () => pieces?.text() ?? wholeText(only ?? NOTHING),
    octets: () => only,
  }
}

const NOTHING = Buffer.alloc(0)

function wholeText(bytes: Buffer): string {
  refuseUnlessUtf8(bytes)
  const text = bytes.toString()
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

interface Pieces {
  readonly take: (bytes?: Buffer) => void
  readonly text: () => string
}

function createPieces(): Pieces {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let broken = false
  const take = (bytes?: Buffer): void => {
    if (broken) return
    try {
      text += decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      broken = true
      text = ''
    }
  }
  return {
    take,
    text: () => {
      take()
      if (broken) throw notUtf8()
      return text
    },
  }
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
