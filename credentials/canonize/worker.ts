/**
 * The thread of the reference: one document in, its canonical form or a refusal out.
 *
 * @module
 */

import { parentPort } from 'node:worker_threads'
import type { ReasonCode } from '../reasons.ts'
import type { JsonObject } from '../types.ts'
import { CanonizeError } from './errors.ts'
import { canonizeStock } from './stock.ts'

export interface WorkerRequest {
  readonly document: JsonObject
  readonly hash: 'sha256' | 'sha384'
}

export type WorkerAnswer =
  | { readonly ok: true; readonly nquads: string }
  | { readonly ok: false; readonly reason: ReasonCode; readonly message: string }

async function answer({ document, hash }: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return { ok: true, nquads: await canonizeStock(document, hash) }
  } catch (error) {
    const reason = error instanceof CanonizeError ? error.reason : 'malformed'
    return { ok: false, reason, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', async (request: WorkerRequest) => {
  parentPort?.postMessage(await answer(request))
})
