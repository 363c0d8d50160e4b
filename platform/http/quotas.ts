/**
 * What an API client may use up, counted in the database: for all processes, and across restarts.
 *
 * @see draft-ietf-httpapi-ratelimit-headers, for the headers and the problem
 * @module
 */

import type { RequestHandler, Response } from 'express'
import {
  type RateLimiterAbstract,
  RateLimiterPostgres,
  type RateLimiterRes,
  RateLimiterSQLite,
} from 'rate-limiter-flexible'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { Problem } from '../problem.ts'
import type { QuotaLimits } from '../quota-config.ts'
import { actorOf, type ClientActor } from './actor.ts'
import { httpProblems } from './problems.ts'
import { tellLimit } from './rate-limit.ts'
import { statementsInTurn } from './store.ts'

export type QuotaName = 'requests-per-minute' | 'credentials-per-day'

/** What a client has used of a quota in the window under way. */
export interface QuotaUsage {
  readonly name: QuotaName
  /** `undefined`: not limited, and not counted. */
  readonly limit: number | undefined
  /** Seconds. */
  readonly window: number
  readonly used: number
  /** Seconds until the window ends; a window begins with its first use. */
  readonly resetsIn: number
}

/** Credentials set aside for a request of which nobody knows yet how many it brings. */
export interface Allowance {
  /** @throws {Problem} `quota-exceeded`, from the first that is too many */
  take(): Promise<void>
  /** Gives back what was not taken. */
  close(): Promise<void>
}

export interface Quotas {
  /** Counts each request of a client; after the caller is known and before all routes. */
  readonly requests: RequestHandler
  /**
   * Takes credentials from the caller's day, all or none.
   *
   * @throws {Problem} `quota-exceeded`
   */
  take(response: Response, credentials: number): Promise<void>
  /**
   * Sets credentials aside for one request, some at a time.
   *
   * @throws {Problem} `quota-exceeded` when not one is left
   */
  allowance(response: Response): Promise<Allowance>
  usage(client: {
    readonly clientId: string
    readonly quotas?: QuotaLimits
  }): Promise<readonly QuotaUsage[]>
}

const WINDOWS: Readonly<Record<QuotaName, number>> = {
  'requests-per-minute': 60, // seconds
  'credentials-per-day': 86_400,
}

const NAMES: readonly QuotaName[] = ['requests-per-minute', 'credentials-per-day']

/** Credentials set aside at once: a batch of 10,000 asks the database a hundred times. */
const SET_ASIDE = 100

/** Nothing is given back this long before a window ends: it would count for the next. */
const MARGIN = 1000 // milliseconds

type Counters = Readonly<Record<QuotaName, RateLimiterAbstract>>

export function createQuotas({ quotas }: Pick<Config, 'quotas'>, db: Database): Quotas {
  const counters: Counters = {
    'requests-per-minute': createCounter(db, 'requests-per-minute'),
    'credentials-per-day': createCounter(db, 'credentials-per-day'),
  }
  /** A client that is limited, and how; `undefined` for everybody else. */
  const limited = (response: Response, name: QuotaName): Budget | undefined => {
    const actor = actorOf(response)
    if (actor.kind !== 'client') return undefined
    const limit = limitOf(name, quotas, actor.quotas)
    return limit === undefined ? undefined : { name, limit, counter: counters[name], actor }
  }
  return {
    requests: async (_request, response, next) => {
      const budget = limited(response, 'requests-per-minute')
      if (budget) {
        const spent = await budget.counter.penalty(budget.actor.clientId, 1)
        tell(response, budget, spent)
        if (spent.consumedPoints > budget.limit) throw refusal(budget, spent)
      }
      next()
    },
    take: async (response, credentials) => {
      const budget = limited(response, 'credentials-per-day')
      if (!budget || credentials === 0) return
      const { spent, granted } = await takeSome(budget, credentials)
      tell(response, budget, spent)
      if (granted === credentials) return
      await spent.giveBack(granted)
      throw refusal(budget, spent)
    },
    allowance: async (response) => {
      const budget = limited(response, 'credentials-per-day')
      return budget ? openAllowance(budget, response) : UNLIMITED
    },
    usage: ({ clientId, quotas: own }) =>
      Promise.all(
        NAMES.map(async (name): Promise<QuotaUsage> => {
          const limit = limitOf(name, quotas, own)
          const spent = limit === undefined ? null : await counters[name].get(clientId)
          const used = Math.min(spent?.consumedPoints ?? 0, limit ?? 0)
          return { name, limit, window: WINDOWS[name], used, resetsIn: secondsLeft(spent) }
        }),
      ),
  }
}

