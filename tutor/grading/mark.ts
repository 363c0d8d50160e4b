import { newSecret, type RandomBytes } from '../../platform/id.ts'
import type { Level } from '../../schemas/course-content.ts'
import type { Ask, ResponseMode } from '../structured.ts'
import { evidenceStands } from './evidence.ts'
import { MarkAnswer, type MarkingBrief, markMessages, type RubricOrder } from './prompt.ts'
import type { Vote } from './votes.ts'

/** One mark of the model on one criterion. */
export interface ModelMark extends Vote {
  readonly evidence: readonly string[]
  readonly rationale: string
  /** As the server names it. */
  readonly model: string
  readonly mode: ResponseMode
  /** The model's words, private. */
  readonly raw: string
}

export interface MarkDeps {
  readonly ask: Ask
  readonly random: RandomBytes
}

const MAX_TOKENS = 1_200
const LONGEST_RATIONALE = 1_500 // characters

/**
 * One mark on one criterion.
 *
 * @param order - how the rubric is read
 * @throws {ModelFailure} when no complete answer came
 */
export async function markCriterion(
  { ask, random }: MarkDeps,
  { brief, answer }: { readonly brief: MarkingBrief; readonly answer: string },
  order: RubricOrder,
): Promise<ModelMark> {
  const token = `answer-${newSecret(random, 16)}`
  const { value, model, mode, raw } = await ask({
    name: 'criterion_mark',
    schema: MarkAnswer,
    messages: markMessages(brief, answer, { order, token }),
    maxTokens: MAX_TOKENS,
  })
  const doubt = doubtOf(answer, value)
  return {
    level: doubt === 'evidence' ? undefined : (value.level as Level),
    confidence: Math.min(1, Math.max(0, value.confidence)),
    ...(doubt ? { doubt } : {}),
    evidence: value.evidence.slice(0, 6),
    rationale: value.rationale.slice(0, LONGEST_RATIONALE),
    model,
    mode,
    raw,
  }
}

/** A forged quote voids the mark; a model that is unsure of itself is taken at its word. */
function doubtOf(answer: string, value: MarkAnswer): Vote['doubt'] {
  if (!evidenceStands(answer, value)) return 'evidence'
  return value.needs_human ? 'abstained' : undefined
}
