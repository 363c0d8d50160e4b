/**
 * The thread for work that a hostile document could make long: the reference canonicalisation and
 * selective disclosure.
 *
 * @module
 */

import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { ReasonCode } from '../reasons.ts'
import { type BbsMessages, bbsSignature } from '../selective/bbs-signer.ts'
import {
  deriveSelective,
  PointerError,
  type PreparedBase,
  prepareSelective,
  verifySelective,
} from '../selective/suites.ts'
import type { CanonizeHash, JsonObject, PublicKey, SelectiveProof } from '../types.ts'
import { CanonizeError } from './errors.ts'
import { canonizeStock } from './stock.ts'

/** What may be asked of the thread, and what it answers. */
export interface Tasks {
  readonly canonize: {
    readonly ask: { readonly document: JsonObject; readonly hash: CanonizeHash }
    readonly answer: string
  }
  readonly verify: {
    readonly ask: { readonly proof: SelectiveProof; readonly key: PublicKey }
    readonly answer: boolean
  }
  readonly prepare: {
    readonly ask: { readonly proof: SelectiveProof; readonly mandatory: readonly string[] }
    readonly answer: PreparedBase
  }
  readonly multisign: {
    readonly ask: BbsMessages & { readonly seed: Uint8Array }
    readonly answer: Uint8Array
  }
  readonly derive: {
    readonly ask: { readonly proof: SelectiveProof; readonly pointers: readonly string[] }
    readonly answer: JsonObject
  }
}

export type TaskName = keyof Tasks

export type WorkerRequest = {
  readonly [Name in TaskName]: { readonly task: Name; readonly ask: Tasks[Name]['ask'] }
}[TaskName]

export type WorkerAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: ReasonCode; readonly message: string }

function perform(request: WorkerRequest): Promise<unknown> {
  switch (request.task) {
    case 'canonize':
      return canonizeStock(request.ask.document, request.ask.hash)
    case 'verify':
      return verifySelective(request.ask.proof, request.ask.key)
    case 'prepare':
      return prepareSelective(request.ask.proof, request.ask.mandatory)
    case 'multisign':
      return bbsSignature(request.ask.seed, request.ask)
    case 'derive':
      return deriveSelective(request.ask.proof, request.ask.pointers)
  }
}

function reasonOf(error: unknown): ReasonCode {
  if (error instanceof CanonizeError) return error.reason
  return error instanceof PointerError ? 'disclosure-invalid' : 'proof-malformed'
}

function messageOf(error: unknown): string {
  if (error instanceof PointerError) return error.pointer
  return error instanceof Error ? error.message : String(error)
}

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return { ok: true, value: await perform(request) }
  } catch (error) {
    return { ok: false, reason: reasonOf(error), message: messageOf(error) }
  }
}

/** Linux gives each thread a priority of its own; elsewhere it would be that of the whole process. */
function giveWay(): void {
  try {
    if (process.platform === 'linux') setPriority(0, 10)
  } catch {
    // a sandbox that forbids it: the thread works as any other
  }
}

if ((workerData as { readonly givesWay?: boolean } | null)?.givesWay === true) giveWay()

parentPort?.on('message', async (request: WorkerRequest) => {
  parentPort?.postMessage(await answer(request))
})

parentPort?.postMessage('started')
