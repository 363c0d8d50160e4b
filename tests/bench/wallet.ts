// npm run bench:wallet [-- credentials]: a wallet full of certificates is listed and written as a file.
import { issueCredential } from '../../credentials/index.ts'
import { badge } from '../credentials/support/documents.ts'
import { issuer } from '../credentials/support/signers.ts'
import { createWorld } from '../credentials/support/world.ts'
import { openTestDatabase } from '../support/databases.ts'
import { migrations, openBench, person, serve } from '../wallet-api/support.ts'

const count = Number(process.argv[2] ?? '1000')
const rounds = 20
const world = createWorld()
const [db, close] = await openTestDatabase('sqlite', migrations)
const bench = await openBench(db)
const edge = await serve(bench)
const as = person('me')

for (let index = 0; index < count; index += 1) {
  const credential = {
    ...badge(),
    id: `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  }
  const document = await issueCredential(
    { credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' },
    world,
  )
  await bench.wallet.importCredential('me', { document, language: 'en' })
}

const times: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now()
  const { status, body } = await edge.call('GET', '/api/wallet/credentials', { as })
  times.push(performance.now() - start)
  const listed = (body.credentials as unknown[]).length
  if (status !== 200 || listed !== count) throw new Error(`${status}, ${listed} listed`)
}
times.sort((a, b) => a - b)

const before = process.memoryUsage().rss
let peak = before
let bytes = 0
for await (const line of await bench.wallet.exportLines('me', 'seven calm storks over Rabat')) {
  bytes += line.length
  peak = Math.max(peak, process.memoryUsage().rss)
}

const mib = (value: number): string => (value / 1_048_576).toFixed(1)
console.log(
  `${count} listed over HTTP, median ${times[rounds / 2]?.toFixed(0)} ms, slowest ${times.at(-1)?.toFixed(0)} ms`,
)
console.log(`file of ${mib(bytes)} MiB written, resident memory grew by ${mib(peak - before)} MiB`)
await edge.close()
await bench.close()
await close()
