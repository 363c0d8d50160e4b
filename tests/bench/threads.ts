import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const LASTS = 2500 // milliseconds

/** Credentials that so many threads verify in a second, all warmed up before. */
export async function verifiedBy(threads: number): Promise<number> {
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
