/**
 * The page's side of the worker that checks: one at a time is asked, and whoever asks may stop it all.
 *
 * @module
 */

import type { Language } from '../i18n/languages.ts'
import type { Checked } from './check.ts'
import workerUrl from './checking-worker.ts?worker&url'
import type { Answer, Entries, Order } from './orders.ts'
import { trusted } from './trusted.ts'

const FAILED: Checked = { kind: 'failed', status: 0, problem: {} }

let worker: Worker | undefined
let orders = 0
const waiting = new Map<number, (answer: Answer) => void>()

/** Starts the worker, which fetches the verifier; at the first sign of use. */
export function prepareChecker(): Worker {
  if (worker) return worker
  worker = new Worker(trusted(workerUrl), { type: 'module', name: 'checking' })
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', end)
  return worker
}

/** Ends what is being checked, in the middle of it; the next order starts anew. */
export function stopChecker(): void {
  if (waiting.size > 0) end()
}

function end(): void {
  worker?.terminate()
  worker = undefined
  const stopped = [...waiting]
  waiting.clear()
  for (const [id, answer] of stopped) answer({ id })
}

type Wish = Order extends infer O ? (O extends unknown ? Omit<O, 'id'> : never) : never

function ask(wish: Wish): Promise<Answer> {
  orders += 1
  const id = orders
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    prepareChecker().postMessage({ id, ...wish })
  })
}

/** What became of a file or a text. */
export const checkInput = async (input: Blob | string, language: Language): Promise<Checked> =>
  (await ask({ kind: 'check', input, language })).checked ?? FAILED

/** What lies in an archive. */
export const openArchive = async (file: Blob): Promise<Entries> =>
  (await ask({ kind: 'open', file })).entries ?? 'no-archive'
