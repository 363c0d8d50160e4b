/**
 * `matching` served over HTTP on real parts: accounts, audit, outbox, verifier, signed credentials.
 *
 * @module
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { type Accounts, accountsMigrations, createAccounts } from '../../accounts/index.ts'
import { type Audit, auditMigrations, createAudit } from '../../audit/index.ts'
import { createKeys, keysMigrations } from '../../keys/index.ts'
import {
  createMatching,
  type Matching,
  matchingMigrations,
  matchingRoutes,
} from '../../matching/index.ts'
import { type Config, readConfig } from '../../platform/config.ts'
import type { Database, DbKind } from '../../platform/db/database.ts'
import { type Actor, setActor } from '../../platform/http/actor.ts'
import { createIdempotency } from '../../platform/http/idempotency.ts'
import { problemJson } from '../../platform/http/problem-json.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { systemRandom } from '../../platform/id.ts'
import { createJobs } from '../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../platform/jobs/tables.ts'
import { createOutbox, type SweptOutbox } from '../../platform/outbox/create-outbox.ts'
import { outboxMigrations } from '../../platform/outbox/tables.ts'
import {
  createSkills,
  createTaxonomies,
  type Skills,
  skillsMigrations,
  type Taxonomies,
} from '../../skills/index.ts'
import { createVerifier, type Verifier, verifierMigrations } from '../../verifier/index.ts'
import { captureLog } from '../platform/support/log.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { createWeb, type Web } from '../verifier/support.ts'
import { type Badges, createBadges } from './badges.ts'

const migrations = {
  ...accountsMigrations,
  ...auditMigrations,
  ...httpMigrations,
  ...jobsMigrations,
  ...keysMigrations,
  ...matchingMigrations,
  ...outboxMigrations,
  ...skillsMigrations,
  ...verifierMigrations,
}

export const NOW = 1_795_340_000

export interface Answer<T> {
  readonly status: number
  readonly body: T
  readonly text: string
}

export interface Call {
  readonly as?: Actor
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Bench {
  readonly config: Config
  readonly database: Database
  readonly matching: Matching
  readonly accounts: Accounts
  readonly audit: Audit
  readonly verifier: Verifier
  readonly skills: Skills
  readonly taxonomies: Taxonomies
  readonly outbox: SweptOutbox
  readonly jobs: JobRunner
  readonly web: Web
  readonly badges: Badges
  readonly clock: { now: number }
  /** `METHOD /path`, answered as JSON. */
  call<T = Readonly<Record<string, unknown>>>(route: string, how?: Call): Promise<Answer<T>>
  end(): Promise<void>
}

async function services(database: Database, config: Config, clock: { readonly now: number }) {
  const web = createWeb()
  const log = captureLog()
  const ground = {
    ...{ config, db: database, clock: () => clock.now, random: systemRandom, log },
    fetch: web.fetch,
  }
  const { sealer } = await createKeys(ground)
  const jobs = await createJobs(database, ground)
  const outbox = createOutbox({ ...ground, jobs })
  const audit = createAudit({ ...ground, outbox, sealer })
  const accounts = await createAccounts({ ...ground, jobs, outbox, sealer, audit })
  const skills = createSkills(config)
  const verifier = createVerifier(ground)
  const codes = ['check-ai-output', 'supervise-ai-agents', 'follow-ai-rules']
  const skillIds = codes.map((code) => skills.byCode(code)?.uri ?? '')
  const courses = [{ slug: 'ai-foundations', skillIds, titleIn: () => 'AI Foundations' }]
  const taxonomies = createTaxonomies({ ...ground, skills })
  const parts = { accounts, audit, skills, taxonomies, verifier, courses }
  const matching = createMatching({ ...ground, jobs, outbox, ...parts })
  const idempotency = createIdempotency({ ...ground, sealer })
  return { ...parts, matching, outbox, jobs, web, log, idempotency }
}

const isSent = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array

export async function openBench(database: Database): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-matching-'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const config = readConfig({ PORT: String(port), DATA_DIR: folder })
  const clock = { now: NOW }
  const made = await services(database, config, clock)
  const actors = new Map<string, Actor>()
  const app = express()
  app.use((request, response, next) => {
    const actor = actors.get(request.get('x-caller') ?? '')
    if (actor) setActor(response, actor)
    next()
  })
  app.use(matchingRoutes(made.matching, { idempotency: made.idempotency }))
  app.use(problemJson({ config, log: made.log }))
  server.on('request', app)
  const call = async <T>(route: string, { as, body, headers }: Call = {}): Promise<Answer<T>> => {
    const [method = '', path = ''] = route.split(' ')
    const caller = String(actors.size)
    if (as) actors.set(caller, as)
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-caller': caller, ...headers },
      ...(body !== undefined && { body: isSent(body) ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, text, body: JSON.parse(text || '{}') as T }
  }
  const badges = await createBadges({ ...made, clock: () => clock.now })
  return {
    ...{ config, database, clock, badges, call },
    ...made,
    end: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await made.jobs.stop(1000)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** `describe` on both databases, with a bench that all its tests share: ids keep them apart. */
export function describeServed(title: string, body: (bench: () => Bench) => void): void {
  const on = (kind: DbKind) =>
    describe(`${title} (${kind})`, () => {
      let bench: Bench
      let close: () => Promise<void>
      before(async () => {
        const [database, closeDatabase] = await openTestDatabase(kind, migrations)
        bench = await openBench(database)
        close = async () => {
          await bench.end()
          await closeDatabase()
        }
      })
      beforeEach(() => {
        bench.clock.now = NOW
      })
      after(() => close())
      body(() => bench)
    })
  for (const kind of DB_KINDS) on(kind)
}

/** Last part of a problem's type. */
export const slugOf = ({ body }: { readonly body: unknown }): string | undefined =>
  String((body as { type?: string }).type)
    .split('/')
    .at(-1)

/** Pointers of the faults of a problem. */
export const pointersOf = ({ body }: { readonly body: unknown }): readonly string[] =>
  ((body as { errors?: readonly { pointer: string }[] }).errors ?? []).map(({ pointer }) => pointer)
