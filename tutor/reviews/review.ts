import type { UnixSeconds } from '../../platform/clock.ts'
import type { Level } from '../../schemas/course-content.ts'
import type { HumanReason } from '../grading/votes.ts'

/**
 * `grade`: marks decide. `second`: another marker, where the first and the model were two levels apart.
 * `resolution`: a third settles two markers. `audit`: blind, of what the model decided alone;
 * `audit-second`: another, where the audit would have decided otherwise.
 */
export type ReviewPurpose = (typeof PURPOSES)[number]

export const PURPOSES = ['grade', 'second', 'resolution', 'audit', 'audit-second'] as const

export interface ReviewMark {
  readonly criterion: string
  readonly level: Level
  readonly note: string
}

/** One piece of work before one human marker. */
export interface Review {
  readonly id: string
  readonly tenantId: string
  readonly assessmentId: string
  readonly taskId: string
  readonly authorId: string | undefined
  readonly purpose: ReviewPurpose
  readonly state: 'waiting' | 'marked'
  /** People who marked the work before. */
  readonly barred: readonly string[]
  readonly reasons: readonly HumanReason[]
  readonly queuedAt: UnixSeconds
  readonly reviewerId: string | undefined
  readonly marks: readonly ReviewMark[] | undefined
  readonly markedAt: UnixSeconds | undefined
}

/** Levels by which two markers may differ before a third is asked. */
export const APART = 2

/** Whether two sets of marks are so far apart on a criterion that somebody must settle it. */
export const areApart = (
  one: readonly { readonly criterion: string; readonly level?: number | undefined }[],
  other: readonly ReviewMark[],
): boolean =>
  one.some(({ criterion, level }) => {
    const theirs = other.find((each) => each.criterion === criterion)?.level
    return level !== undefined && theirs !== undefined && Math.abs(level - theirs) >= APART
  })

/** Mean per criterion over the markers. */
export const meansOf = (
  markers: readonly (readonly ReviewMark[])[],
): readonly { readonly criterion: string; readonly mean: number }[] =>
  (markers[0] ?? []).map(({ criterion }) => {
    const levels = markers.flatMap(
      (marks) => marks.find((each) => each.criterion === criterion)?.level ?? [],
    )
    return { criterion, mean: levels.reduce<number>((sum, each) => sum + each, 0) / levels.length }
  })
