/**
 * Append-only record of decisions about people, and the contesting of them.
 *
 * @module
 */

import type { Sealer } from '../keys/index.ts'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import { Problem } from '../platform/problem.ts'
import {
  type Case,
  type CaseDecision,
  type CaseDeps,
  decideCase,
  type NewCase,
  openCase,
  readCase,
} from './cases/case.ts'
import type { CaseRow, CaseState } from './cases/case-row.ts'
import { caseStore } from './cases/store.ts'
import type { Json } from './chain/canonical-json.ts'
import { appendRecord, type ChainReport, exportChain, verifyChain } from './chain/chain.ts'
import { createPersonKeys, type PersonKeys } from './chain/person-key.ts'
import { personalStore, personKeyStore } from './chain/store.ts'
import { auditProblems } from './problems.ts'
import type { Recorder } from './recorder.ts'

export interface Audit {
  readonly record: Recorder
  /**
   * The personal part of the newest entry of a kind about a subject. It is encrypted under keys that are not
   * in the database, so whoever only holds the database can neither write nor change one.
   *
   * @returns `undefined` when there is none, or none that opens
   */
  sealedPart(of: SealedPart): Promise<Json | undefined>
  verifyChain(tenantId: string): Promise<ChainReport>
  /** The chain as NDJSON lines, impersonal. */
  exportChain(tenantId: string): AsyncIterable<string>
  /** @throws {Problem} `case-already-open` */
  openCase(tx: Db, wanted: NewCase): Promise<Case>
  /** @throws {Problem} `unknown-case`, `case-already-decided`, `case-not-yours` */
  decideCase(tx: Db, decision: CaseDecision): Promise<Case>
  /** For whoever listens to `case.decided`. */
  caseById(id: string): Promise<Case | undefined>
  /** Whether a case about a decision waits for its answer in the tenant. */
  isContested(tenantId: string, subjectId: string): Promise<boolean>
  /** Those a person opened, newest first. */
  casesOf(personId: string): Promise<readonly Case[]>
  /** Those of a tenant in a state, the most urgent first. */
  casesToHandle(tenantId: string, state: CaseState): Promise<readonly Case[]>
  /**
   * A case for somebody who may see it: the person who opened it, or a handler of its tenant.
   *
   * @throws {Problem} `unknown-case`, the same for one that is not theirs
   */
  caseFor(id: string, who: CaseReader): Promise<Case>
  /** Decides a case on behalf of a handler of its tenant. */
  answerCase(decision: CaseDecision & { readonly tenantId: string }): Promise<Case>
  readonly personData: PersonData
}

export interface SealedPart {
  readonly personId: string
  readonly subjectId: string
  readonly kind: string
}

export interface CaseReader {
  readonly personId: string
  readonly tenantId: string
  /** Whether the person handles cases in the tenant. */
  readonly handler: boolean
}

type AuditDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'outbox'> & { readonly sealer: Sealer }

export function createAudit(deps: AuditDeps): Audit {
  const { db, sealer } = deps
  const personKeys = createPersonKeys(deps)
  const recorder: Recorder = (tx, record) => appendRecord({ ...deps, personKeys }, tx, record)
  const caseDeps: CaseDeps = { ...deps, recorder }
  const read = (row: CaseRow) => readCase(sealer, row)
  const caseFor = async (id: string, who: CaseReader): Promise<Case> => {
    const row = await caseStore(db).byId(id)
    const theirs = row?.personId === who.personId || (who.handler && row?.tenantId === who.tenantId)
    if (!row || !theirs) throw new Problem(auditProblems.unknownCase)
    return read(row)
  }
  return {
    record: recorder,
    sealedPart: (of) => sealedPart({ db, personKeys }, of),
    verifyChain: (tenantId) => verifyChain(db, tenantId),
    exportChain: (tenantId) => exportChain(db, tenantId),
    openCase: (tx, wanted) => openCase(caseDeps, tx, wanted),
    decideCase: (tx, decision) => decideCase(caseDeps, tx, decision),
    caseById: async (id) => {
      const row = await caseStore(db).byId(id)
      return row && read(row)
    },
    isContested: (tenantId, subjectId) => caseStore(db).isOpen(tenantId, subjectId),
    casesOf: async (personId) => Promise.all((await caseStore(db).ofPerson(personId)).map(read)),
    casesToHandle: async (tenantId, state) =>
      Promise.all((await caseStore(db).ofTenant(tenantId, state)).map(read)),
    caseFor,
    answerCase: async ({ tenantId, ...decision }) => {
      const who = { personId: decision.handlerId, tenantId, handler: true }
      await caseFor(decision.caseId, who)
      return decideCase(caseDeps, db, decision)
    },
    personData: auditPersonData({ db, sealer, personKeys }),
  }
}

async function sealedPart(
  { db, personKeys }: { readonly db: Db; readonly personKeys: PersonKeys },
  { personId, subjectId, kind }: SealedPart,
): Promise<Json | undefined> {
  const parts = await personalStore(db).ofPerson(personId)
  const newest = parts.findLast(({ entry }) => entry.subjectId === subjectId && entry.kind === kind)
  if (!newest) return undefined
  const { entry, payload } = newest
  return personKeys.decrypt(db, { personId, entryId: entry.id, payload }).catch(() => undefined)
}

function auditPersonData({
  db,
  sealer,
  personKeys,
}: {
  readonly db: Db
  readonly sealer: Sealer
  readonly personKeys: PersonKeys
}): PersonData {
  return {
    section: 'audit',
    exportPerson: async (personId) => {
      const parts = await personalStore(db).ofPerson(personId)
      const decisions = parts.map(async ({ entry, payload }) => ({
        at: entry.at,
        kind: entry.kind,
        subject: entry.subjectId,
        facts: entry.facts,
        personal: await personKeys.decrypt(db, { personId, entryId: entry.id, payload }),
      }))
      const cases = await caseStore(db).ofPerson(personId)
      return {
        decisions: await Promise.all(decisions),
        cases: await Promise.all(cases.map((row) => readCase(sealer, row))),
      }
    },
    erasePerson: async (tx, personId) =>
      (await personKeyStore(tx).erase(personId)) + (await caseStore(tx).erase(personId)),
  }
}
