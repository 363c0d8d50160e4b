import { ModelFailure } from './model-failure.ts'

interface BodyLimits {
  /** Milliseconds without a byte. */
  readonly idleMs: number
  readonly maxBytes: number
}

/** The body, with an end to every silence and a limit to its size. */
export function watched(
  response: Response,
  limits: BodyLimits,
  controller: AbortController,
): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) throw new ModelFailure('empty')
  let bytes = 0
  let cancelled = false
  return new ReadableStream({
    pull: async (sink) => {
      try {
        const { done, value } = await inTime(reader.read(), limits.idleMs)
        if (cancelled) return
        if (done) return sink.close()
        bytes += value.byteLength
        if (bytes > limits.maxBytes) throw new ModelFailure('too-large')
        sink.enqueue(value)
      } catch (cause) {
        const failure = cause instanceof ModelFailure ? cause : new ModelFailure('cut', { cause })
        controller.abort(failure)
        sink.error(failure)
      }
    },
    cancel: async () => {
      cancelled = true
      await reader.cancel().catch(() => {})
    },
  })
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new ModelFailure('stalled')), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

/** @throws {ModelFailure} `stalled`, `too-large` or `cut` */
export async function readAll(
  response: Response,
  limits: BodyLimits,
  controller: AbortController,
): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of watched(response, limits, controller)) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
