import type { Response } from 'express'

/** An answer as it went out. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Base64. */
  readonly body: string
}

/** What belongs to the answer itself; the rest is written anew for each request. */
const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'location',
  'link',
  'cache-control',
  'etag',
  'retry-after',
]

const MOST = 8 * 1024 * 1024 // bytes

/**
 * Hears the whole answer before its end goes out.
 *
 * The end waits for `heard`, so that a caller who has the answer can rely on what was done with it.
 *
 * @param heard - gets `undefined` for an answer that is streamed or larger than 8 MiB; must not reject
 */
export function captureAnswer(
  response: Response,
  heard: (answer: Answer | undefined) => Promise<void>,
): void {
  const end = response.end.bind(response)
  const write = response.write.bind(response)
  let streamed = false
  response.write = ((...args: Parameters<typeof write>) => {
    streamed = true
    return write(...args)
  }) as typeof response.write
  response.end = ((chunk?: unknown, encoding?: unknown) => {
    const bytes = bytesOf(chunk, encoding)
    const whole = !streamed && bytes.length <= MOST
    heard(whole ? answerOf(response, bytes) : undefined).then(
      () => end(bytes),
      () => end(bytes),
    )
    return response
  }) as typeof response.end
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0)
}

function answerOf(response: Response, bytes: Buffer): Answer {
  const headers: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = response.getHeader(name)
    if (value !== undefined) headers[name] = String(value)
  }
  return { status: response.statusCode, headers, body: bytes.toString('base64') }
}
