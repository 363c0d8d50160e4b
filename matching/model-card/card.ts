/**
 * The model card: what the ranking is made of, what it never sees, how well it does.
 *
 * Formula and policy are read from the program itself, so the card cannot say otherwise; what was
 * measured is written by `brevet model-card` and says by which formula.
 *
 * @module
 */

import { EVIDENCE_POLICY, type EvidencePolicy, evidencePolicies } from '../evidence/policy.ts'
import { FORMULA, OPTIONAL, PARTS } from '../ranking/formula.ts'
import measured from './measured.json' with { type: 'json' }

/** One set of judged profiles; shares between 0 and 1. */
export interface MeasuredSet {
  readonly set: string
  readonly titles: 'visible' | 'hidden'
  readonly profiles: number
  readonly jobs: number
  readonly systems: readonly MeasuredSystem[]
}

export interface MeasuredSystem {
  readonly system: string
  /** nDCG@10 with its 95 % bootstrap interval. */
  readonly ndcg10: number
  readonly low: number
  readonly high: number
  readonly map: number
  readonly mrr: number
  readonly p10: number
}

export interface Measured {
  readonly formula: string
  readonly taxonomy: string
  /** Day, ISO 8601. */
  readonly measuredOn: string
  readonly sets: readonly MeasuredSet[]
}

export interface ModelCard {
  readonly formula: string
  readonly parts: Readonly<Record<keyof typeof PARTS, number>>
  readonly niceToHave: number
  readonly policy: EvidencePolicy
  /** Ids of all policies that rankings were made under. */
  readonly policies: readonly string[]
  /** Members of the scorer's input about a person. */
  readonly sees: readonly string[]
  readonly measured: Measured
}

export const modelCard = (): ModelCard => ({
  formula: FORMULA,
  parts: PARTS,
  niceToHave: OPTIONAL,
  policy: EVIDENCE_POLICY,
  policies: evidencePolicies().map(({ id }) => id),
  sees: ['skillId', 'level', 'weight', 'credentialId', 'mapping', 'stoodFor'],
  measured: measured as Measured,
})
