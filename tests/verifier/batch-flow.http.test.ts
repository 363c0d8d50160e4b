import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../platform/db/database.ts'
import { createQuotas } from '../../platform/http/quotas.ts'
import { httpMigrations } from '../../platform/http/tables.ts'
import { type Verifier, verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { client, type Edge, serve } from './edge.ts'
import { createWorld, type World } from './support.ts'

const PATH = '/credentials/verify/batch'
const NDJSON = { 'content-type': 'application/x-ndjson' }
/** Lines that are worked on at once (`platform/http/lines.ts`). */
const WINDOW = 16

describe('the flow of a batch', function () {
  this.timeout(300_000)
  let database: Database
  let closeDatabase: () => Promise<void>
  let world: World
  let edge: Edge
  /** Verifications begun, and the most that were under way at once. */
  let begun: number
  let most: number

  before(async () => {
    const migrations = { ...verifierMigrations, ...httpMigrations }
    ;[database, closeDatabase] = await openTestDatabase('sqlite', migrations)
  })
  after(() => closeDatabase())
  beforeEach(async () => {
    world = createWorld(database)
    begun = 0
    most = 0
    edge = await serve(watched(world.verifier), database, LIMITS)
    await edge.post('/credentials/verify', '{}', { as: client('acme') }) // says who asks next
  })
  afterEach(() => edge.close())

  const LIMITS = { CLIENT_CREDENTIALS_PER_DAY: '1000000' }
  const used = async (): Promise<number> => {
    const quotas = createQuotas({ quotas: { credentialsPerDay: 1_000_000 } }, database)
    const usages = await quotas.usage({ clientId: 'c1' })
    return usages.find(({ name }) => name === 'credentials-per-day')?.used ?? -1
  }

  /** The verifier, and how much it has to do. */
  const watched = (verifier: Verifier): Verifier => {
    let now = 0
    return {
      ...verifier,
      verifyCredential: async (...asked) => {
        begun++
        now++
        most = Math.max(most, now)
        try {
          return await verifier.verifyCredential(...asked)
        } finally {
          now--
        }
      },
    }
  }

  const open = (): {
    readonly sending: ClientRequest
    readonly answer: Promise<IncomingMessage>
  } => {
    const sending = httpRequest(`${edge.origin}${PATH}`, { method: 'POST', headers: NDJSON })
    sending.on('error', () => {}) // where the server, or the test, cuts it
    const answer = new Promise<IncomingMessage>((resolve) => sending.on('response', resolve))
    return { sending, answer }
  }
  const line = async (options: object, changes = {}) => {
    const verifiableCredential = await world.badge(changes)
    return `${JSON.stringify({ verifiableCredential, options })}\n`
  }
  /** Writes as the connection takes it; gives up when it is gone. */
  const write = async (sending: ClientRequest, text: string, times: number): Promise<void> => {
    for (let time = 0; time < times && !sending.destroyed; time++) {
      if (sending.write(text)) continue
      const gone = new AbortController()
      const { signal } = gone
      await Promise.race(['drain', 'close'].map((event) => once(sending, event, { signal }))).catch(
        () => {}, // cut off
      )
      gone.abort()
    }
  }
  /** Waits until nothing more is begun for a while. */
  const still = async (): Promise<number> => {
    for (let last = -1; last !== begun; ) {
      last = begun
      await pause(700)
    }
    return begun
  }

  it('takes 10,000 lines in order, a window at a time, the broken ones by their number', async () => {
    const good = await line({ checks: ['proof'], returnCredential: false })
    const broken = new Map([
      [1, '{\n'],
      [5000, '{"verifiableCredential":1,"x":2}\n'],
      [9999, '"a"\n'],
    ])
    const { sending, answer } = open()
    const sent = (async () => {
      for (let number = 1; number <= 10_000; number++) {
        await write(sending, broken.get(number) ?? good, 1)
      }
      sending.end()
    })()
    const problems: number[] = []
    let expected = 1
    for await (const text of lines(await answer)) {
      const { line: number, verified, problem } = JSON.parse(text) as Answer
      equal(number, expected++)
      if (problem) problems.push(number)
      else equal(verified, true)
    }
    await sent
    equal(expected, 10_001)
    deepEqual(problems, [...broken.keys()])
    ok(most <= WINDOW, `${most} at once`)
    equal(await used(), 9997)
  })

  it('ends at line 10,001, says so, and cuts off whoever goes on sending', async () => {
    const { sending, answer } = open()
    const closed = new Promise((resolve) => sending.once('close', resolve))
    const sent = write(sending, '{\n', Number.POSITIVE_INFINITY)
    let last: Answer | undefined
    for await (const text of lines(await answer)) last = JSON.parse(text) as Answer
    equal(last?.line, 10_001)
    match(String(last?.problem?.detail), /too-many/)
    await closed
    await sent
    equal(begun, 0)
  })

  it('waits for a client that stops reading, and goes on when it reads again', async () => {
    const large = await line({ checks: ['proof'] }, { description: 'x'.repeat(100_000) })
    const before = await used()
    const { sending, answer } = open()
    const sent = write(sending, large, 1000).then(() => sending.end())
    const response = await answer
    response.pause()
    const stopped = await still()
    ok(stopped < 700, `${stopped} of 1000 were begun for nobody`)
    let seen = 0
    for await (const text of lines(response)) {
      equal((JSON.parse(text) as Answer).line, ++seen)
    }
    await sent
    deepEqual([seen, begun], [1000, 1000])
    ok(most <= WINDOW, `${most} at once`)
    equal((await used()) - before, 1000)
  })

  it('works no more for a client that went away, and counts what was checked', async () => {
    const before = await used()
    const large = await line({ checks: ['proof'] }, { description: 'x'.repeat(20_000) })
    const { sending, answer } = open()
    const sent = write(sending, large, 10_000)
    const response = await answer
    let seen = 0
    for await (const _ of lines(response)) if (++seen === 50) break
    sending.destroy()
    await sent
    const stopped = await still()
    ok(stopped < 5000, `${stopped} of 10,000 were begun`)
    while ((await used()) - before !== begun) await pause(20)
    equal((await used()) - before, begun)
  })
})

interface Answer {
  readonly line: number
  readonly verified?: boolean
  readonly problem?: { readonly detail?: string }
}

async function* lines(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of response) {
    const parts = `${rest}${String(chunk)}`.split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
}
