// npm run limits [-- --json]: what the worst inputs cost a server, each asked several at once.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { issueOurs } from './peers.ts'
import { worstBodies } from './worst-bodies.ts'

/** Milliseconds that nobody may be held up, and megabytes that the process may take. */
const LONGEST = 200
const LARGEST = 400

interface Body {
  readonly name: string
  readonly text: string
}

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

/** Bytes of a body that the route reads; of more it may close the connection. */
const TAKEN = 1_048_576

const failedToSend = (text: string) => (error: unknown) => {
  if (Buffer.byteLength(text) <= TAKEN) throw error
  return undefined
}

async function ask(port: number, { name, text }: Body): Promise<void> {
  const asked = Array.from({ length: AT_ONCE }, async () => {
    const response = await fetch(`http://127.0.0.1:${port}/credentials/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    }).catch(failedToSend(text))
    await response?.arrayBuffer()
    if (response && response.status >= 500)
      throw new Error(`${name} was answered ${response.status}`)
  })
  await Promise.all(asked)
}

/** The flags by which `npm start` runs Node. */
async function startFlags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

const bodies = [...(await hostileBodies()), ...worstBodies(await issueOurs())]
const child = fork(new URL('./limits-server.ts', import.meta.url), {
  stdio: 'inherit',
  execArgv: await startFlags(),
})
const [{ port }] = (await once(child, 'message')) as [{ port: number }]
const measured: { name: string; longest: number; peak: number }[] = []
for (const warm of bodies.slice(0, 20)) await ask(port, warm)
for (const body of bodies) {
  child.send('begin')
  await once(child, 'message')
  await ask(port, body)
  child.send('end')
  const [{ longest, peak }] = (await once(child, 'message')) as [{ longest: number; peak: number }]
  measured.push({ name: body.name, longest: Math.round(longest), peak: Math.round(peak) })
}
child.disconnect()

const longest = Math.max(...measured.map((row) => row.longest))
const peak = Math.max(...measured.map((row) => row.peak))
const worst = measured.toSorted((a, b) => b.longest - a.longest).slice(0, 12)
const largest = measured.toSorted((a, b) => b.peak - a.peak).slice(0, 5)
const result = { inputs: bodies.length, atOnce: AT_ONCE, longest, peak }
if (process.argv.includes('--json'))
  console.log(JSON.stringify({ ...result, worst, largest }, null, 2))
else {
  console.table(worst)
  console.table(largest)
  console.log(
    `${bodies.length} inputs, ${AT_ONCE} at once: held up ${longest} ms at the most (${LONGEST}), ${peak} MiB (${LARGEST})`,
  )
}
process.exit(longest <= LONGEST && peak <= LARGEST ? 0 : 1)
