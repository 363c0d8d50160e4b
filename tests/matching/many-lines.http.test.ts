import { deepEqual, equal } from 'node:assert/strict'
import { BATCH, type JobWriter, readLines, takeJobs } from '../../matching/jobs/import.ts'
import type { Db } from '../../platform/db/database.ts'
import type { ImportReport, OwnJobsView } from '../../schemas/matching-jobs.ts'
import { client } from './actors.ts'
import { describeServed } from './bench.ts'

const skills = [{ id: 'check-ai-output', importance: 'essential' }]
const words = [{ text: 'paint walls', importance: 'essential' }]
const job = (id: string, over: object = {}) => JSON.stringify({ id, title: 'x', skills, ...over })

describe('a file of many lines', () => {
  it('is written so many at a time: the disk is not waited for line by line', async () => {
    let transactions = 0
    const writer: JobWriter = {
      job: async () => ({ warnings: [], write: async () => 1 }),
      draft: async () => ({ warnings: [], write: async () => undefined }),
      together: (work) => {
        transactions += 1
        return work({} as Db)
      },
    }
    const lines = Array.from({ length: 3 * BATCH - 1 }, (_, at) => job(`a-${at}`))
    const { accepted } = await takeJobs(readLines(lines), writer)
    deepEqual([accepted, transactions], [3 * BATCH - 1, 3])
    await takeJobs(readLines(Array.from({ length: BATCH }, () => 'x')), writer)
    equal(transactions, 3, 'nothing to write, no transaction')
  })
})

describeServed('a file of many lines, sent', (bench) => {
  const send = (lines: readonly string[], as = client('many', 'jobs:write')) =>
    bench().call<ImportReport>('POST /jobs/bulk', {
      ...{ as, body: lines.join('\n') },
      headers: { 'content-type': 'application/x-ndjson' },
    })

  it('tells each line in its order, whatever was found out when', async () => {
    await send([job('theirs')], client('else', 'jobs:write'))
    const count = 2 * BATCH + 7
    const lines = Array.from({ length: count }, (_, at) => {
      if (at % 10 === 3) return job('theirs')
      if (at % 10 === 5) return '{"id":'
      if (at % 10 === 7) return job(`d-${at}`, { words })
      return job(`j-${at}`)
    })
    const { body } = await send(lines)
    const places = (rest: number) => lines.flatMap((_, at) => (at % 10 === rest ? [at + 1] : []))
    deepEqual(
      body.rejected.map(({ line }) => line),
      [...places(3), ...places(5)].sort((a, b) => a - b),
    )
    deepEqual(
      body.drafted.map(({ line }) => line),
      places(7),
    )
    equal(body.accepted, count - body.rejected.length - body.drafted.length)
    equal((await bench().call(`GET /jobs/j-${count - 1}`)).status, 200)
    equal((await bench().call('GET /jobs/j-0')).body.version, 1)
  })

  it('waits for others, and never for each other: jobs and drafts in all orders at once', async () => {
    const as = client('crowd', 'jobs:write')
    const ids = Array.from({ length: BATCH }, (_, at) => `crowd-${at}`)
    const files = [0, 1, 2, 3].map((turn) => {
      const order = turn % 2 === 0 ? ids : [...ids].reverse()
      return order.map((id, at) => job(id, at % 2 === turn % 2 ? { words } : { title: `t${turn}` }))
    })
    const puts = ids.map((id) =>
      bench().call(`PUT /jobs/${id}`, { as, body: { title: 'By hand', skills } }),
    )
    const [answers, hand] = await Promise.all([
      Promise.all(files.map((lines) => send(lines, as))),
      Promise.all(puts),
    ])
    for (const { status, body } of answers) {
      deepEqual([status, body.accepted, body.drafted.length], [200, BATCH / 2, BATCH / 2])
    }
    deepEqual(new Set(hand.map(({ status }) => Math.floor(status / 100))), new Set([2]))
    const { body } = await bench().call<OwnJobsView>('GET /api/employer/jobs', { as })
    equal(body.jobs.length, BATCH)
  })
})
