/**
 * Messages of `tutor/` about simulated conversations.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'
import { DialogueMessage, speaker, ThingSaid } from './tutor-dialogue.ts'
import { Id, LanguageCode, Time } from './tutor-messages.ts'

const closed = { additionalProperties: false } as const

export const RolePlayQuery = Type.Object({ lang: Type.Optional(LanguageCode) }, closed)

export const NewRolePlay = Type.Object({ scenario: Id, language: LanguageCode }, closed)

const Scenario = Type.Object(
  {
    id: Id,
    title: Type.String(),
    partner: Type.String(),
    situation: Type.String(),
    goal: Type.String(),
    /** Codes of the skills it practises. */
    skills: Type.Array(Type.String()),
    /** Of everything but the title. */
    contentLanguage: LanguageCode,
  },
  closed,
)

/** A conversation of the person who asks. */
const RolePlaySummary = Type.Object(
  {
    id: Id,
    scenario: Id,
    startedAt: Time,
    ended: Type.Boolean(),
    hasFeedback: Type.Boolean(),
  },
  closed,
)

export const RolePlayList = Type.Object(
  {
    scenarios: Type.Array(Scenario),
    /** Newest first; absent for those who are not signed in. */
    mine: Type.Optional(Type.Array(RolePlaySummary)),
  },
  closed,
)

export const RolePlayFeedback = Type.Object(
  {
    /** `scripted`: by key words; `model`: by a language model, with quotes that stand in what was said. */
    kind: Type.Enum(['scripted', 'model']),
    /** How many things the learner had said by then. */
    said: Type.Integer(),
    points: Type.Array(
      Type.Object(
        {
          id: Id,
          text: Type.String(),
          met: Type.Boolean(),
          /** The learner's own words that show it. */
          quote: Type.Optional(Type.String()),
          /** What to try next time, where it was not met. */
          advice: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)

export const RolePlayView = Type.Object(
  {
    id: Id,
    scenario: Scenario,
    language: LanguageCode,
    ...speaker,
    /** Says that the partner is an AI, or scripted, and who runs it. */
    notice: Type.String(),
    messages: Type.Array(DialogueMessage),
    /** The partner has said goodbye. */
    ended: Type.Boolean(),
    feedback: Type.Optional(RolePlayFeedback),
  },
  closed,
)

export type RolePlayList = Static<typeof RolePlayList>
export type RolePlayFeedback = Static<typeof RolePlayFeedback>
export type RolePlayView = Static<typeof RolePlayView>

const problem = (description: string) => ({ description, type: 'application/problem+json' })
const refused = { 400: problem('not the expected form'), 401: problem('not signed in') }
const noSuch = problem('no such role play of this person')

export const rolePlayOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/role-plays',
    tag: 'tutor',
    summary: 'Lists the simulated conversations.',
    access: 'public',
    query: RolePlayQuery,
    responses: {
      200: {
        description: 'the scenarios, and the conversations of whoever is signed in',
        schema: RolePlayList,
      },
    },
  },
  {
    method: 'post',
    path: '/api/role-plays',
    tag: 'tutor',
    summary: 'Begins a simulated conversation.',
    access: 'person',
    body: NewRolePlay,
    responses: {
      201: { description: 'the conversation', schema: RolePlayView },
      ...refused,
      404: problem('no such scenario'),
    },
  },
  {
    method: 'get',
    path: '/api/role-plays/{id}',
    tag: 'tutor',
    summary: 'Gives a simulated conversation of mine.',
    access: 'person',
    responses: {
      200: { description: 'the conversation', schema: RolePlayView },
      401: refused[401],
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/role-plays/{id}/messages',
    tag: 'tutor',
    summary: 'Says something to the partner; the answer is streamed.',
    description:
      'Events: `token` {text}, `done` {message, ended, mode, notice, budget}, `problem` {type, title}.',
    access: 'person',
    body: ThingSaid,
    responses: {
      200: { description: 'the answer, event by event', type: 'text/event-stream' },
      ...refused,
      404: noSuch,
      409: problem('the partner is still answering, or has said goodbye'),
      429: problem('the budget of today is spent'),
    },
  },
  {
    method: 'post',
    path: '/api/role-plays/{id}/feedback',
    tag: 'tutor',
    summary: 'Gives feedback on the conversation, point by point.',
    access: 'person',
    responses: {
      200: { description: 'the conversation with feedback', schema: RolePlayView },
      401: refused[401],
      404: noSuch,
      409: problem('nothing was said yet'),
    },
  },
]
