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
import { type Actor, actorOf, type Delegate, delegateOf } from './actor.ts'
import { httpProblems } from './problems.ts'

interface Budget {
  /** Requests per window; a function where some callers have more, or are not counted here at all. */
  readonly points: number | ((actor: Actor) => number | undefined)
  /** Seconds. */
  readonly duration: number
}

/** Whose budget it is: the client or person, else the address. */
export interface Caller {
  readonly actor: Actor
  /** For a platform in the wallet of a learner. */
  readonly delegate?: Delegate | undefined
  readonly ip: string | undefined
}

export interface Counted {
  readonly left: Left
  /** `too-many-requests` when nothing is left. */
  readonly refusal?: Problem
}

/** The guard of a route. */
export interface Guard extends RequestHandler {
  /**
   * Counts a request that Express does not see; absent where nothing is counted, `undefined` from it for who is
   * counted elsewhere.
   */
  readonly count?: (caller: Caller) => Promise<Counted | undefined>
}

/**
 * Makes the guard of a route. The budget counts per client, person or address; guards of one name share it.
 *
 * @throws {Problem} `too-many-requests` from the handler returned
 */
export type RateLimiter = (name: string, budget: Budget) => Guard

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
    const count = async (caller: Caller): Promise<Counted | undefined> => {
      const limit = typeof points === 'number' ? points : points(caller.actor)
      if (limit === undefined) return undefined
      const spent = await spend(counterOf(limit), nameOf(caller))
      const seconds = Math.ceil(spent.msBeforeNext / 1000)
      const left = { name, limit, duration, remaining: spent.remainingPoints, seconds }
      if (spent.consumedPoints <= limit) return { left }
      const detail = `${limit} requests in ${duration} seconds are allowed`
      const refusal = new Problem(httpProblems.tooManyRequests, { detail, retryAfter: seconds })
      return { left, refusal }
    }
    return Object.assign(guardBy(count), { count })
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
  for (const { header, ...item } of itemsOf(left)) addItem(response, header, item)
}

const itemsOf = ({ name, limit, duration, remaining, seconds }: Left) => [
  { header: 'ratelimit-policy', name, members: `q=${limit};w=${duration}` },
  { header: 'ratelimit', name, members: `r=${remaining};t=${seconds}` },
]

/** Headers of an answer for which no other budget counts, names and values in turn. */
export const limitHeaders = (left: Left): readonly string[] =>
  itemsOf(left).flatMap(({ header, name, members }) => [header, `"${name}";${members}`])

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

const guardBy =
  (count: NonNullable<Guard['count']>): RequestHandler =>
  async (request, response, next) => {
    if (isOwnRequest(request)) return next()
    const counted = await count({
      actor: actorOf(response),
      delegate: delegateOf(response),
      ip: request.ip,
    })
    if (counted) tellLimit(response, counted.left)
    if (counted?.refusal) throw counted.refusal
    next()
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

function nameOf({ actor, delegate, ip }: Caller): string {
  if (delegate) return `grant:${delegate.grantId}`
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
