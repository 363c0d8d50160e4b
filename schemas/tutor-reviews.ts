/**
 * Messages of `tutor/` about human marking.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import { AssessmentTask, Id, LanguageCode, Level, Time } from './tutor-messages.ts'

const closed = { additionalProperties: false } as const

export const ReviewSummary = Type.Object(
  {
    id: Id,
    course: Key,
    courseTitle: Type.String(),
    task: Key,
    taskTitle: Type.String(),
    language: LanguageCode,
    queuedAt: Time,
    /** Whole days it has waited. */
    days: Type.Integer(),
    overdue: Type.Boolean(),
    /** Another marker has been asked before. */
    again: Type.Boolean(),
  },
  closed,
)

export const ReviewQueue = Type.Object(
  {
    reviews: Type.Array(ReviewSummary),
    ageing: Type.Object(
      {
        waiting: Type.Integer(),
        overdue: Type.Integer(),
        oldestDays: Type.Integer(),
        /** Waiting up to one day, up to three, up to seven, longer. */
        byAge: Type.Array(Type.Integer(), { minItems: 4, maxItems: 4 }),
      },
      closed,
    ),
    /** Works marked in the last thirty days: by me, by all, and by how many people. */
    workload: Type.Object(
      { mine: Type.Integer(), all: Type.Integer(), people: Type.Integer() },
      closed,
    ),
  },
  closed,
)

const GivenMark = Type.Object(
  { criterion: Key, level: Level, note: Type.String({ maxLength: 4_000 }) },
  closed,
)

export const MarksToGive = Type.Object(
  { criteria: Type.Array(GivenMark, { minItems: 1, maxItems: 8 }) },
  closed,
)

export const ReviewView = Type.Object(
  {
    ...ReviewSummary.properties,
    state: Type.Enum(['waiting', 'marked']),
    prompt: Type.String(),
    materials: AssessmentTask.properties.materials,
    criteria: AssessmentTask.properties.criteria,
    markerNotes: Type.String(),
    exemplars: Type.Array(
      Type.Object(
        {
          answer: Type.String(),
          marks: Type.Array(
            Type.Object({ criterion: Key, level: Level, reason: Type.String() }, closed),
          ),
        },
        closed,
      ),
    ),
    answer: Type.String(),
    marks: Type.Optional(Type.Array(GivenMark)),
    /** Shown once the reviewer has marked; to the one who settles, at once. */
    others: Type.Optional(
      Type.Object(
        {
          flags: Type.Array(Type.String()),
          reasons: Type.Array(Type.String()),
          proposal: Type.Array(
            Type.Object({ criterion: Key, level: Type.Optional(Level) }, closed),
          ),
          markers: Type.Array(Type.Array(GivenMark)),
        },
        closed,
      ),
    ),
  },
  closed,
)

const Decision = Type.Enum(['passed', 'failed'])

export const ReplayView = Type.Object(
  {
    assessmentId: Id,
    decided: Decision,
    /** What the same marks come to now. */
    replayed: Decision,
    /** Whether the private transcript still has the hash that the public record names. */
    transcriptHolds: Type.Boolean(),
    holds: Type.Boolean(),
  },
  closed,
)

export type ReviewSummary = Static<typeof ReviewSummary>
export type ReviewQueue = Static<typeof ReviewQueue>
export type ReviewView = Static<typeof ReviewView>
