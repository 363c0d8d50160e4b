import type { Level } from '../../schemas/course-content.ts'

/** Why a human marks what the model has marked. */
export type HumanReason =
  | 'no-gate'
  | 'flagged'
  | 'model-failed'
  | 'abstained'
  | 'evidence'
  | 'votes-apart'
  | 'no-majority'
  | 'confidence'
  | 'near-cut'
  | 'critical'
  | 'unsupported'
  | 'outside-region'
  | 'no-model'
  | 'appeal'
  | 'audit'
  | 'markers-apart'

export interface Vote {
  /** `undefined`: the mark is void. */
  readonly level: Level | undefined
  readonly confidence: number
  readonly doubt?: Extract<HumanReason, 'abstained' | 'evidence'>
}

export interface Poll {
  /** What the votes agree on; the middle one where they do not, as a proposal. */
  readonly level: Level | undefined
  readonly confidence: number
  readonly reasons: readonly HumanReason[]
}

/** Whether two votes leave something for a third to settle. */
export const needsThird = (votes: readonly Vote[]): boolean => {
  const [first, second] = votes
  return first?.level !== undefined && second?.level !== undefined && first.level !== second.level
}

/** What two or three votes on one criterion come to. */
export function poll(votes: readonly Vote[]): Poll {
  const doubts = votes.flatMap(({ doubt }) => doubt ?? [])
  const levels = votes.flatMap(({ level }) => level ?? []).sort((a, b) => a - b)
  const confidence = Math.min(...votes.map((vote) => vote.confidence))
  const spread = (levels.at(-1) ?? 0) - (levels[0] ?? 0)
  const majority = levels.find((level, at) => levels[at + 1] === level)
  const reasons: readonly HumanReason[] = [
    ...new Set(doubts),
    ...(spread >= 2 ? (['votes-apart'] as const) : []),
    ...(levels.length >= 2 && majority === undefined ? (['no-majority'] as const) : []),
  ]
  const level = majority ?? levels[Math.floor((levels.length - 1) / 2)]
  return { level, confidence, reasons }
}
