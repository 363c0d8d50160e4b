/**
 * `accounts` served over HTTP on real parts.
 *
 * @module
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import express from 'express'
import {
  type Accounts,
  accountsMigrations,
  accountsRoutes,
  authenticate,
  createAccounts,
} from '../../accounts/index.ts'
import { type Audit, auditMigrations, createAudit } from '../../audit/index.ts'
import { createKeys, type Keys, keysMigrations } from '../../keys/index.ts'
import { type Config, readConfig } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'
import { actorOf } from '../../platform/http/actor.ts'
import { createIdempotency } from '../../platform/http/idempotency.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { createQuotas } from '../../platform/http/quotas.ts'
import { createRateLimiter } from '../../platform/http/rate-limit.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createOutbox, type SweptOutbox } from '../../platform/outbox/create-outbox.ts'
import { outboxMigrations } from '../../platform/outbox/tables.ts'
import { createGuardedFetch } from '../../platform/outgoing/guarded-fetch.ts'
import { type CapturedLog, captureLog } from '../platform/support/log.ts'

export const migrations = {
  ...accountsMigrations,
  ...auditMigrations,
  ...httpMigrations,
  ...jobsMigrations,
  ...keysMigrations,
  ...outboxMigrations,
}

/** Where the tests' clock stands, unless they move it: 2026-11-22T08:00:00Z. */
export const NOW = 1_795_334_400

export interface Served {
  readonly origin: string
  readonly accounts: Accounts
  readonly audit: Audit
  readonly database: Database
  readonly jobs: JobRunner
  readonly keys: Keys
  readonly log: CapturedLog
  readonly outbox: SweptOutbox
  readonly config: Config
  /** Moves our clock; better-auth has the machine's. */
  readonly clock: { now: number }
  stop(): Promise<void>
}

/** @param environment - variables beside those that a development server on this port would have */
export async function serve(
  database: Database,
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-accounts-'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const config = readConfig({ PORT: String(port), DATA_DIR: folder, ...environment })
  const clock = { now: NOW }
  const log = captureLog()
  const fetch = createGuardedFetch({ config })
  const ground = { config, db: database, clock: () => clock.now, random: systemRandom, log, fetch }
  const keys = await createKeys(ground)
  const jobs = await createJobs(database, ground)
  const outbox = createOutbox({ ...ground, jobs })
  const { sealer } = keys
  const audit = createAudit({ ...ground, outbox, sealer })
  const accounts = await createAccounts({ ...ground, jobs, outbox, sealer, audit })
  const app = express()
  const quotas = createQuotas(config, database)
  app.use(authenticate(accounts))
  app.use(quotas.requests)
  const edge = {
    ...ground,
    quotas,
    limit: createRateLimiter(config, database),
    idempotency: createIdempotency({ ...ground, sealer }),
  }
  app.use(accountsRoutes(accounts, edge))
  app.all('/who', (_request, response) => {
    const actor = actorOf(response)
    const roles = actor.kind === 'person' ? [...actor.roles] : []
    response.json({ ...actor, roles, scopes: [...actor.scopes] })
  })
  app.get('/blank', (_request, response) => void response.type('html').send('<title>blank</title>'))
  app.use(problemJson(ground))
  server.on('request', app)
  return {
    origin: `http://localhost:${port}`,
    ...{ accounts, audit, database, jobs, keys, log, outbox, config, clock },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await jobs.stop(1000)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The JSON body, or its text. */
  readonly body: Json
  readonly text: string
}

/** JSON as tests look into it. */
export interface Json {
  readonly [member: string]: Json | null
}

export interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly cookie?: string
  readonly token?: string
}

/** One request, as a page of ours sends it. */
export async function call(origin: string, path: string, how: Call = {}): Promise<Answer> {
  const { method = how.body === undefined ? 'GET' : 'POST', body, cookie, token } = how
  const response = await fetch(origin + path, {
    method,
    redirect: 'manual',
    headers: {
      origin,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie !== undefined && { cookie }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...how.headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
  const { status, headers } = response
  return { status, headers, text, body: (json ? JSON.parse(text) : {}) as Json }
}

/** The last part of a problem's type. */
export const slugOf = ({ body }: Answer): string => String(body.type).split('/').at(-1) ?? ''

/** `name=value` pairs of the cookies an answer sets, as a browser would send them back. */
export const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** Everything logged, errors with their messages and members too. */
export const loggedText = ({ log }: Pick<Served, 'log'>): string =>
  inspect(log.lines, { depth: null, maxStringLength: null, maxArrayLength: null })
