import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'

export type CaseSubject = 'grade' | 'revocation' | 'ranking' | 'override' | 'report'
export type CaseState = 'open' | 'decided' | 'withdrawn'
export type CaseOutcome = 'upheld' | 'rejected'

/** A case as it is stored: what people wrote is sealed. */
export interface CaseRow {
  readonly id: string
  readonly tenantId: string
  readonly subjectKind: CaseSubject
  readonly subjectId: string
  readonly personId: string | undefined
  readonly decidedBy: string | undefined
  readonly language: Language
  readonly complaint: Uint8Array | undefined
  readonly state: CaseState
  readonly openedAt: UnixSeconds
  readonly dueAt: UnixSeconds
  readonly decidedAt: UnixSeconds | undefined
  readonly handlerId: string | undefined
  readonly outcome: CaseOutcome | undefined
  readonly answer: Uint8Array | undefined
}
