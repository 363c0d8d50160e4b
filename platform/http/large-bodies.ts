/**
 * Turns for large bodies.
 *
 * What a body costs grows with its size, and what is read of it is garbage as soon as it is answered. Taken side
 * by side, a few of the largest would hold up everybody else and fill the memory; so one is worked on at a time,
 * and the event loop looks after all others in between.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler } from 'express'
import { Problem } from '../problem.ts'
import { httpProblems } from './problems.ts'

/** Ends the turn; a second time does nothing. */
export type Leave = () => void

export interface Turns {
  /**
   * Waits for a turn.
   *
   * @throws {Problem} `too-many-requests` when too many wait already: what waits is kept in memory
   */
  enter(): Promise<Leave>
}

interface TurnLimits {
  /** Milliseconds of a turn: who waits for somebody else's answer then holds up nobody. */
  readonly holdMs: number
  /** Milliseconds between turns at the most: as long as a turn took, so that what it left behind is cleared away. */
  readonly restMs: number
  readonly waiting: number
}

const WAITING = 'too many large bodies wait to be read'

const LIMITS: TurnLimits = { holdMs: 500, restMs: 100, waiting: 48 }

export function createTurns({ holdMs, restMs, waiting: most }: TurnLimits = LIMITS): Turns {
  const waiting: (() => void)[] = []
  let taken = false
  const next = (): void => {
    const begin = waiting.shift()
    if (begin) setImmediate(begin)
    else taken = false
  }
  const begin = (): Leave => {
    const began = performance.now()
    let left = false
    const leave = (): void => {
      if (left) return
      left = true
      clearTimeout(timer)
      setTimeout(next, Math.min(performance.now() - began, restMs))
    }
    const timer = setTimeout(leave, holdMs)
    timer.unref()
    return leave
  }
  return {
    enter: () =>
      new Promise((resolve, reject) => {
        if (waiting.length >= most) {
          reject(new Problem(httpProblems.tooManyRequests, { detail: WAITING, retryAfter: 2 }))
          return
        }
        waiting.push(() => resolve(begin()))
        if (!taken) {
          taken = true
          next()
        }
      }),
  }
}

/** Bytes of a body that waits for a turn. */
const LARGE = 65_536

/** Whether a body is large, by what its request says of it or leaves open. */
export const isLarge = ({ headers }: IncomingMessage): boolean =>
  !(Number(headers['content-length']) <= LARGE) || 'content-encoding' in headers

/** All large bodies of this process wait in one line. */
export const largeBodies: Turns = createTurns()

/** Whether the body of a request was large, once it was read: as text it shows its length, however it was sent. */
function wasLarge(request: Request): boolean {
  const body: unknown = request.body
  return typeof body === 'string' ? body.length > LARGE : isLarge(request)
}

/** Reads a body, and waits for a turn where it is large. */
export const inTurn =
  (read: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const enter = (error?: unknown): void => {
      if (error !== undefined || !wasLarge(request)) next(error)
      else {
        largeBodies.enter().then((leave) => {
          response.once('close', leave)
          if (response.closed) leave()
          else next()
        }, next)
      }
    }
    void read(request, response, enter)
  }
