import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { V2 } from '../credentials/support/documents.ts'
import { type Body, type LoadResult, load } from './load.ts'
import { percentile } from './measure.ts'
import { issueOurs, makeJwt } from './peers.ts'

export interface HttpRow {
  readonly name: string
  readonly perSecond: number
  /** Milliseconds, of honest requests. */
  readonly p50: number
  readonly p99: number
}

const CONNECTIONS = 16
const PATH = '/credentials/verify'

/** What costs the most: a graph of nodes that look alike, a forgery, a bomb of brackets, half a JSON. */
function hostileBodies(issued: object): readonly Body[] {
  const alike = Array.from({ length: 400 }, () => ({ type: ['Alignment'], targetName: 'a' }))
  const text = JSON.stringify(issued)
  const texts = [
    text.replace('"awardedDate"', `"x":${JSON.stringify(alike)},"awardedDate"`),
    text.replace('École Brevet', 'Faux Brevet'),
    `{"@context":["${V2}"],"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    text.slice(0, -40),
  ]
  return texts.map((credential) => ({
    text: `{"verifiableCredential":${credential}}`,
    status: 400,
    timed: false,
  }))
}

const bodyOf = (verifiableCredential: unknown): Body => ({
  text: JSON.stringify({ verifiableCredential }),
  status: 200,
  timed: true,
})

/** Four honest requests to each hostile one. */
const mixed = (honest: Body, hostile: readonly Body[]): readonly Body[] =>
  hostile.flatMap((body) => [honest, honest, honest, honest, body])

/** Cores that we may use, as `taskset` writes them; `undefined` where it cannot be asked. */
function ownCores(): string | undefined {
  const found = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
  return /: ([\d,-]+)\s*$/.exec(found.stdout ?? '')?.[1]
}

const cores = ownCores()

/** The last core that we may use, where it is not the only one: each server is measured on it alone. */
export const core = /[,-](\d+)$/.exec(cores ?? '')?.[1]

/** All cores but the last. */
const others = cores
  ?.replace(/(\d+)-(\d+)$/, (_all, from, to) => `${from}-${to - 1}`)
  .replace(/,\d+$/, '')

/** Whoever asks keeps off the core of the server that is asked: asking costs as much as some of the answers. */
async function besides<T>(use: () => Promise<T>): Promise<T> {
  if (core === undefined || others === undefined) return use()
  const stay = (on: string) => spawnSync('taskset', ['-a', '-c', '-p', on, String(process.pid)])
  stay(others)
  try {
    return await use()
  } finally {
    stay(cores ?? others)
  }
}

const pinned = core === undefined ? {} : pinnedTo(core)

function pinnedTo(to: string) {
  return { execPath: 'taskset', execArgv: ['-c', to, process.execPath] }
}

async function withServer<T>(name: string, use: (port: number) => Promise<T>): Promise<T> {
  const how = { stdio: 'inherit', ...pinned } as const
  const child = fork(new URL('./server.ts', import.meta.url), [name], how)
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return await use(port)
  } finally {
    child.disconnect()
    await once(child, 'exit')
  }
}

/** Nobody sends the same certificate again and again. */
const LEARNERS = 32

const ofMany = <T>(make: (learner: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: LEARNERS }, (_, learner) => make(learner)))

interface Asked {
  readonly name: string
  readonly port: number
  readonly bodies: readonly Body[]
}

const ask = ({ port, bodies }: Asked, milliseconds: number): Promise<LoadResult> =>
  load({ port, path: PATH, bodies, connections: CONNECTIONS, milliseconds })

/** Seconds until the code that answers is compiled, the same for all: the more there is of it, the longer that takes. */
const WARM = 6

async function warm(asked: Asked): Promise<void> {
  for (let round = 0; round < WARM; round++) await ask(asked, 1000)
}

/** In turn, round by round: whatever else the machine does meets all of them alike. */
async function measureInTurn(all: readonly Asked[], rounds: number): Promise<readonly HttpRow[]> {
  for (const asked of all) await warm(asked)
  const found = all.map((): LoadResult[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [at, asked] of all.entries()) found[at]?.push(await ask(asked, 1000))
  }
  return all.map(({ name }, at) => rowOf(name, found[at] ?? []))
}

function rowOf(name: string, rounds: readonly LoadResult[]): HttpRow {
  const times = rounds.flatMap((round) => round.times)
  return {
    name,
    perSecond: percentile(
      rounds.map((round) => round.perSecond),
      50,
    ),
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  }
}

/**
 * Verifying over HTTP: each server in a process of its own and, where that can be had, on one core of its own,
 * asked over sixteen connections, for so many rounds of a second.
 */
export const measureHttp = (rounds = 5): Promise<readonly HttpRow[]> =>
  besides(() =>
    withServer('brevet', (ours) =>
      withServer('stock', (stock) =>
        withServer('jose', async (jose) => {
          const issued = await ofMany(issueOurs)
          const honest = issued.map(bodyOf)
          const jwt = (await ofMany(makeJwt)).map(bodyOf)
          const hostile = issued.flatMap((one) => mixed(bodyOf(one), hostileBodies(one)))
          return measureInTurn(
            [
              { name: 'Brevet', port: ours, bodies: honest },
              { name: 'Brevet, a fifth hostile', port: ours, bodies: hostile },
              { name: 'Express + @digitalbazaar/vc', port: stock, bodies: honest },
              { name: 'Express + jose JWT', port: jose, bodies: jwt },
            ],
            rounds,
          )
        }),
      ),
    ),
  )
