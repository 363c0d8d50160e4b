/**
 * Budgets of requests, each with a name of its own.
 *
 * @module
 */

import type { RequestHandler, Response } from 'express'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { isOwnRequest } from '../outgoing/own-origin.ts'
import { Problem } from '../problem.ts'
import { actorOf } from './actor.ts'
import { httpProblems } from './problems.ts'

interface Budget {
  /** Requests per window; a function where some callers have more, or are not counted here at all. */
  readonly points: number | ((response: Response) => number | undefined)
  /** Seconds. */
  readonly duration: number
}

/**
 * Makes the guard of a route. The budget counts per client, person or address; guards of one name share it.
 *
 * @throws {Problem} `too-many-requests` from the handler returned
 */
export type RateLimiter = (name: string, budget: Budget) => RequestHandler

/**
 * Counts in memory on SQLite (one process), in the database on PostgreSQL; not at all in development.
 * What we ask ourselves does not count: what led to it has.
 */
export function createRateLimiter(
  { production }: Pick<Config, 'production'>,
  { pool }: Pick<Database, 'pool'>,
): RateLimiter {
  if (!production) return () => (_request, _response, next) => next()
  const counters = new Map<string, RateLimiterAbstract>()
  return (name, { points, duration }) => {
    const counterOf = (limit: number): RateLimiterAbstract => {
      const key = `${name}:${limit}:${duration}`
      const counter = counters.get(key) ?? createCounter(pool, { name, points: limit, duration })
      counters.set(key, counter)
      return counter
    }
    return async (request, response, next) => {
      if (isOwnRequest(request)) return next()
      const limit = typeof points === 'number' ? points : points(response)
      if (limit === undefined) return next()
      const spent = await spend(counterOf(limit), callerOf(response, request.ip))
      const seconds = Math.ceil(spent.msBeforeNext / 1000)
      tellLimit(response, { name, limit, duration, remaining: spent.remainingPoints, seconds })
      if (spent.consumedPoints > limit) {
        throw new Problem(httpProblems.tooManyRequests, {
          detail: `${limit} requests in ${duration} seconds are allowed`,
          retryAfter: seconds,
        })
      }
      next()
    }
  }
}

/** What is left of a budget. */
interface Left {
  readonly name: string
  readonly limit: number
  /** Seconds of a window. */
  readonly duration: number
  readonly remaining: number
  /** Until the window ends. */
  readonly seconds: number
}

/** Says what is left, beside what other budgets have said (draft-ietf-httpapi-ratelimit-headers). */
export function tellLimit(response: Response, left: Left): void {
  const { name, limit, duration, remaining, seconds } = left
  addItem(response, 'ratelimit-policy', { name, members: `q=${limit};w=${duration}` })
  addItem(response, 'ratelimit', { name, members: `r=${remaining};t=${seconds}` })
}

/** Items of a list (RFC 9651 §3.1); the newest of a name stands. */
function addItem(
  response: Response,
  header: string,
  { name, members }: { readonly name: string; readonly members: string },
): void {
  const said = String(response.get(header) ?? '').split(', ')
  const others = said.filter((item) => item !== '' && !item.startsWith(`"${name}";`))
  response.set(header, [...others, `"${name}";${members}`].join(', '))
}

function createCounter(
  pool: Database['pool'],
  { name, points, duration }: { name: string; points: number; duration: number },
): RateLimiterAbstract {
  const options = { keyPrefix: `${name}:${points}`, points, duration }
  const memory = new RateLimiterMemory(options)
  if (!pool) return memory
  return new RateLimiterPostgres({
    ...options,
    storeClient: pool,
    storeType: 'pool',
    tableName: 'http_rate_limit',
    tableCreated: true,
    insuranceLimiter: memory, // when the database does not answer
  })
}

/** The library rejects with what was spent, which is no error, when the budget is used up. */
async function spend(counter: RateLimiterAbstract, caller: string): Promise<RateLimiterRes> {
  try {
    return await counter.consume(caller)
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  }
}

function callerOf(response: Response, ip: string | undefined): string {
  const actor = actorOf(response)
  if (actor.kind === 'client') return `client:${actor.clientId}`
  if (actor.kind === 'person') return `person:${actor.personId}`
  return `ip:${networkOf(ip ?? '')}`
}

/** An IPv6 caller has a whole /64, so that is what counts; IPv4 in IPv6 is IPv4. */
export function networkOf(ip: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (v4) return v4[1] ?? ip
  if (!ip.includes(':')) return ip
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const front = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - front.length - (tail ? tail.split(':').length : 0)
  const groups = [...front, ...Array(missing).fill('0'), ...(tail ? tail.split(':') : [])]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
