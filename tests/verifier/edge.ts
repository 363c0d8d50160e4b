import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { readConfig } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'
import { type Actor, setActor } from '../../platform/http/actor.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { createQuotas } from '../../platform/http/quotas.ts'
import { createRateLimiter } from '../../platform/http/rate-limit.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { createLog } from '../../platform/log.ts'
import { type Verifier, verifierMigrations, verifierRoutes } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { createWorld, type World } from './support.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface Edge {
  readonly origin: string
  post(path: string, body: unknown, options?: EdgeOptions): Promise<Answer>
  put(path: string, body: unknown, options?: EdgeOptions): Promise<Answer>
  get(path: string, options?: EdgeOptions): Promise<Answer>
  delete(path: string, options?: EdgeOptions): Promise<Answer>
  close(): Promise<void>
}

interface EdgeOptions {
  readonly as?: Actor
  readonly headers?: Readonly<Record<string, string>>
}

/** The environment, and whether rates are limited as in production: not unless said. */
type EdgeSettings = Readonly<Record<string, string>> & { readonly isLimited?: 'yes' }

const passOn: RequestHandler = (_request, _response, next) => next()

/** The routes on a loopback port; what clients may use is counted in the database. */
export async function serve(
  verifier: Verifier,
  database: Database,
  { isLimited, ...settings }: EdgeSettings = {},
): Promise<Edge> {
  const app = express()
  let actor: Actor | undefined
  app.use((_request, response, next) => {
    if (actor) setActor(response, actor)
    next()
  })
  const config = readConfig({ PUBLIC_URL: 'http://localhost:3000', ...settings })
  const rateLimit = createRateLimiter({ production: isLimited === 'yes' }, { pool: undefined })
  const quotas = createQuotas(config, database)
  app.use(quotas.requests)
  app.use(verifierRoutes(verifier, { config, rateLimit, quotas, idempotent: passOn }))
  app.use(problemJson({ config, log: createLog('silent') }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const send = async (path: string, init: RequestInit, options: EdgeOptions): Promise<Answer> => {
    actor = options.as
    const response = await fetch(`${origin}${path}`, init)
    const text = await response.text()
    const json = /(json|\/did|\/did-resolution)$/.test(
      response.headers.get('content-type')?.split(';')[0] ?? '',
    )
    const lines = response.headers.get('content-type')?.includes('ndjson') ?? false
    const body = json && !lines ? (JSON.parse(text) as Answer['body']) : {}
    return { status: response.status, headers: response.headers, text, body }
  }
  const sendBody = (
    method: string,
    path: string,
    { body, options }: { readonly body: unknown; readonly options: EdgeOptions },
  ) =>
    send(
      path,
      {
        method,
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...options.headers },
      },
      options,
    )
  return {
    origin,
    post: (path, body, options = {}) => sendBody('POST', path, { body, options }),
    put: (path, body, options = {}) => sendBody('PUT', path, { body, options }),
    get: (path, options = {}) => send(path, { headers: { ...options.headers } }, options),
    delete: (path, options = {}) => send(path, { method: 'DELETE' }, options),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export const client = (tenantId: string): Actor => ({
  kind: 'client',
  clientId: 'c1',
  tenantId,
  scopes: new Set(['verify:batch', 'presentations:request']),
})

interface CheckOnWire {
  readonly name: string
  readonly outcome: string
  readonly reason?: string
  readonly message?: string
}

/** One check of a report, by name. */
export const checkOf = (report: unknown, name: string): CheckOnWire | undefined =>
  (report as { checks: readonly CheckOnWire[] }).checks.find((check) => check.name === name)

/** Database, world and edge of the test under way. */
export interface Bench {
  readonly world: World
  readonly edge: Edge
}

/** Opens a bench for each test of a file, on one SQLite database. */
export function openBench(settings: Readonly<Record<string, string>> = {}): () => Bench {
  let database: Database
  let closeDatabase: () => Promise<void>
  let bench: Bench
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...verifierMigrations,
      ...httpMigrations,
    })
  })
  beforeEach(async () => {
    const world = createWorld(database)
    bench = { world, edge: await serve(world.verifier, database, settings) }
  })
  afterEach(() => bench.edge.close())
  after(() => closeDatabase())
  return () => bench
}

/** Last segment of the type of a problem document. */
export const slugOf = (body: unknown): string | undefined =>
  String((body as { type?: string }).type)
    .split('/')
    .at(-1)

export const problemTypes = (body: unknown): readonly (string | undefined)[] =>
  (body as { problemDetails: readonly unknown[] }).problemDetails.map(slugOf)
