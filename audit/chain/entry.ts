/**
 * One link of a chain: what was decided, tied by its hash to everything decided before.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { UnixSeconds } from '../../platform/clock.ts'
import { canonicalJson, type Json } from './canonical-json.ts'

/** An entry as it is kept for ever. Impersonal: what tells about a person stands apart, encrypted. */
export interface Entry {
  readonly id: string
  readonly tenantId: string
  /** Place in the tenant's chain, from 1. */
  readonly seq: number
  /** Hash of the entry before; {@link GENESIS} for the first. */
  readonly previousHash: string
  readonly hash: string
  /** What happened, e.g. `award.revoked`. */
  readonly kind: string
  /** The record it happened to. */
  readonly subjectId: string
  readonly facts: Json
  /** SHA-256 (hex) of the encrypted personal part; `undefined` when there was none. */
  readonly personalDigest: string | undefined
  readonly at: UnixSeconds
}

/** What the first entry of a chain is tied to. */
export const GENESIS = '0'.repeat(64)

/** SHA-256 (hex) over the canonical JSON of everything in the entry but its id. */
export function entryHash(entry: Omit<Entry, 'id' | 'hash'>): string {
  const content = canonicalJson({
    seq: entry.seq,
    prev: entry.previousHash,
    tenant: entry.tenantId,
    kind: entry.kind,
    subject: entry.subjectId,
    facts: entry.facts,
    personal: entry.personalDigest ?? null,
    at: entry.at,
  })
  return sha256(content)
}

export const sha256 = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex')

export interface ChainState {
  readonly seq: number
  readonly hash: string
}

export const CHAIN_START: ChainState = { seq: 0, hash: GENESIS }

/** The state after `entry`; `undefined` when it is not the next link, or not what its hash says. */
export function nextState(state: ChainState, entry: Entry): ChainState | undefined {
  const fits =
    entry.seq === state.seq + 1 &&
    entry.previousHash === state.hash &&
    entry.hash === entryHash(entry)
  return fits ? { seq: entry.seq, hash: entry.hash } : undefined
}
