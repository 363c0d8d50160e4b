/**
 * Changes of status that a client asks for.
 *
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { Revoking } from '../awards/revoke.ts'
import { issuerProblems } from '../problems.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'
import type { StatusChange, StatusLists } from '../status-lists/status-lists.ts'
import type { IssuedCredential } from './issued.ts'
import type { StatusChanges } from './status-changes.ts'
import { issuedStore } from './store.ts'

export interface WantedStatus {
  readonly purpose: string
  readonly status: boolean
}

export interface StatusRequest {
  readonly credentialId: string
  readonly by: { readonly id: string; readonly tenantId: string }
  readonly changes: readonly WantedStatus[]
  readonly reason: string
}

export interface StatusRequests {
  /**
   * Changes the status of a credential, on request of its tenant.
   *
   * Revoking a form of an award revokes the award.
   *
   * @throws {Problem} `unknown-credential`, `unknown-status-purpose`, `revocation-is-final`
   */
  request(request: StatusRequest): Promise<void>
}

type StatusRequestsDeps = Pick<Ground, 'db'> & {
  readonly audit: Pick<Audit, 'record'>
  readonly statusLists: StatusLists
  readonly statusChanges: StatusChanges
  readonly revoking: Pick<Revoking, 'revoke'>
}

export const createStatusRequests = (deps: StatusRequestsDeps): StatusRequests => ({
  request: (request) => deps.db.transaction((tx) => changeOnRequest(deps, tx, request)),
})

async function changeOnRequest(
  deps: StatusRequestsDeps,
  tx: Db,
  { credentialId, by, changes, reason }: StatusRequest,
): Promise<void> {
  const credentials = await issuedStore(tx).byCredentialId(by.tenantId, credentialId)
  const [first] = credentials
  if (!first) throw new Problem(issuerProblems.unknownCredential)
  for (const [at, wanted] of changes.entries()) {
    const change = allowedChange(await purposesOf(deps, tx, credentials), wanted, at)
    if (!change) continue
    if (change.purpose === 'revocation' && first.awardId !== undefined) {
      await deps.revoking.revoke(tx, {
        awardId: first.awardId,
        by: by.id,
        reason,
        code: 'award-revoked',
      })
      continue
    }
    await deps.statusChanges.apply(tx, credentials, { ...change, reason: 'by-issuer' })
    await deps.audit.record(tx, {
      tenantId: by.tenantId,
      kind: 'credential.status-changed',
      subjectId: first.id,
      facts: { purpose: change.purpose, status: change.value, by: by.id, reason },
    })
  }
}

/** The change to make; `undefined` when it is as wanted already. */
function allowedChange(
  known: readonly StatusChange[],
  { purpose, status: value }: WantedStatus,
  at: number,
): StatusChange | undefined {
  const current = known.find((entry) => entry.purpose === purpose)
  if (!current) throw unknownPurpose(at, purpose)
  if (current.value === value) return undefined
  if (current.purpose === 'revocation' && current.value) {
    throw new Problem(issuerProblems.revocationIsFinal)
  }
  return { purpose: current.purpose, value }
}

/** The purposes that any of the credentials has, with what it says now. */
async function purposesOf(
  { statusLists }: StatusRequestsDeps,
  tx: Db,
  credentials: readonly IssuedCredential[],
): Promise<readonly StatusChange[]> {
  const all = await Promise.all(credentials.map(({ id }) => statusLists.of(tx, id)))
  const values = new Map<StatusPurpose, boolean>()
  for (const { purpose, value } of all.flat()) {
    values.set(purpose, (values.get(purpose) ?? true) && value)
  }
  return [...values].map(([purpose, value]) => ({ purpose, value }))
}

function unknownPurpose(at: number, purpose: string): Problem {
  const pointer = `/credentialStatus/${at}/statusPurpose`
  const detail = `${purpose} is no status of this credential`
  return new Problem(issuerProblems.unknownStatusPurpose, {
    detail,
    faults: [{ pointer, rule: 'status-purpose', detail }],
  })
}
