/**
 * Messages of `tutor/` about assessments.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import { ItemAnswer, ShownItem } from './courses.ts'

const closed = { additionalProperties: false } as const
export const LanguageCode = Type.Enum(['fr', 'en', 'ar', 'zgh'])
export const Time = Type.String({ format: 'date-time' })
export const Id = Type.String({ maxLength: 60 })

/** Longest answer to a task, and longest thing said to the tutor, characters. */
export const LONGEST_TEXT = 20_000

/** A model outside the organisation's region, which wants the learner's consent. */
export const OutsideModel = Type.Object(
  {
    /** As the operator names it. */
    name: Type.String(),
    host: Type.String(),
    /** Country (ISO 3166-1) or `EU`; absent where nobody said. */
    region: Type.Optional(Type.String()),
    /** Whom the consent names as `employer`, with the purpose `tutor-model`. */
    consentFor: Type.String(),
  },
  closed,
)

export const NewAttempt = Type.Object(
  {
    course: Key,
    language: LanguageCode,
    /** Half as much time again; no reason is asked for. */
    extraTime: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const AnswerToSave = Type.Object({ answer: ItemAnswer }, closed)

export const TextToSave = Type.Object({ text: Type.String({ maxLength: LONGEST_TEXT }) }, closed)

export const Submission = Type.Object({ integrityStatement: Type.Literal(true) }, closed)

export const ContestReason = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 8_000 }),
    language: Type.Optional(LanguageCode),
  },
  closed,
)

export const AssessmentState = Type.Enum([
  'open',
  'grading',
  'awaiting-review',
  'passed',
  'failed',
  'overturned',
])

const GraderKind = Type.Enum(['auto-objective', 'llm+gate', 'human', 'demo'])
export const Assurance = Type.Enum(['self-asserted', 'identity-verified', 'proctored'])

/** What was noted about who did the work. */
export const AssuranceView = Type.Object(
  {
    /** To be shown to whoever may note it; absent once decided. */
    code: Type.Optional(Type.String()),
    /** Oldest first; the last one counts. `self-asserted` took back what was before. */
    notes: Type.Array(
      Type.Object({ assurance: Assurance, statement: Type.String(), at: Time }, closed),
    ),
  },
  closed,
)

export const Level = Type.Enum([0, 1, 2, 3])

export const AssessmentSummary = Type.Object(
  {
    id: Id,
    course: Key,
    courseTitle: Type.String(),
    language: LanguageCode,
    state: AssessmentState,
    startedAt: Time,
    dueAt: Time,
    submittedAt: Type.Optional(Time),
    endedAt: Type.Optional(Time),
    demo: Type.Boolean(),
    /** This one decides again what another one decided. */
    regradeOf: Type.Optional(Id),
  },
  closed,
)

export const AssessmentTask = Type.Object(
  {
    id: Key,
    module: Key,
    title: Type.String(),
    /** Markdown. */
    prompt: Type.String(),
    minutes: Type.Integer(),
    words: Type.Object({ min: Type.Integer(), max: Type.Integer() }, closed),
    materials: Type.Array(
      Type.Object({ id: Key, title: Type.String(), text: Type.String() }, closed),
    ),
    criteria: Type.Array(
      Type.Object(
        {
          id: Key,
          name: Type.String(),
          critical: Type.Boolean(),
          /** What can be seen at levels 0, 1, 2, 3. */
          anchors: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    text: Type.String(),
    savedAt: Type.Optional(Time),
  },
  closed,
)

/** Who will mark the tasks, said before anything is handed in. */
const Grading = Type.Object(
  {
    grader: Type.Enum(['model', 'human', 'demo']),
    /** Of the model, as the operator names it. */
    label: Type.Optional(Type.String()),
    /** The model, where it is outside and needs the learner's consent to read the work. */
    outside: Type.Optional(OutsideModel),
    consented: Type.Boolean(),
    notice: Type.String(),
  },
  closed,
)

export const AssessmentView = Type.Object(
  {
    ...AssessmentSummary.properties,
    formLanguage: LanguageCode,
    items: Type.Array(ShownItem),
    /** By item id. */
    answers: Type.Record(Key, ItemAnswer),
    tasks: Type.Array(AssessmentTask),
    grading: Grading,
    assurance: Assurance,
    assuranceNoted: AssuranceView,
    integrityStatement: Type.String(),
  },
  closed,
)

const CriterionResult = Type.Object(
  {
    criterion: Key,
    name: Type.String(),
    critical: Type.Boolean(),
    mean: Type.Number(),
    met: Type.Boolean(),
    /** What the markers wrote. */
    notes: Type.Array(Type.String()),
  },
  closed,
)

export const AssessmentResult = Type.Object(
  {
    id: Id,
    course: Key,
    courseTitle: Type.String(),
    state: AssessmentState,
    /** In words, in the language of the assessment. */
    message: Type.String(),
    demo: Type.Boolean(),
    gradedBy: Type.Array(GraderKind),
    humanReviewed: Type.Boolean(),
    assurance: Assurance,
    assuranceNoted: AssuranceView,
    objective: Type.Optional(
      Type.Object(
        { correct: Type.Integer(), of: Type.Integer(), required: Type.Integer() },
        closed,
      ),
    ),
    tasks: Type.Array(
      Type.Object(
        {
          id: Key,
          title: Type.String(),
          grader: Type.Optional(GraderKind),
          criteria: Type.Array(CriterionResult),
        },
        closed,
      ),
    ),
    skills: Type.Array(Type.Object({ code: Key, level: Level }, closed)),
    endedAt: Type.Optional(Time),
    nextAttemptAt: Type.Optional(Time),
    recordUrl: Type.Optional(Type.String()),
    /** The case about this decision. */
    caseId: Type.Optional(Id),
    mayContest: Type.Boolean(),
  },
  closed,
)

export const CaseOpened = Type.Object({ caseId: Id, state: Type.String(), dueAt: Time }, closed)

export type AssuranceView = Static<typeof AssuranceView>
export type NewAttempt = Static<typeof NewAttempt>
export type AssessmentSummary = Static<typeof AssessmentSummary>
export type AssessmentView = Static<typeof AssessmentView>
export type AssessmentResult = Static<typeof AssessmentResult>
export type CaseOpened = Static<typeof CaseOpened>
