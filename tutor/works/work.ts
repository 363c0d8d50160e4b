import type { UnixSeconds } from '../../platform/clock.ts'
import type { Level } from '../../schemas/course-content.ts'
import type { Flag } from '../grading/pre-checks.ts'
import type { HumanReason } from '../grading/votes.ts'

/** `draft` while the attempt is open, then `grading` (the job), `review` (the queue), `marked`. */
export type WorkState = 'draft' | 'grading' | 'review' | 'marked'

/** Who decided the marks of a piece of work. */
export type WorkGrader = 'llm+gate' | 'human' | 'demo'

/** What one performance task of an assessment was answered with, and what became of it. */
export interface Work {
  readonly assessmentId: string
  readonly taskId: string
  readonly text: string
  readonly savedAt: UnixSeconds
  readonly state: WorkState
  readonly flags: readonly Flag[]
  /** Why a human marks it. */
  readonly reasons: readonly HumanReason[]
  /** The model's levels, for whoever marked on their own. */
  readonly proposal: readonly CriterionLevel[] | undefined
  /** Means over the markers that decided. */
  readonly marks: readonly CriterionMean[] | undefined
  readonly grader: WorkGrader | undefined
  readonly rubric: { readonly version: string; readonly digest: string } | undefined
  readonly model: { readonly name: string; readonly promptHash: string } | undefined
}

export interface CriterionLevel {
  readonly criterion: string
  /** `undefined`: the model's marks were void. */
  readonly level?: Level | undefined
}

export interface CriterionMean {
  readonly criterion: string
  readonly mean: number
}
