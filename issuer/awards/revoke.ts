/**
 * Taking an award back, and giving it again when that was wrong.
 *
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { StatusChanges, StatusReason } from '../issued/status-changes.ts'
import { issuedStore } from '../issued/store.ts'
import { issuerProblems } from '../problems.ts'
import { type Award, sealRevocation } from './award.ts'
import type { Notices } from './notices.ts'
import { awardStore } from './store.ts'

export interface RevokeRequest {
  readonly awardId: string
  /** Person or client who decides, or `assessment`. */
  readonly by: string
  /** For the learner, in words. */
  readonly reason: string
  readonly code: StatusReason
}

export interface Revoking {
  /**
   * Revokes an award with every form of it, in one transaction.
   *
   * @returns the award, or `undefined` when it was revoked already
   * @throws {Problem} `unknown-award`
   */
  revoke(tx: Db, request: RevokeRequest): Promise<Award | undefined>
  /** Makes an award live again: its forms can be claimed anew, the revoked ones stay revoked. */
  reinstate(tx: Db, awardId: string): Promise<void>
}

type RevokingDeps = Pick<Ground, 'clock'> & {
  readonly audit: Pick<Audit, 'record'>
  readonly sealer: Sealer
  readonly statusChanges: Pick<StatusChanges, 'apply'>
  readonly notices: Pick<Notices, 'revoked'>
}

export function createRevoking(deps: RevokingDeps): Revoking {
  return {
    revoke: (tx, request) => tx.transaction((joined) => revoke(deps, joined, request)),
    reinstate: (tx, awardId) => tx.transaction((joined) => reinstate(deps, joined, awardId)),
  }
}

async function revoke(
  deps: RevokingDeps,
  tx: Db,
  { awardId, by, reason, code }: RevokeRequest,
): Promise<Award | undefined> {
  const revocation = await sealRevocation(deps.sealer, awardId, { reason })
  const award = await awardStore(tx).revoke(awardId, { at: deps.clock(), by, revocation })
  if (!award) {
    if (await awardStore(tx).byId(awardId)) return undefined
    throw new Problem(issuerProblems.unknownAward)
  }
  const forms = await issuedStore(tx).ofAwards([awardId])
  const live = forms.filter(({ state }) => state !== 'revoked')
  const change = { purpose: award.statusPurpose, value: true, reason: code }
  await deps.statusChanges.apply(tx, live, change)
  await deps.notices.revoked(tx, award)
  await deps.audit.record(tx, {
    tenantId: award.tenantId,
    kind: 'award.revoked',
    subjectId: awardId,
    facts: { code, by, forms: live.length },
    ...(award.personId === undefined ? {} : { personId: award.personId, personal: { reason } }),
  })
  return award
}

async function reinstate(deps: RevokingDeps, tx: Db, awardId: string): Promise<void> {
  const award = await awardStore(tx).reinstate(awardId)
  if (!award) return
  if (award.statusPurpose === 'suspension') {
    const forms = await issuedStore(tx).ofAwards([awardId])
    const change = { purpose: 'suspension', value: false, reason: 'contest-upheld' } as const
    await deps.statusChanges.apply(tx, forms, change)
  }
  await deps.audit.record(tx, {
    tenantId: award.tenantId,
    kind: 'award.reinstated',
    subjectId: awardId,
    facts: {},
    ...(award.personId === undefined ? {} : { personId: award.personId }),
  })
}
