import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import type { ShownItem } from '../../schemas/courses.ts'

/**
 * `open` → `grading` (objective part done, the job under way) → `awaiting-review` (a human marks) →
 * `passed` or `failed` → `overturned` (a case was upheld; a new assessment may follow).
 */
export type AssessmentState =
  | 'open'
  | 'grading'
  | 'awaiting-review'
  | 'passed'
  | 'failed'
  | 'overturned'

export type GraderKind = 'auto-objective' | 'llm+gate' | 'human' | 'demo'

/** How sure anybody can be that the learner did the work. */
export type Assurance = 'self-asserted' | 'identity-verified' | 'proctored'

export interface SkillLevel {
  readonly code: string
  readonly level: 0 | 1 | 2 | 3
}

export interface ObjectiveResult {
  readonly correct: number
  readonly of: number
  readonly required: number
}

/** The form as it was drawn: what the learner saw stays what is graded. */
export interface StoredForm {
  readonly digest: string
  readonly language: Language
  readonly items: readonly ShownItem[]
  readonly tasks: readonly string[]
}

export interface Assessment {
  readonly id: string
  readonly tenantId: string
  /** `undefined` once the person was erased. */
  readonly personId: string | undefined
  readonly course: string
  readonly courseVersion: string
  /** Of the learner, and of the certificate; the form may be in another. */
  readonly language: Language
  readonly state: AssessmentState
  readonly seed: string
  readonly form: StoredForm
  readonly objective: ObjectiveResult | undefined
  readonly skills: readonly SkillLevel[]
  readonly gradedBy: readonly GraderKind[]
  readonly humanReviewed: boolean
  readonly demo: boolean
  readonly assurance: Assurance
  /** Per cent of the ordinary time. */
  readonly timeFactor: number
  /** The assessment whose decision was overturned and which this one decides again. */
  readonly regradeOf: string | undefined
  readonly caseId: string | undefined
  readonly contestedBy: 'learner' | 'staff' | undefined
  /** The person who marked last, who may not handle a case about it. */
  readonly decidedBy: string | undefined
  readonly tries: number
  readonly startedAt: UnixSeconds
  readonly submittedAt: UnixSeconds | undefined
  readonly endedAt: UnixSeconds | undefined
  /** Why it was overturned. */
  readonly reason: string | undefined
}

const DAY = 24 * 3600

/** How long an attempt may be worked on, seconds. */
export const WINDOW: UnixSeconds = 14 * DAY

/** Time of an attempt ordinarily, and for who needs more, per cent. */
export const TIME_FACTORS = { ordinary: 100, extra: 150 } as const

/** End of the working time. */
export const dueAt = ({ startedAt, timeFactor }: Assessment): UnixSeconds =>
  startedAt + (WINDOW * timeFactor) / 100

/** Afterwards record and certificate stand; a case may overturn them. */
export const UNDECIDED: readonly AssessmentState[] = ['open', 'grading', 'awaiting-review']

export const isDecided = ({ state }: Pick<Assessment, 'state'>): boolean =>
  state === 'passed' || state === 'failed' || state === 'overturned'
