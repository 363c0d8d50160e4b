/**
 * Setting the status of what was issued, wherever it stands.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'
import type { StatusChange, StatusLists } from '../status-lists/status-lists.ts'
import type { IssuedCredential } from './issued.ts'
import { issuedStore } from './store.ts'

/** What others are told about why; what a person wrote stays in the audit record. */
export type StatusReason =
  | 'by-issuer'
  | 'award-revoked'
  | 'assessment-overturned'
  | 'contest-upheld'

export interface StatusChanges {
  /** Sets the status of credentials in every list they stand in, and tells whoever listens. */
  apply(
    tx: Db,
    credentials: readonly IssuedCredential[],
    change: StatusChange & { readonly reason: StatusReason },
  ): Promise<void>
}

type StatusChangesDeps = Pick<Ground, 'outbox'> & { readonly statusLists: StatusLists }

export const createStatusChanges = (deps: StatusChangesDeps): StatusChanges => ({
  apply: (tx, credentials, change) => applyChange(deps, tx, { credentials, ...change }),
})

async function applyChange(
  { statusLists, outbox }: StatusChangesDeps,
  tx: Db,
  change: StatusChange & {
    readonly credentials: readonly IssuedCredential[]
    readonly reason: StatusReason
  },
): Promise<void> {
  const { credentials, purpose, value, reason } = change
  const ids = credentials.map(({ id }) => id)
  await statusLists.set(tx, ids, { purpose, value })
  const state = stateAfter(purpose, value)
  await issuedStore(tx).setState(ids, state)
  for (const { credentialId, id } of credentials) {
    await outbox.emit(tx, 'credential.status-changed', {
      credentialId: credentialId ?? id,
      status: state === 'live' ? 'active' : state,
      reason,
    })
  }
}

const stateAfter = (purpose: StatusPurpose, value: boolean): IssuedCredential['state'] => {
  if (!value) return 'live'
  return purpose === 'revocation' ? 'revoked' : 'suspended'
}
