import type { Level } from '../../schemas/course-content.ts'
import type { Gate } from './gate.ts'
import type { Flag } from './pre-checks.ts'
import { type HumanReason, type Poll, poll, type Vote } from './votes.ts'

/** Levels around the cut in which graders of every kind agree least: there a human decides. */
export const CUT_MARGIN = 1

export interface CriterionMarks {
  readonly criterion: string
  readonly critical: boolean
  readonly votes: readonly Vote[]
  /** `undefined`: no calibration was passed, the model only proposes. */
  readonly gate: Gate | undefined
}

export interface Cut {
  readonly criterionMean: number
  readonly criticalMinimum: number
}

export interface Routed {
  readonly proposal: readonly { readonly criterion: string; readonly level: Level | undefined }[]
  /** Empty: the marks may decide. */
  readonly reasons: readonly HumanReason[]
}

/** Whether the model's marks on a piece of work may decide, and if not, why. */
export function route(
  marks: readonly CriterionMarks[],
  { flags, cut }: { readonly flags: readonly Flag[]; readonly cut: Cut },
): Routed {
  const polls = marks.map((each) => ({ ...each, poll: poll(each.votes) }))
  const reasons = new Set<HumanReason>(flags.length > 0 ? ['flagged'] : [])
  for (const each of polls) for (const reason of reasonsOf(each, cut)) reasons.add(reason)
  return {
    proposal: polls.map((each) => ({ criterion: each.criterion, level: each.poll.level })),
    reasons: [...reasons],
  }
}

function reasonsOf(
  { critical, votes, gate, poll: result }: CriterionMarks & { readonly poll: Poll },
  cut: Cut,
): readonly HumanReason[] {
  const { level, confidence, reasons } = result
  const levels = votes.flatMap((vote) => vote.level ?? [])
  const mean = levels.reduce<number>((sum, each) => sum + each, 0) / Math.max(1, levels.length)
  const found: readonly (readonly [HumanReason, boolean])[] = [
    ['no-gate', gate === undefined],
    ['evidence', level === undefined && reasons.length === 0],
    ['confidence', gate !== undefined && confidence < gate.leastConfidence],
    ['near-cut', Math.abs(mean - cut.criterionMean) < CUT_MARGIN],
    ['critical', critical && (level ?? 0) < cut.criticalMinimum],
  ]
  return [...reasons, ...found.flatMap(([reason, is]) => (is ? [reason] : []))]
}