interface Budget {
  readonly name: QuotaName
  readonly limit: number
  readonly counter: RateLimiterAbstract
  readonly actor: ClientActor
}

const UNLIMITED: Allowance = { take: async () => {}, close: async () => {} }

function limitOf(
  name: QuotaName,
  defaults: QuotaLimits,
  own: QuotaLimits | undefined,
): number | undefined {
  const member = name === 'requests-per-minute' ? 'requestsPerMinute' : 'credentialsPerDay'
  return own?.[member] ?? defaults[member]
}

interface Spent extends Pick<RateLimiterRes, 'consumedPoints' | 'msBeforeNext'> {
  /** Takes the use of so many back, as long as the window lasts. */
  giveBack(credentials: number): Promise<void>
}

/** As many as are left, of those wanted; what was counted beyond the limit is given back at once. */
async function takeSome(
  { counter, limit, actor: { clientId } }: Budget,
  wanted: number,
): Promise<{ readonly spent: Spent; readonly granted: number }> {
  const { consumedPoints, msBeforeNext } = await counter.penalty(clientId, wanted)
  const ends = performance.now() + msBeforeNext - MARGIN
  const spent: Spent = {
    ...{ consumedPoints, msBeforeNext },
    giveBack: async (credentials) => {
      if (credentials === 0 || performance.now() >= ends) return
      await counter.reward(clientId, credentials)
    },
  }
  const beyond = Math.min(wanted, Math.max(0, consumedPoints - limit))
  await spent.giveBack(beyond)
  return { spent, granted: wanted - beyond }
}

async function openAllowance(budget: Budget, response: Response): Promise<Allowance> {
  let { spent, granted: left } = await takeSome(budget, SET_ASIDE)
  tell(response, budget, spent)
  if (left === 0) throw refusal(budget, spent)
  let over = false
  /** One at a time, so that lines worked on at once do not each set some aside. */
  let turn: Promise<void> = Promise.resolve()
  const takeOne = async (): Promise<void> => {
    if (left === 0 && !over) {
      ;({ spent, granted: left } = await takeSome(budget, SET_ASIDE))
      over = left === 0
    }
    if (over) throw refusal(budget, spent)
    left--
  }
  return {
    take: () => {
      const taken = turn.then(takeOne)
      turn = taken.catch(() => {})
      return taken
    },
    close: async () => {
      await turn
      await spent.giveBack(left)
      left = 0
      over = true
    },
  }
}

const secondsLeft = (spent: Pick<RateLimiterRes, 'msBeforeNext'> | null): number =>
  spent ? Math.ceil(spent.msBeforeNext / 1000) : 0

function tell(
  response: Response,
  { name, limit }: Budget,
  spent: Pick<RateLimiterRes, 'consumedPoints' | 'msBeforeNext'>,
): void {
  const remaining = Math.max(0, limit - spent.consumedPoints)
  tellLimit(response, {
    ...{ name, limit, duration: WINDOWS[name], remaining },
    seconds: secondsLeft(spent),
  })
}

const refusal = ({ name, limit }: Budget, spent: Pick<RateLimiterRes, 'msBeforeNext'>): Problem =>
  new Problem(httpProblems.quotaExceeded, {
    detail: `the quota ${name} of this client is ${limit}`,
    violatedPolicies: [name],
    retryAfter: secondsLeft(spent),
  })

function createCounter(db: Database, name: QuotaName): RateLimiterAbstract {
  const options = {
    ...{ keyPrefix: name, points: 1, duration: WINDOWS[name] },
    ...{ tableName: 'http_quota', tableCreated: true },
  }
  return db.pool
    ? new RateLimiterPostgres({ ...options, storeClient: db.pool, storeType: 'pool' })
    : new RateLimiterSQLite({
        ...options,
        storeClient: statementsInTurn(db),
        storeType: 'better-sqlite3',
      })
}
