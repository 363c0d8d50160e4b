/**
 * One request and its answer, read within limits.
 *
 * @module
 */

import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { FetchFailed } from '../fetch.ts'

export interface Exchange {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** How to connect: pinned addresses, or a connection into our own app. */
  readonly connection: RequestOptions & { readonly ca?: string }
  /** Over http although the URL says https: the connection stays in the process. */
  readonly plain?: boolean
}

export interface ExchangeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** @throws {FetchFailed} when no complete answer came within the limits */
export async function exchange(asked: Exchange): Promise<ExchangeAnswer> {
  const answer = await send(asked)
  try {
    const body = await readAtMost(decoded(answer), asked.maxBytes)
    return { status: answer.statusCode ?? 0, headers: plainHeaders(answer.headers), body }
  } catch (error) {
    throw failed(asked, error)
  } finally {
    answer.destroy()
  }
}

function send(asked: Exchange): Promise<IncomingMessage> {
  const { url, method, headers, body, signal, connection, plain } = asked
  const request = plain || url.protocol === 'http:' ? httpRequest : httpsRequest
  return new Promise((resolve, reject) => {
    try {
      const sent = request(url, {
        ...(plain && { protocol: 'http:' }),
        method,
        signal,
        headers: {
          ...headers,
          host: url.host,
          'accept-encoding': 'identity',
          'user-agent': 'Brevet',
          ...(body && { 'content-length': String(body.length) }),
        },
        ...connection,
      })
      sent.on('response', resolve)
      sent.on('error', (error) => reject(failed(asked, error)))
      sent.end(body)
    } catch (error) {
      reject(failed(asked, error)) // e.g. a header that HTTP does not allow
    }
  })
}

/** Reads to the end, and no further than the limit: what comes compressed is counted as it unfolds. */
async function readAtMost(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) {
      stream.destroy()
      throw new FetchFailed(`the answer is larger than ${maxBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** We ask for no compression; some compress all the same. */
function decoded(answer: IncomingMessage): Readable {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || encoding === '') return answer
  const decoder = decoderOf(encoding)
  if (!decoder) throw new FetchFailed(`the answer has an unknown encoding`)
  answer.on('error', (error) => decoder.destroy(error))
  return answer.pipe(decoder)
}

function decoderOf(encoding: string): ReturnType<typeof createGunzip> | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  return undefined
}

function failed({ url, signal }: Exchange, error: unknown): FetchFailed {
  if (error instanceof FetchFailed) return error
  if (signal.aborted) return new FetchFailed(`${url.host} took too long`, { cause: error })
  return new FetchFailed(`${url.host} gave no complete answer`, { cause: error })
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(entries)
}
