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

/** The last core that we may use, where it can be asked for and is not the only one. */
function lastCore(): string | undefined {
  const found = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
  return /[,-](\d+)\s*$/.exec(found.stdout ?? '')?.[1]
}

/** Whether every server had one core to itself: else some would verify on several at once, and others not. */
export const core = lastCore()

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

/** The same server, warmed up, then measured. */
async function measure(port: number, bodies: readonly Body[], seconds: number) {
  const way = { port, path: PATH, bodies, connections: CONNECTIONS }
  let warm = 0
  for (let round = 0; round < 6 && warm < 2000; round++) {
    warm += (await load({ ...way, milliseconds: 1000 })).answers
  }
  return load({ ...way, milliseconds: seconds * 1000 })
}

const rowOf = (name: string, { times, perSecond }: LoadResult): HttpRow => ({
  name,
  perSecond,
  p50: percentile(times, 50),
  p99: percentile(times, 99),
})

/**
 * Verifying over HTTP: each server in a process of its own and, where that can be had, on one core of its own,
 * asked over sixteen connections.
 */
export async function measureHttp(seconds = 4): Promise<readonly HttpRow[]> {
  const issued = await issueOurs()
  const honest = bodyOf(issued)
  const jwt = bodyOf(await makeJwt())
  const ours = await withServer('brevet', async (port) => [
    rowOf('Brevet', await measure(port, [honest], seconds)),
    rowOf(
      'Brevet, a fifth hostile',
      await measure(port, mixed(honest, hostileBodies(issued)), seconds),
    ),
  ])
  const stock = await withServer('stock', (port) => measure(port, [honest], seconds))
  const jose = await withServer('jose', (port) => measure(port, [jwt], seconds))
  return [...ours, rowOf('Express + @digitalbazaar/vc', stock), rowOf('Express + jose JWT', jose)]
}
