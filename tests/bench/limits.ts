// npm run limits [-- --json]: what the worst inputs cost a server, each asked several at once.
//
// Held up is what its thread computed in one turn of the event loop: what other programs of a busy machine take
// meanwhile is shown beside it (`elapsed`), and no fault of the server's.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { load } from './load.ts'
import { issueOurs } from './peers.ts'
import { type Body, largeBodies, worstBodies } from './worst-bodies.ts'

/** Milliseconds that nobody may be held up, and megabytes that the process may take. */
const LONGEST = 200
const LARGEST = 400

/** The hostile set, where the data is at hand. */
async function hostileBodies(): Promise<readonly Body[]> {
  const folder = join(process.env.BREVET_TEST_DATA ?? '../shared/data', 'hostile', 'cases')
  const names = await readdir(folder).catch(() => [])
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(folder, name), 'utf8')
      const credential = name.endsWith('.json') ? content : JSON.stringify(content.trim())
      return { name, text: `{"verifiableCredential":${credential}}` }
    }),
  )
}

const AT_ONCE = 4
const PATH = '/credentials/verify'

/** Bytes of a body that the route reads; of more it may close the connection. */
const TAKEN = 1_048_576

const failedToSend = (text: string) => (error: unknown) => {
  if (Buffer.byteLength(text) <= TAKEN) throw error
  return undefined
}

async function ask(port: number, { name, text, status }: Body): Promise<void> {
  const asked = Array.from({ length: AT_ONCE }, async () => {
    const response = await fetch(`http://127.0.0.1:${port}${PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    }).catch(failedToSend(text))
    await response?.arrayBuffer()
    const wrong = response && (response.status >= 500 || (status === 200 && !response.ok))
    if (wrong) throw new Error(`${name} was answered ${response.status}`)
  })
  await Promise.all(asked)
}

/** Large bodies over many connections, without a break: what is kept of each would show. */
const SUSTAINED = { connections: 16, milliseconds: 30_000 } as const

async function sustain(port: number, large: readonly Body[]): Promise<void> {
  const bodies = large.map(({ text, status = 400 }) => ({ text, status, timed: false }))
  await load({ port, path: PATH, bodies, ...SUSTAINED })
}

/** The flags by which `npm start` runs Node. */
async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

interface Row {
  readonly name: string
  /** Milliseconds of one turn of the event loop: computed by its thread, and by the clock. */
  readonly longest: number
  readonly elapsed: number
  /** Mebibytes. */
  readonly peak: number
}

const signed = await largeBodies()
const bodies = [...(await hostileBodies()), ...worstBodies(await issueOurs()), ...signed]
const child = fork(new URL('./limits-server.ts', import.meta.url), {
  stdio: 'inherit',
  execArgv: await startFlags(),
})
const [{ port }] = (await once(child, 'message')) as [{ port: number }]

async function measure(name: string, act: () => Promise<void>): Promise<Row> {
  child.send('begin')
  await once(child, 'message')
  await act()
  child.send('end')
  const [found] = (await once(child, 'message')) as [Omit<Row, 'name'>]
  const { longest, elapsed, peak } = found
  return { name, ...{ longest, elapsed, peak } }
}

const measured: Row[] = []
for (const warm of bodies.slice(0, 20)) await ask(port, warm)
for (const body of bodies) measured.push(await measure(body.name, () => ask(port, body)))
const large = bodies.filter(
  ({ text, status }) =>
    status !== undefined && text.length > 400_000 && Buffer.byteLength(text) <= TAKEN,
)
measured.push(await measure('large bodies for half a minute', () => sustain(port, large)))
child.disconnect()

const longest = Math.max(...measured.map((row) => row.longest))
const peak = Math.max(...measured.map((row) => row.peak))
const worst = measured.toSorted((a, b) => b.longest - a.longest).slice(0, 12)
const largest = measured.toSorted((a, b) => b.peak - a.peak).slice(0, 5)
const result = { inputs: bodies.length, atOnce: AT_ONCE, ...SUSTAINED, longest, peak }
if (process.argv.includes('--json'))
  console.log(JSON.stringify({ ...result, worst, largest }, null, 2))
else {
  console.table(worst)
  console.table(largest)
  console.log(
    `${bodies.length} inputs, ${AT_ONCE} at once, then ${SUSTAINED.connections} connections for half a minute: held up ${longest} ms at the most (${LONGEST}), ${peak} MiB (${LARGEST})`,
  )
}
process.exit(longest <= LONGEST && peak <= LARGEST ? 0 : 1)
