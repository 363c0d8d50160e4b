/**
 * Contesting a decision: a deadline, a handler who did not decide it, a remedy, an explanation.
 *
 * @module
 */

import type { Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { sha256 } from '../chain/entry.ts'
import { auditProblems } from '../problems.ts'
import type { Recorder } from '../recorder.ts'
import type { CaseOutcome, CaseRow, CaseSubject } from './case-row.ts'
import { caseStore } from './store.ts'

/** A contested decision. */
export interface Case extends Omit<CaseRow, 'complaint' | 'answer'> {
  readonly reason: string
  /** Where to write to somebody without an account. */
  readonly contact: string | undefined
  /** What came with the complaint, as JSON: the verdict that is reported, say. */
  readonly attachment: string | undefined
  /** What is done about it. */
  readonly remedy: string | undefined
  readonly explanation: string | undefined
}

export interface NewCase {
  readonly tenantId: string
  readonly subjectKind: CaseSubject
  readonly subjectId: string
  readonly personId?: string
  readonly contact?: string
  /** Person who made the decision, who may not handle the case. */
  readonly decidedBy?: string
  readonly reason: string
  /** JSON that whoever answers is to see; sealed like the reason. */
  readonly attachment?: string
  readonly language: Language
}

export interface CaseDecision {
  readonly caseId: string
  readonly handlerId: string
  readonly outcome: CaseOutcome
  readonly remedy: string
  readonly explanation: string
}

export type CaseDeps = Pick<Ground, 'clock' | 'random' | 'outbox'> & {
  readonly sealer: Sealer
  readonly recorder: Recorder
}

/** A case is answered within thirty days. */
export const CASE_SECONDS = 30 * 24 * 3600

const PURPOSE = 'audit.case'

/**
 * Opens a case about a decision.
 *
 * @throws {Problem} `case-already-open` when one about the same decision waits for an answer
 */
export function openCase(deps: CaseDeps, db: Db, wanted: NewCase): Promise<Case> {
  return db.transaction(async (tx) => {
    const now = deps.clock()
    const id = newId(deps.random, now)
    const { reason, contact, attachment } = wanted
    const row: CaseRow = {
      id,
      tenantId: wanted.tenantId,
      subjectKind: wanted.subjectKind,
      subjectId: wanted.subjectId,
      personId: wanted.personId,
      decidedBy: wanted.decidedBy,
      language: wanted.language,
      complaint: await sealJson(deps.sealer, id, { reason, contact, attachment }),
      state: 'open',
      openedAt: now,
      dueAt: now + CASE_SECONDS,
      decidedAt: undefined,
      handlerId: undefined,
      outcome: undefined,
      answer: undefined,
    }
    if (!(await caseStore(tx).open(row))) throw new Problem(auditProblems.caseAlreadyOpen)
    await deps.recorder(tx, {
      tenantId: row.tenantId,
      kind: 'case.opened',
      subjectId: id,
      facts: { about: row.subjectKind, subject: row.subjectId, due: row.dueAt },
      ...personalPart(row.personId, { reason }),
    })
    return readCase(deps.sealer, row)
  })
}

/**
 * Answers a case.
 *
 * @throws {Problem} `unknown-case`, `case-already-decided`, or `case-not-yours` when the handler made the
 *   decision contested, or contests it
 */
export function decideCase(deps: CaseDeps, db: Db, decision: CaseDecision): Promise<Case> {
  return db.transaction(async (tx) => {
    const { caseId, handlerId, outcome, remedy, explanation } = decision
    const store = caseStore(tx)
    const row = await store.byId(caseId)
    if (!row) throw new Problem(auditProblems.unknownCase)
    if (row.decidedBy === handlerId || row.personId === handlerId) {
      throw new Problem(auditProblems.caseNotYours)
    }
    const at = deps.clock()
    const answer = await sealJson(deps.sealer, caseId, { remedy, explanation })
    if (!(await store.decide({ id: caseId, handlerId, outcome, answer, at }))) {
      throw new Problem(auditProblems.caseAlreadyDecided)
    }
    const { subjectKind, subjectId } = row
    await deps.outbox.emit(tx, 'case.decided', { caseId, subjectKind, subjectId, outcome })
    await deps.recorder(tx, {
      tenantId: row.tenantId,
      kind: 'case.decided',
      subjectId: caseId,
      facts: { about: subjectKind, subject: subjectId, outcome, handler: sha256(handlerId) },
      ...personalPart(row.personId, { remedy, explanation }),
    })
    return readCase(deps.sealer, {
      ...row,
      state: 'decided',
      decidedAt: at,
      handlerId,
      outcome,
      answer,
    })
  })
}

const personalPart = (
  personId: string | undefined,
  personal: Readonly<Record<string, string>>,
): { personId?: string; personal?: Readonly<Record<string, string>> } =>
  personId === undefined ? {} : { personId, personal }

/** Opens what people wrote; it reads as empty once it was erased. */
export async function readCase(sealer: Sealer, row: CaseRow): Promise<Case> {
  const { complaint, answer, ...rest } = row
  const asked = await openJson(sealer, row.id, complaint)
  const answered = await openJson(sealer, row.id, answer)
  return {
    ...rest,
    reason: asked.reason ?? '',
    contact: asked.contact,
    attachment: asked.attachment,
    remedy: answered.remedy,
    explanation: answered.explanation,
  }
}

type Texts = Readonly<
  Partial<Record<'reason' | 'contact' | 'attachment' | 'remedy' | 'explanation', string>>
>

const sealJson = (
  sealer: Sealer,
  id: string,
  texts: Readonly<Record<string, string | undefined>>,
): Promise<Uint8Array> => sealer.seal(PURPOSE, Buffer.from(JSON.stringify(texts)), id)

const openJson = async (
  sealer: Sealer,
  id: string,
  sealed: Uint8Array | undefined,
): Promise<Texts> =>
  sealed
    ? (JSON.parse(Buffer.from(await sealer.open(PURPOSE, sealed, id)).toString()) as Texts)
    : {}
