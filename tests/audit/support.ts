import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler, type Router } from 'express'
import { type Audit, auditMigrations, createAudit } from '../../audit/index.ts'
import { createSealer, type Sealer } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Migrations } from '../../platform/db/migrate.ts'
import {
  type Actor,
  type PersonActor,
  type Role,
  type Scope,
  setActor,
} from '../../platform/http/actor.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createLog } from '../../platform/log.ts'
import { createOutbox } from '../../platform/outbox/create-outbox.ts'
import type { Outbox } from '../../platform/outbox/outbox.ts'
import { outboxMigrations } from '../../platform/outbox/tables.ts'

export const NOW = 1_795_340_000

export const migrations: Migrations = { ...auditMigrations, ...outboxMigrations, ...jobsMigrations }

export interface Bench {
  readonly audit: Audit
  readonly outbox: Outbox
  readonly jobs: JobRunner
  readonly sealer: Sealer
  /** Moves the clock, which stands still otherwise. */
  setNow(now: number): void
}

/** The audit on real parts: database, jobs, outbox, sealer. */
export async function openAudit(db: Database): Promise<Bench> {
  let now = NOW
  const clock = () => now
  const log = createLog('silent')
  const jobs = await createJobs(db, { clock, log, random: systemRandom })
  const outbox = createOutbox({ db, clock, random: systemRandom, jobs })
  const sealer = createSealer(createHash('sha256').update('test').digest(), systemRandom)
  const audit = createAudit({ db, clock, random: systemRandom, outbox, sealer })
  return {
    audit,
    outbox,
    jobs,
    sealer,
    setNow: (to) => {
      now = to
    },
  }
}

/** A signed-in person; tests name only what matters. */
export const person = (
  personId: string,
  roles: readonly Role[] = ['learner'],
  tenantId = 'academy',
): PersonActor => ({
  kind: 'person',
  personId,
  email: `${personId}@example.org`,
  name: personId,
  language: 'en',
  tenantId,
  roles: new Set(roles),
  scopes: new Set(),
})

export const client = (
  clientId: string,
  scopes: readonly Scope[],
  tenantId = 'academy',
): Actor => ({
  kind: 'client',
  clientId,
  tenantId,
  scopes: new Set(scopes),
})

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON, its members by name. */
  readonly body: Readonly<Record<string, unknown>>
}

export type Caller = (method: string, path: string, options?: CallOptions) => Promise<Answer>

export interface CallOptions {
  readonly as?: Actor
  readonly json?: unknown
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Served {
  readonly app: RequestListener
  readonly origin: string
  readonly call: Caller
  close(): Promise<void>
}

/** Serves a router on a loopback port; a header, and nothing else, says who asks. */
export async function serve(mount: (origin: string) => Router | Promise<Router>): Promise<Served> {
  const app = express()
  const actors = new Map<string, Actor>()
  const whoAsks: RequestHandler = (request, response, next) => {
    const actor = actors.get(String(request.headers['x-test-actor']))
    if (actor) setActor(response, actor)
    next()
  }
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app.use(whoAsks, await mount(origin))
  app.use(problemJson({ config: readConfig({ PUBLIC_URL: origin }), log: createLog('silent') }))
  const call: Caller = async (method, path, { as, json, body, headers = {} } = {}) => {
    const actorId = String(actors.size)
    if (as) actors.set(actorId, as)
    const content = json === undefined ? body : JSON.stringify(json)
    const response = await fetch(path.startsWith('http') ? path : `${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(as ? { 'x-test-actor': actorId } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: asJson(text) }
  }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin, app, call, close }
}

function asJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** The slug of a problem document. */
export const slugOf = ({ body }: Answer): string => String(body.type).split('/').at(-1) ?? ''
