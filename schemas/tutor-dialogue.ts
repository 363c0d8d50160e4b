/**
 * Messages of `tutor/` about the dialogue.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import { Id, LanguageCode, LONGEST_TEXT, Time } from './tutor-messages.ts'

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

export const DialogueView = Type.Object(
  {
    id: Id,
    course: Key,
    module: Key,
    language: LanguageCode,
    /** `scripted` without a model, or without the learner's consent to send words to it. */
    mode: Type.Enum(['model', 'scripted']),
    /** Says that the tutor is an AI, or scripted, and who runs it. */
    notice: Type.String(),
    label: Type.Optional(Type.String()),
    outsideHost: Type.Optional(Type.String()),
    consented: Type.Boolean(),
    messages: Type.Array(DialogueMessage),
    progress: Type.Object(
      { step: Type.Integer(), of: Type.Integer(), done: Type.Boolean() },
      closed,
    ),
    /** What is left of today. */
    budget: Type.Object({ messages: Type.Integer() }, closed),
  },
  closed,
)

export type DialogueMessage = Static<typeof DialogueMessage>
export type DialogueView = Static<typeof DialogueView>
