/**
 * What bodies that are not there yet may hold in memory, all together.
 *
 * A body that is sent by halves waits for its rest, and its first half is kept. Each is bounded by the size that its
 * route takes and by the time of a request; that there may be any number of them is not. So those that are large
 * share a room: where it is full, the one that takes longest makes place, and who comes when all are quick comes again.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { Problem } from '../problem.ts'
import { httpProblems } from './problems.ts'

export interface UnfinishedBodies {
  /**
   * Counts a body until it is there or given up.
   *
   * @throws {Problem} `too-many-requests` when there is no room for it
   */
  enter(incoming: IncomingMessage): void
  /** Octets that are counted now. */
  readonly held: () => number
}

interface Room {
  /** Octets of all unfinished bodies. */
  readonly octets: number
  /** Milliseconds after which one makes place for others. */
  readonly slowMs: number
}

/** Twice as many in memory, where each sign of a text takes two octets. */
const ROOM: Room = { octets: 33_554_432, slowMs: 2_000 }

/**
 * Octets that are counted of a body at the most. Larger ones are worked on as they come, or taken from people who are
 * signed in alone.
 */
const KEPT = 1_048_576
/** Octets of a body that nobody counts. */
const SMALL = 16_384

const FULL = 'too many large bodies are on their way'

export function createUnfinishedBodies({ octets, slowMs }: Room = ROOM): UnfinishedBodies {
  const open = new Map<IncomingMessage, { readonly size: number; readonly since: number }>()
  let held = 0
  const leave = (incoming: IncomingMessage): void => {
    held -= open.get(incoming)?.size ?? 0
    open.delete(incoming)
  }
  const makeRoom = (size: number): void => {
    for (const [oldest, { since }] of open) {
      if (held + size <= octets || performance.now() - since < slowMs) return
      leave(oldest)
      cut(oldest)
    }
  }
  return {
    held: () => held,
    enter: (incoming) => {
      const size = keptOf(incoming)
      if (size <= SMALL) return
      makeRoom(size)
      if (held + size > octets) {
        throw new Problem(httpProblems.tooManyRequests, { detail: FULL, retryAfter: 2 })
      }
      open.set(incoming, { size, since: performance.now() })
      held += size
      incoming.once('end', () => leave(incoming))
      incoming.once('close', () => leave(incoming))
    },
  }
}

/** Octets of a body that may have to be kept, by what its request says of it or leaves open. */
function keptOf({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) {
    return KEPT
  }
  return Math.min(Number(headers['content-length'] ?? 0), KEPT)
}

/** Says what Node says of a request that took too long, and closes. */
function cut({ socket }: IncomingMessage): void {
  if (socket.writable) socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n')
  socket.destroySoon()
}

/** All bodies of this process. */
export const unfinishedBodies: UnfinishedBodies = createUnfinishedBodies()

/** In front of all that reads bodies. */
export const countUnfinished =
  (bodies: UnfinishedBodies = unfinishedBodies): RequestHandler =>
  (request, _response, next) => {
    bodies.enter(request)
    next()
  }
