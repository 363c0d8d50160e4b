// npm run bench [-- --json --quick]: the numbers of README, each peer side by side in one run.
import { type DurableTimes, measureDurable } from './durable.ts'
import { core, type HttpRow, measureHttp } from './http.ts'
import { medians } from './measure.ts'
import { createPeers, type PeerName } from './peers.ts'
import { threadsInTurn } from './threads.ts'

const json = process.argv.includes('--json')
const quick = process.argv.includes('--quick')
const share = quick ? 25 : 120 // milliseconds of each act per round
const rounds = quick ? 2 : 7

const peers = await createPeers()
const names = Object.keys(peers) as PeerName[]
const issue = await medians(
  mapped(({ issue: act }) => act),
  share,
)
const verify = await medians(
  mapped(({ verify: act }) => act),
  share,
)
const durable = await measureDurable(share)
const http = await measureHttp(rounds)
const threads = await threadsInTurn(quick ? 1 : 3)

function mapped<T>(pick: (peer: (typeof peers)[PeerName]) => T): Record<PeerName, T> {
  return Object.fromEntries(names.map((name) => [name, pick(peers[name])])) as Record<PeerName, T>
}

/** Each number of the promise, and what was measured. */
function ratios(
  { issue: durableIssue, batch, statusUpdate }: DurableTimes,
  rows: readonly HttpRow[],
) {
  const rate = (name: string) => rows.find((row) => row.name === name)?.perSecond ?? 0
  const p99 = (name: string) => rows.find((row) => row.name === name)?.p99 ?? 0
  const ours = rate('Brevet')
  return {
    'issue, times stock (at least 35)': issue['@digitalbazaar/vc'] / issue.Brevet,
    'issue, times raw (at most 4.5)': issue.Brevet / issue['raw Ed25519'],
    'verify, times stock (at least 25)': verify['@digitalbazaar/vc'] / verify.Brevet,
    'verify, times raw (at most 2.2)': verify.Brevet / verify['raw Ed25519'],
    'HTTP, times Express + stock (at least 25)': ours / rate('Express + @digitalbazaar/vc'),
    'HTTP, times Express + jose (at least 1)': ours / rate('Express + jose JWT'),
    'HTTP p99, ms (at most 25)': p99('Brevet'),
    'HTTP p99 with a fifth hostile, times (at most 2)':
      p99('Brevet, a fifth hostile') / p99('Brevet'),
    'issue one by one, stored durably with a status index, share of in process':
      issue.Brevet / durableIssue,
    'issue many at once, stored the same, share of in process (at least 0.6)': issue.Brevet / batch,
    'status update, ms (at most 2)': statusUpdate / 1000,
    'two threads, times one (at least 1.6)': threads,
  }
}

const rounded = (numbers: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  )

const inProcess = names.map((name) => ({
  name,
  ...rounded({ 'issue µs': issue[name], 'verify µs': verify[name] }),
}))
const overHttp = http.map(({ name, ...numbers }) => ({ name, ...rounded(numbers) }))
const promised = rounded(ratios(durable, http))

if (json) console.log(JSON.stringify({ inProcess, http: overHttp, ratios: promised }, null, 2))
else {
  console.table(inProcess)
  console.log(core === undefined ? 'servers not kept to one core' : 'each server on one core')
  console.table(overHttp)
  console.table(promised)
}
process.exit(0)
