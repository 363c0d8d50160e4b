/**
 * Long work in a thread of its own, with a deadline: a puzzle stalls nobody else.
 *
 * @module
 */

import { Worker } from 'node:worker_threads'
import { CanonizeError } from './errors.ts'
import type { TaskName, Tasks, WorkerAnswer, WorkerRequest } from './worker.ts'

export interface ReferencePool {
  /** @throws {CanonizeError} when the thread refuses, or gives no answer in time */
  run<Name extends TaskName>(task: Name, ask: Tasks[Name]['ask']): Promise<Tasks[Name]['answer']>
  close(): Promise<void>
}

interface Limits {
  /** Milliseconds for one document, from when the thread takes it. */
  readonly deadline: number
  /** Documents that may wait. */
  readonly queue: number
  /** Whether the thread gives way to all others, where the system lets a thread do so. */
  readonly givesWay: boolean
}

const LIMITS: Limits = { deadline: 3_000, queue: 64, givesWay: false }

interface Job {
  readonly request: WorkerRequest
  readonly done: (answer: WorkerAnswer) => void
}

const tooLate: WorkerAnswer = {
  ok: false,
  reason: 'deadline-exceeded',
  message: 'no answer was found in time',
}

/** Starts the thread when the first document comes; it never keeps the process alive by itself. */
export function createReferencePool(limits: Partial<Limits> = {}): ReferencePool {
  const { deadline, queue, givesWay } = { ...LIMITS, ...limits }
  const waiting: Job[] = []
  let thread: Thread | undefined
  let busy = false

  const stop = async (): Promise<void> => {
    const old = thread
    thread = undefined
    await old?.worker.terminate()
  }
  const ready = (): Thread => {
    thread ??= spawn(givesWay)
    return thread
  }
  const next = (): void => {
    const job = busy ? undefined : waiting.shift()
    if (!job) return
    busy = true
    perform(ready(), job, deadline).then(
      (answer) => {
        busy = false
        if (!answer) void stop()
        job.done(answer ?? tooLate)
        next()
      },
      () => undefined,
    )
  }
  return {
    close: stop,
    run: <Name extends TaskName>(task: Name, ask: Tasks[Name]['ask']) =>
      new Promise<Tasks[Name]['answer']>((resolve, reject) => {
        if (waiting.length >= queue) {
          reject(
            new CanonizeError({ reason: 'deadline-exceeded', detail: 'too many documents wait' }),
          )
          return
        }
        const done = (answer: WorkerAnswer) => {
          if (answer.ok) resolve(answer.value as Tasks[Name]['answer'])
          else reject(new CanonizeError({ reason: answer.reason, detail: answer.message }))
        }
        waiting.push({ request: { task, ask } as WorkerRequest, done })
        next()
      }),
  }
}

interface Thread {
  readonly worker: Worker
  /** Resolves when it has read its libraries, or died of it. */
  readonly started: Promise<unknown>
}

/** What the thread may hold, in megabytes: a document that wants more ends it, and nothing else. */
export const THREAD_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 } as const

function spawn(givesWay: boolean): Thread {
  const how = { resourceLimits: THREAD_LIMITS, workerData: { givesWay } }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), how)
  worker.unref()
  const started = new Promise((resolve) => {
    worker.once('message', resolve)
    worker.once('error', resolve)
    worker.once('exit', resolve)
  })
  return { worker, started }
}

/**
 * The deadline is the document's: a thread that starts slowly on a busy machine is waited for.
 *
 * @returns `undefined` when the thread gave no answer in time, or died
 */
async function perform(
  { worker, started }: Thread,
  { request }: Job,
  deadline: number,
): Promise<WorkerAnswer | undefined> {
  worker.ref()
  await started
  return new Promise((resolve) => {
    const finish = (answer: WorkerAnswer | undefined): void => {
      clearTimeout(timer)
      worker.off('message', finish)
      worker.off('error', fail)
      worker.off('exit', fail)
      worker.unref()
      resolve(answer)
    }
    const fail = (): void => finish(undefined)
    const timer = setTimeout(fail, deadline)
    worker.once('message', finish)
    worker.once('error', fail)
    worker.once('exit', fail)
    worker.postMessage(request)
  })
}
