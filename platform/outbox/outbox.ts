/**
 * Transactional outbox: what happened is written with the fact and delivered at least once.
 *
 * @module
 */

import type { Db } from '../db/database.ts'

/** What flows backwards between folders. Identifiers only; whoever listens asks the owner for the rest. */
export interface Events {
  'assessment.passed': { readonly assessmentId: string; readonly personId: string }
  'assessment.overturned': {
    readonly assessmentId: string
    readonly personId: string
    readonly reason: string
  }
  'credential.status-changed': {
    readonly credentialId: string
    readonly status: 'active' | 'suspended' | 'revoked'
    readonly reason: string
  }
  'consent.withdrawn': {
    readonly consentId: string
    readonly personId: string
    readonly purpose: string
    readonly employer: string
  }
  'case.decided': {
    readonly caseId: string
    readonly subjectKind: string
    readonly subjectId: string
    readonly outcome: 'upheld' | 'rejected'
  }
}

export type EventType = keyof Events

/** Handles one event inside a transaction of its own; runs once per event and subscriber, effects included. */
export type EventHandler<T extends EventType> = (tx: Db, event: Events[T]) => Promise<void>

export interface Outbox {
  /** Written in the transaction of the fact. */
  emit<T extends EventType>(tx: Db, type: T, event: Events[T]): Promise<void>
  /** @param subscriber - stable name, e.g. `issuer.revoke-overturned`; deliveries are remembered by it */
  on<T extends EventType>(type: T, subscriber: string, handler: EventHandler<T>): void
}
