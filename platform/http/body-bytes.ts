/**
 * A body that is read as it comes, and what it was, without ever holding it.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Request } from 'express'

/** Hears the bytes of a body on their way to whoever reads it. */
export interface BodyDigest {
  /** Who is heard before the bytes go on. */
  onBytes(heard: () => Promise<void>): void
  /** Reads to the end what nobody else wants. */
  readAll(): Promise<void>
  /** SHA-256 of the content type and of all bytes; `undefined` until the last was read. */
  whole(): string | undefined
}

interface Watch {
  take(bytes: Uint8Array): Promise<void>
  end(): void
}

const watches = new WeakMap<Request, Watch>()

/**
 * The bytes of a body, once; whoever asked for their digest has it when all were read.
 *
 * @throws {Error} of status 400, as the body parsers of Express do, when the sender breaks off
 */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array, void, undefined> {
  const watch = watches.get(request)
  const chunks = (request as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  for (let read = await nextOf(chunks, request); !read.done; read = await nextOf(chunks, request)) {
    await watch?.take(read.value)
    yield read.value
  }
  watch?.end()
}

async function nextOf<T>(chunks: AsyncIterator<T>, request: Request): Promise<IteratorResult<T>> {
  try {
    return await chunks.next()
  } catch (cause) {
    if (request.complete) throw cause
    const about = { status: 400, expose: true, type: 'request.aborted' }
    throw Object.assign(new Error('the sender broke off', { cause }), about)
  }
}

/** From now on {@link bytesOf} digests the body of this request. */
export function digestBytes(request: Request): BodyDigest {
  const type = request.get('content-type') ?? ''
  const hash = createHash('sha256').update(`${Buffer.byteLength(type)}:${type}`)
  let whole: string | undefined
  let heard = async (): Promise<void> => {}
  watches.set(request, {
    take: (bytes) => {
      hash.update(bytes)
      return heard()
    },
    end: () => {
      whole = hash.digest('hex')
    },
  })
  return {
    onBytes: (next) => {
      heard = next
    },
    readAll: async () => {
      for await (const _ of bytesOf(request));
    },
    whole: () => whole,
  }
}
