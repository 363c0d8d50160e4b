import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { percentile } from './measure.ts'

const LASTS = 1500 // milliseconds

/** Credentials that so many threads verify in a second, all warmed up before. */
async function verifiedBy(threads: number): Promise<number> {
  const file = new URL('./thread.ts', import.meta.url)
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: LASTS }))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  const counts = workers.map(async (worker) => {
    const [count] = (await once(worker, 'message')) as [number]
    await worker.terminate()
    return count
  })
  for (const worker of workers) worker.postMessage('go')
  const sum = (await Promise.all(counts)).reduce((all, count) => all + count, 0)
  return (sum / LASTS) * 1000
}

/** How many times as much two threads verify as one: the middle of some rounds, each of both in turn. */
export async function threadsInTurn(rounds: number): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const one = await verifiedBy(1)
    times.push((await verifiedBy(2)) / one)
  }
  return percentile(times, 50)
}
