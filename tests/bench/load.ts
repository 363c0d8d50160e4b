/**
 * Requests over open connections, one after the other on each, as fast as they are answered.
 *
 * @module
 */

import { connect, type Socket } from 'node:net'

export interface Load {
  readonly port: number
  readonly path: string
  /** Texts to post, in turn; `undefined` measures none of those marked. */
  readonly bodies: readonly Body[]
  readonly connections: number
  readonly milliseconds: number
}

export interface Body {
  readonly text: string
  /** The status that must come back: a bench of wrong answers would be worth nothing. */
  readonly status: number
  /** What it is that is timed: hostile requests are load alone. */
  readonly timed: boolean
}

export interface LoadResult {
  /** Milliseconds of each answer to a timed request. */
  readonly times: readonly number[]
  /** All answers. */
  readonly answers: number
  readonly perSecond: number
}

interface Prepared extends Omit<Body, 'text'> {
  readonly bytes: Buffer
}

/** @throws {Error} when an answer has another status than it must */
export async function load({ port, path, bodies, ...how }: Load): Promise<LoadResult> {
  const prepared = bodies.map(({ text, ...body }) => ({ ...body, bytes: request(path, text) }))
  const times: number[] = []
  let answers = 0
  const began = performance.now()
  const end = began + how.milliseconds
  const worker = async (first: number): Promise<void> => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true)
    const next = answersOf(socket)
    for (let at = first; performance.now() < end; at++) {
      const body: Prepared | undefined = prepared[at % prepared.length]
      if (!body) break
      const start = performance.now()
      socket.write(body.bytes)
      const { status, text } = await next()
      if (status !== body.status) throw new Error(`${path} answered ${status}: ${text}`)
      if (body.timed) times.push(performance.now() - start)
      answers++
    }
    socket.destroy()
  }
  await Promise.all(Array.from({ length: how.connections }, (_, at) => worker(at)))
  return { times, answers, perSecond: (answers / (performance.now() - began)) * 1000 }
}

function request(path: string, text: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`)
}

interface Answer {
  readonly status: number
  readonly text: string
}

const LENGTH = /\r\ncontent-length: (\d+)\r\n/i

/** Reads one answer after the other; all have their length, none are chunked. */
function answersOf(socket: Socket): () => Promise<Answer> {
  let held = Buffer.alloc(0)
  let wake = (): void => undefined
  let broken: Error | undefined
  socket.on('data', (chunk) => {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    wake()
  })
  const fail = (error?: Error): void => {
    broken = error ?? new Error('the connection was closed')
    wake()
  }
  socket.once('error', fail).once('end', fail)
  const take = (): Answer | undefined => {
    const at = held.indexOf('\r\n\r\n')
    if (at < 0) return undefined
    const head = held.toString('latin1', 0, at + 2)
    const end = at + 4 + Number(LENGTH.exec(head)?.[1] ?? 0)
    if (held.length < end) return undefined
    const text = held.toString('utf8', at + 4, Math.min(end, at + 504))
    held = held.subarray(end)
    return { status: Number(head.slice(9, 12)), text }
  }
  return async () => {
    for (;;) {
      const answer = take()
      if (answer) return answer
      if (broken) throw broken
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}
