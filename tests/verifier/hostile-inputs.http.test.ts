import { equal, ok } from 'node:assert/strict'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import type { Make, Pages, Trap } from '../credentials/hostile/kit.ts'
import { groups } from '../credentials/hostile/traps.ts'
import { NOW } from '../credentials/support/world.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Answer, type Edge, serve } from './edge.ts'
import { createWorld } from './support.ts'

/** Texts of documents go into a body byte for byte, compact ones as JSON. */
function bodyOf(input: unknown, { presented }: Trap): string {
  const raw = typeof input === 'string' && input.trimStart().startsWith('{')
  const member = presented ? 'verifiablePresentation' : 'verifiableCredential'
  const options = presented ? `,"options":${JSON.stringify(presented)}` : ''
  return `{"${member}":${raw ? input : JSON.stringify(input)}${options}}`
}

describe('hostile inputs over HTTP', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let edge: Edge
  const opened = async (pages: Pages): Promise<Edge> => {
    const world = createWorld(database)
    world.setNow(NOW)
    for (const [url, page] of pages) world.web.pages.set(url, String(page))
    return serve(world.verifier, database)
  }
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', verifierMigrations)
    edge = await opened(new Map())
  })
  after(async () => {
    await edge.close()
    await closeDatabase()
  })

  /** What cites pages is asked of a verifier of its own, which remembers no page of another. */
  async function send(make: Make, trap: Trap): Promise<Answer> {
    const pages: Pages = new Map()
    const body = bodyOf(await make(pages), trap)
    const path = trap.presented ? '/presentations/verify' : '/credentials/verify'
    if (pages.size === 0) return edge.post(path, body)
    const own = await opened(pages)
    return own.post(path, body).finally(() => own.close())
  }

  for (const group of groups) {
    it(`are answered, and their twins accepted: ${group.name}`, async () => {
      for (const trap of group.traps) {
        const bad = await send(trap.hostile, trap)
        equal(bad.status, 400, `${trap.title}: ${bad.text}`)
        ok(bad.body.verified !== true, trap.title)
        const good = await send(trap.twin, trap)
        equal(good.status, 200, `${trap.title}: ${good.text}`)
        equal(good.body.verified, true, trap.title)
      }
    }).timeout(60_000)
  }
})
