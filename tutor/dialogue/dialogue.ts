import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'

/** How a step of the dialogue went. */
export type StepOutcome = 'alone' | 'hinted' | 'revealed'

/** Where a learner stands in a dialogue. */
export interface Position {
  readonly step: number
  /** Hints given on this step. */
  readonly hints: number
  readonly outcomes: Readonly<Record<string, StepOutcome>>
}

export interface StoredDialogue extends Position {
  readonly id: string
  readonly tenantId: string
  readonly personId: string
  readonly course: string
  readonly module: string
  readonly language: Language
  readonly startedAt: UnixSeconds
}

/** `scripted`: authored words; `model`: a language model's; `refusal`: a rule of the house. */
export type MessageKind = 'said' | 'scripted' | 'model' | 'refusal'

export interface Message {
  readonly from: 'learner' | 'tutor'
  readonly kind: MessageKind
  readonly text: string
  readonly at: UnixSeconds
}

/** What the tutor says, and where that leaves the learner. */
export interface Turn {
  readonly text: string
  readonly kind: Exclude<MessageKind, 'said'>
  readonly position: Position
  /** Level of the hint given, from 1. */
  readonly hint?: number
  readonly tokens?: number | undefined
}
