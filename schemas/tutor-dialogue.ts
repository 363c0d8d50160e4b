/**
 * Messages of `tutor/` about the dialogue.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import { Id, LanguageCode, LONGEST_TEXT, OutsideModel, Time } from './tutor-messages.ts'

const closed = { additionalProperties: false } as const

export const NewDialogue = Type.Object({ course: Key, module: Key, language: LanguageCode }, closed)

export const ThingSaid = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: LONGEST_TEXT }) },
  closed,
)

export const DialogueMessage = Type.Object(
  {
    from: Type.Enum(['learner', 'tutor']),
    text: Type.String(),
    at: Time,
    /** `scripted`: authored words; `model`: a language model's; `refusal`: a rule of the house. */
    kind: Type.Enum(['said', 'scripted', 'model', 'refusal']),
  },
  closed,
)

/** Who answers: in a dialogue, and in a role play. */
export const speaker = {
  mode: Type.Enum(['model', 'scripted']),
  /** Why authored words answer. */
  because: Type.Optional(Type.Enum(['no-model', 'no-consent', 'budget'])),
  /** Of the model, as the operator names it. */
  label: Type.Optional(Type.String()),
  outside: Type.Optional(OutsideModel),
  consented: Type.Boolean(),
  /** What is left of today. */
  budget: Type.Object({ messages: Type.Integer(), renewedAt: Time }, closed),
}

export const SpeakerView = Type.Object(speaker, closed)

export const DialogueView = Type.Object(
  {
    id: Id,
    course: Key,
    module: Key,
    language: LanguageCode,
    ...speaker,
    /** Says that the tutor is an AI, or scripted, and who runs it. */
    notice: Type.String(),
    messages: Type.Array(DialogueMessage),
    progress: Type.Object(
      { step: Type.Integer(), of: Type.Integer(), done: Type.Boolean() },
      closed,
    ),
  },
  closed,
)

export type SpeakerView = Static<typeof SpeakerView>
export type DialogueMessage = Static<typeof DialogueMessage>
export type DialogueView = Static<typeof DialogueView>
