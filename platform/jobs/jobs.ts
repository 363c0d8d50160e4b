/**
 * Durable jobs: long work that survives a stop and runs at least once.
 *
 * @module
 */

import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'

/** JSON that a job carries. No personal data: identifiers only. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>

export interface JobOptions {
  /** Not before this time. */
  readonly runAt?: UnixSeconds
  /** While a job with the same key waits, it is replaced, not added. */
  readonly key?: string
  /** Tries before the job is given up and kept as failed; 8 unless said. */
  readonly maxAttempts?: number
}

/** Adds jobs; the same interface over graphile-worker (PostgreSQL) and leases (SQLite). */
export interface Jobs {
  /** Written in the transaction given, so a job exists exactly when the fact that wants it does. */
  add(tx: Db, name: string, payload: JobPayload, options?: JobOptions): Promise<void>
  /** Registers the worker of a job name; before {@link JobRunner.start}. */
  handle(name: string, work: JobHandler): void
}

/** Runs one job; a rejection means "try again later", with growing delays. Must be idempotent. */
export type JobHandler = (payload: JobPayload) => Promise<void>

export interface JobRunner extends Jobs {
  start(): Promise<void>
  /** Waits until no job is due, for tests and the command line. */
  drain(): Promise<void>
  /** Finishes the jobs under way within the grace, hands the rest back. */
  stop(graceMs: number): Promise<void>
  /** Jobs waiting and jobs given up, for `/readyz` and `/metrics`. */
  counts(): Promise<{ readonly waiting: number; readonly failed: number }>
}
