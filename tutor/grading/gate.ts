import type { Language } from '../../platform/i18n.ts'

/** What a calibration holds for; any change of a member is another gate, and that one is closed. */
export interface GateKey {
  /** `<rubric version>/<criterion>`, e.g. `ai-foundations/t2b@1/correction`. */
  readonly criterion: string
  readonly rubricDigest: string
  readonly language: Language
  /** As the server names it. */
  readonly model: string
  readonly promptHash: string
}

/** A gate that was passed. */
export interface Gate extends GateKey {
  /** Marks below this confidence go to a human. */
  readonly leastConfidence: number
}

export const gateName = ({
  criterion,
  rubricDigest,
  language,
  model,
  promptHash,
}: GateKey): string => JSON.stringify([criterion, rubricDigest, language, model, promptHash])
