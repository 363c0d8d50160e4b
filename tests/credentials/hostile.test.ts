import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  type PresentationVerification,
  type Verification,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Answer, type Edge, serve } from '../verifier/edge.ts'
import { createWorld as createServer } from '../verifier/support.ts'
import type { Make, Pages, Trap } from './hostile/kit.ts'
import { groups } from './hostile/traps.ts'
import { complaints } from './support/documents.ts'
import { createWorld, NOW } from './support/world.ts'

/** All complaints, those about presented credentials behind the presentation's own. */
const complaintsOf = (found: Verification | PresentationVerification): readonly string[] => [
  ...complaints(found),
  ...('credentials' in found ? found.credentials.flatMap(complaints) : []),
]

async function ask(make: Make, { presented }: Trap) {
  const world = createWorld()
  const input = await make(world.pages)
  const found = presented
    ? await verifyPresentation(input, presented, world)
    : await verifyCredential(input, {}, world)
  return { outcome: found.outcome, complaints: complaintsOf(found) }
}

/** Texts of documents go into a body byte for byte, compact ones as JSON. */
function bodyOf(input: unknown, { presented }: Trap): string {
  const raw = typeof input === 'string' && input.trimStart().startsWith('{')
  const member = presented ? 'verifiablePresentation' : 'verifiableCredential'
  const options = presented ? `,"options":${JSON.stringify(presented)}` : ''
  return `{"${member}":${raw ? input : JSON.stringify(input)}${options}}`
}

const fits = ({ complaint }: Trap, list: readonly string[]): boolean =>
  complaint.split('|').some((part) => list.some((item) => item.includes(part)))

describe('hostile inputs', () => {
  const traps = groups.flatMap((group) => group.traps)

  it('are many, each under a name of its own', () => {
    const names = groups.flatMap(({ name, traps: own }) =>
      own.map(({ title }) => `${name}: ${title}`),
    )
    equal(new Set(names).size, names.length)
    ok(traps.length >= 150, `${traps.length}`)
  })

  for (const group of groups) {
    describe(group.name, () => {
      for (const trap of group.traps) {
        it(`refuse ${trap.title}, for its reason`, async () => {
          const found = await ask(trap.hostile, trap)
          equal(found.outcome, trap.open ? 'undetermined' : 'failed', found.complaints.join())
          ok(fits(trap, found.complaints), `${trap.complaint}: ${found.complaints.join()}`)
        })

        it(`accept what is like ${trap.title} and right`, async () => {
          deepEqual(await ask(trap.twin, trap), { outcome: 'passed', complaints: [] })
        })
      }
    })
  }
})

describe('hostile inputs over HTTP', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let edge: Edge
  const opened = async (pages: Pages): Promise<Edge> => {
    const world = createServer(database)
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
