// npm run bench:batch: 10,000 credentials in one request, and what the server holds while it answers them.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type BatchLine, createBrevet } from '../../client/index.ts'
import { issueOn } from '../support/issue-on.ts'

const LINES = 10_000
const EVERY = 1000
/** Megabytes that the server may grow by, from the first thousand answers to the last. */
const GROWTH = 64

const server = fork(join(import.meta.dirname, 'limits-server.ts'))
const [{ port }] = (await once(server, 'message')) as [{ readonly port: number }]
const origin = `http://localhost:${port}`

/** Megabytes, by the server's own measurements. */
async function memory(): Promise<{ readonly whole: number; readonly heap: number }> {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const read = (name: string) =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1_048_576
  return {
    whole: read('process_resident_memory_bytes'),
    heap: read('nodejs_heap_size_used_bytes') + read('nodejs_external_memory_bytes'),
  }
}

const verifiableCredential = await issueOn(origin)
const bytes = Buffer.byteLength(JSON.stringify(verifiableCredential))
const secret = { clientId: 'demo-operator', clientSecret: 'demo-operator-secret' }
const brevet = createBrevet({ origin, ...secret })

function* lines(): Generator<BatchLine> {
  for (let line = 0; line < LINES; line++) yield { verifiableCredential }
}

const began = performance.now()
const sizes: number[] = []
let verified = 0
console.log(`${LINES} lines of ${bytes} bytes, the credential in each answer`)
console.log('answers   seconds   resident MiB   heap and buffers MiB')
for await (const answer of brevet.verifyBatch(lines())) {
  if ('verified' in answer && answer.verified) verified++
  if (answer.line % EVERY !== 0) continue
  const { whole, heap } = await memory()
  sizes.push(whole)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const row = [String(answer.line), seconds, whole.toFixed(0), heap.toFixed(0)]
  console.log(row.map((cell, at) => cell.padStart([7, 10, 15, 23][at] ?? 0)).join(''))
}
server.disconnect()
const [first = 0] = sizes
const growth = Math.max(...sizes) - first
const held = verified === LINES && growth <= GROWTH
console.log(
  `${verified} verified; at the most ${growth.toFixed(0)} MiB above the first thousand (${GROWTH} allowed): ${held ? 'flat' : 'NOT FLAT'}`,
)
process.exitCode = held ? 0 : 1
