import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createSealer, type Sealer } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database } from '../../platform/db/database.ts'
import type { Migrations } from '../../platform/db/migrate.ts'
import { FetchFailed, FetchRefused, type GuardedFetch } from '../../platform/fetch.ts'
import { type Actor, type PersonActor, setActor } from '../../platform/http/actor.ts'
import { createIdempotency } from '../../platform/http/idempotency.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { createRateLimiter } from '../../platform/http/rate-limit.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import {
  createWallet,
  type Wallet,
  walletMigrations,
  walletRoutes,
} from '../../wallet-api/index.ts'
import { type ForeignIssuer, openForeignIssuer } from './foreign-issuer.ts'

export const NOW = 1_795_340_000
export const PUBLIC_URL = 'https://brevet.example'

export const migrations: Migrations = { ...walletMigrations, ...httpMigrations }

/** Real requests to loopback; a private address other than ours is refused, as the guard does. */
const testFetch: GuardedFetch = async (url, options = {}) => {
  const target = URL.parse(url)
  if (target?.hostname !== 'localhost') throw new FetchRefused(`${url} is a private address`)
  const { method = 'GET', headers = {}, body } = options
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
  }).catch((cause: unknown) => {
    throw new FetchFailed(`${url} does not answer`, { cause })
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > (options.maxBytes ?? 1_048_576)) throw new FetchFailed(`${url} is too large`)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: bytes,
    url,
  }
}

export interface Bench {
  readonly db: Database
  readonly wallet: Wallet
  readonly issuer: ForeignIssuer
  readonly sealer: Sealer
  readonly fetched: string[]
  /** Certificates of authorities that the wallet believes. */
  readonly authorities: Uint8Array[]
  /** Answers in place of the network. */
  readonly pages: Map<string, string>
  now(): number
  setNow(now: number): void
  close(): Promise<void>
}

/** @param way - how requests leave; to loopback alone unless said */
export async function openBench(db: Database, way: GuardedFetch = testFetch): Promise<Bench> {
  let now = NOW
  const clock = () => now
  const sealer = createSealer(createHash('sha256').update('test').digest(), systemRandom)
  const issuer = await openForeignIssuer(clock)
  const fetched: string[] = []
  const pages = new Map<string, string>()
  const fetch: GuardedFetch = (url, options) => {
    fetched.push(url)
    const page = pages.get(url)
    if (page === undefined) return way(url, options)
    const body = new TextEncoder().encode(page)
    return Promise.resolve({ status: 200, headers: {}, body, url })
  }
  const config = { publicUrl: PUBLIC_URL }
  const known: Uint8Array[] = []
  const authorities = () => Promise.resolve(known)
  const ground = { db, clock, random: systemRandom, fetch }
  const wallet = createWallet({ ...ground, config, sealer, authorities })
  return {
    db,
    wallet,
    issuer,
    sealer,
    fetched,
    authorities: known,
    pages,
    now: clock,
    setNow: (to) => {
      now = to
    },
    close: () => issuer.close(),
  }
}

export const person = (personId: string, tenantId = 'academy'): PersonActor => ({
  kind: 'person',
  personId,
  email: `${personId}@example.org`,
  name: personId,
  language: 'en',
  tenantId,
  roles: new Set(['learner']),
  scopes: new Set(),
})

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Uint8Array
  readonly body: Readonly<Record<string, unknown>>
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>

export interface CallOptions {
  readonly as?: Actor
  readonly json?: unknown
  readonly raw?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export interface Edge {
  readonly call: Call
  close(): Promise<void>
}

/** The routes on a loopback port; a header, and nothing else, says who asks. */
export async function serve({ db, wallet, sealer, now }: Bench): Promise<Edge> {
  const app = express()
  const actors = new Map<string, Actor>()
  app.use((request, response, next) => {
    const actor = actors.get(String(request.headers['x-test-actor']))
    if (actor) setActor(response, actor)
    next()
  })
  const log = createLog('silent')
  const idempotency = createIdempotency({ db, clock: now, random: systemRandom, log, sealer })
  const rateLimit = createRateLimiter({ production: false }, { pool: undefined })
  app.use(walletRoutes(wallet, { rateLimit, idempotency: idempotency.handler, secure: true }))
  app.use(problemJson({ config: readConfig({}), log }))
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call: Call = async (method, path, { as, json, raw, headers = {} } = {}) => {
    const key = String(actors.size)
    if (as) actors.set(key, as)
    const content = raw ? Buffer.from(raw) : json === undefined ? undefined : JSON.stringify(json)
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(as && { 'x-test-actor': key }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content !== undefined && { body: content }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const body = bodyOf(response, Buffer.from(bytes).toString())
    return { status: response.status, headers: response.headers, bytes, body }
  }
  return {
    call,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function bodyOf({ headers }: Response, text: string): Answer['body'] {
  const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '')
  return isJson && text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {}
}

export const slugOf = ({ body }: Answer): string | undefined => String(body.type).split('/').at(-1)

/** A wallet that holds one certificate, behind its routes. */
export interface ServedWallet {
  readonly bench: Bench
  readonly edge: Edge
  /** Of the certificate. */
  id: string
}

/** Sets the hooks of the suite that calls it; what it gives is there once they ran, anew for each test. */
export function servedWallet(db: () => Database, personId: string): ServedWallet {
  const here = {} as { -readonly [Name in keyof ServedWallet]: ServedWallet[Name] }
  beforeEach(async () => {
    here.bench = await openBench(db())
    here.edge = await serve(here.bench)
    const offer = { offerUri: here.bench.issuer.offer(), language: 'en' } as const
    here.id = (await here.bench.wallet.receive(personId, offer))[0]?.id ?? ''
  })
  afterEach(async () => {
    await here.edge.close()
    await here.bench.close()
  })
  return here
}
