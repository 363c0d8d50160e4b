/**
 * Erasing a person, and the report that the person gets of it.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import { ACADEMY } from '../accounts/index.ts'
import { type Audit, canonicalJson, type Json } from '../audit/index.ts'
import { isoTime } from '../platform/clock.ts'
import { counted } from '../platform/db/counted.ts'
import type { Ground } from '../platform/ground.ts'
import { newId } from '../platform/id.ts'
import type { PersonData } from '../platform/person-data.ts'
import type { ErasureReport } from '../schemas/server.ts'

export type ErasureDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly sections: readonly PersonData[]
  readonly audit: Pick<Audit, 'record'>
}

/** What stays, without anything that says whose it was, and why. */
const KEPT = [
  { table: 'audit_entry', why: 'chain-of-decisions' },
  { table: 'issuer_award', why: 'status-of-certificates' },
  { table: 'issuer_credential', why: 'status-of-certificates' },
  { table: 'issuer_status_entry', why: 'status-of-certificates' },
  { table: 'tutor_assessment', why: 'record-that-certificates-cite' },
] as const

/**
 * In one transaction: either nothing personal is left anywhere, or nothing has changed.
 *
 * The report's digest goes on the chain of decisions, which names nobody: whoever holds the report can
 * show later that it was made here and then, and that no number of it was changed.
 */
export function erasePerson(deps: ErasureDeps, personId: string): Promise<ErasureReport> {
  const { db, clock, random, sections, audit } = deps
  return db.transaction(async (tx) => {
    const counting = counted(tx)
    const erased: Record<string, number> = {}
    for (const { section, erasePerson: erase } of sections) {
      erased[section] = await erase(counting.db, personId)
    }
    const now = clock()
    const report = {
      id: newId(random, now),
      erasedAt: isoTime(now),
      erased,
      tables: [...counting.counts()],
      kept: [...KEPT],
    }
    const digest = digestOf(report)
    await audit.record(tx, {
      tenantId: ACADEMY,
      kind: 'person.erased',
      subjectId: report.id,
      facts: { digest },
    })
    return { ...report, digest }
  })
}

/** SHA-256 (base64url) over the report without its digest, as canonical JSON (RFC 8785). */
export const digestOf = (report: Omit<ErasureReport, 'digest'>): string =>
  createHash('sha256')
    .update(canonicalJson(report as unknown as Json))
    .digest('base64url')
