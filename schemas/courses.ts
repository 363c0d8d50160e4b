/**
 * Messages of `courses/`.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

const LanguageCode = Type.Enum(['fr', 'en', 'ar', 'zgh'])

export const LanguageQuery = Type.Object({ lang: Type.Optional(LanguageCode) }, closed)

/** An option as shown: its id says its place in this draw, never its place in the content. */
const ShownOption = Type.Object({ id: Type.String(), text: Type.String() }, closed)

const shown = { itemId: Key, module: Key, stem: Type.String() }

/** An item as a learner gets it: without key, reasons or anything that tells them. Texts are Markdown. */
export const ShownItem = Type.Union([
  Type.Object(
    {
      ...shown,
      kind: Type.Enum(['single', 'multiple', 'ordering']),
      options: Type.Array(ShownOption),
    },
    closed,
  ),
  Type.Object(
    {
      ...shown,
      kind: Type.Literal('matching'),
      left: Type.Array(ShownOption),
      right: Type.Array(ShownOption),
    },
    closed,
  ),
  Type.Object({ ...shown, kind: Type.Literal('numeric'), unit: Type.String() }, closed),
])

const OptionId = Type.String({ pattern: '^[olr][1-9]$' })

/**
 * By the kind of the item: an option id (single), option ids in any order (multiple), all option ids in
 * order (ordering), right by left ids (matching), a number (numeric).
 */
export const ItemAnswer = Type.Union([
  OptionId,
  Type.Array(OptionId, { maxItems: 9, uniqueItems: true }),
  Type.Record(Type.String({ pattern: '^l[1-9]$' }), OptionId, {
    maxProperties: 9,
    additionalProperties: false,
  }),
  Type.Number(),
])

/** What a learner is told after answering. */
export const Feedback = Type.Object(
  {
    correct: Type.Boolean(),
    /** Markdown: why the answer given is right or wrong, and what is right. */
    explanation: Type.String(),
    rightAnswer: ItemAnswer,
    /** Per option shown, why it is right or wrong. */
    reasons: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() }, closed)),
  },
  closed,
)

export const PARTS = ['lesson', 'example', 'dialogue', 'practice'] as const

export const Part = Type.Enum([...PARTS])

export const ProgressUpdate = Type.Object({ part: Part, done: Type.Literal(true) }, closed)

export const PracticeAnswer = Type.Object({ itemId: Key, answer: ItemAnswer }, closed)

/** What the signed-in learner has done of a module. */
export const ModuleProgress = Type.Object(
  {
    done: Type.Array(Part),
    practice: Type.Object({ answered: Type.Integer(), correct: Type.Integer() }, closed),
  },
  closed,
)

const ModuleSummary = Type.Object(
  {
    id: Key,
    title: Type.String(),
    outcomes: Type.Array(Type.String()),
    minutes: Type.Integer(),
    tasks: Type.Array(Type.Object({ id: Key, title: Type.String() }, closed)),
    progress: Type.Optional(ModuleProgress),
  },
  closed,
)

export const CourseSummary = Type.Object(
  {
    slug: Key,
    version: Type.String(),
    title: Type.String(),
    description: Type.String(),
    audience: Type.String(),
    minutes: Type.Integer(),
    moduleCount: Type.Integer(),
    /** Languages the course can be taken in. */
    languages: Type.Array(LanguageCode),
    /** Language the lessons come in for the language asked. */
    contentLanguage: LanguageCode,
    nativeReview: Type.Optional(Type.Literal('awaiting')),
    enrolled: Type.Boolean(),
  },
  closed,
)

export const NextStep = Type.Object(
  { module: Type.Optional(Key), part: Type.Enum([...PARTS, 'assessment']) },
  closed,
)

const Mastery = Type.Object(
  { code: Key, label: Type.String(), answered: Type.Integer(), correct: Type.Integer() },
  closed,
)

export const CourseView = Type.Object(
  {
    ...CourseSummary.properties,
    modules: Type.Array(ModuleSummary),
    passRule: Type.Object(
      {
        items: Type.Integer(),
        requiredItems: Type.Integer(),
        criterionMean: Type.Number(),
        criticalMinimum: Type.Integer(),
      },
      closed,
    ),
    enrolledAt: Type.Optional(Type.Integer()),
    /** The one thing to do next, for an enrolled learner. */
    next: Type.Optional(NextStep),
    mastery: Type.Array(Mastery),
  },
  closed,
)

const WorkedExample = Type.Object(
  {
    title: Type.String(),
    situation: Type.String(),
    steps: Type.Array(Type.Object({ title: Type.String(), text: Type.String() }, closed)),
    outcome: Type.String(),
  },
  closed,
)

export const ModuleView = Type.Object(
  {
    ...ModuleSummary.properties,
    course: Key,
    contentLanguage: LanguageCode,
    lesson: Type.String(),
    example: Type.Optional(WorkedExample),
    hasDialogue: Type.Boolean(),
    skills: Type.Array(
      Type.Object({ code: Key, uri: Type.String(), label: Type.String() }, closed),
    ),
  },
  closed,
)

export const PracticeSession = Type.Object(
  { practiceId: Type.String(), items: Type.Array(ShownItem) },
  closed,
)

export type ShownItem = Static<typeof ShownItem>
export type ItemAnswer = Static<typeof ItemAnswer>
export type Feedback = Static<typeof Feedback>
export type Part = (typeof PARTS)[number]
export type ModuleProgress = Static<typeof ModuleProgress>
export type CourseSummary = Static<typeof CourseSummary>
export type CourseView = Static<typeof CourseView>
export type ModuleView = Static<typeof ModuleView>
export type NextStep = Static<typeof NextStep>
export type PracticeSession = Static<typeof PracticeSession>

const problem = { description: 'problem details (RFC 9457)', type: 'application/problem+json' }
const noSuch = { ...problem, description: 'no such course or module' }
const refused = { ...problem, description: 'not signed in' }
const invalid = { ...problem, description: 'the request does not have the expected form' }

export const coursesOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/courses',
    tag: 'courses',
    summary: 'Lists the courses.',
    access: 'public',
    query: LanguageQuery,
    responses: {
      200: {
        description: 'the courses',
        schema: Type.Object({ courses: Type.Array(CourseSummary) }, closed),
      },
    },
  },
  {
    method: 'get',
    path: '/api/courses/{slug}',
    tag: 'courses',
    summary: 'Gives a course with its modules and, for a signed-in learner, the progress.',
    access: 'public',
    query: LanguageQuery,
    responses: { 200: { description: 'the course', schema: CourseView }, 404: noSuch },
  },
  {
    method: 'get',
    path: '/api/courses/{slug}/modules/{id}',
    tag: 'courses',
    summary: 'Gives a module: lesson and worked example.',
    access: 'public',
    query: LanguageQuery,
    responses: { 200: { description: 'the module', schema: ModuleView }, 404: noSuch },
  },
  {
    method: 'get',
    path: '/api/courses/{slug}/figures/{name}',
    tag: 'courses',
    summary: 'Gives a figure of a lesson, labelled in the language.',
    access: 'public',
    query: LanguageQuery,
    responses: { 200: { description: 'the figure', type: 'image/svg+xml' }, 404: noSuch },
  },
  {
    method: 'post',
    path: '/api/courses/{slug}/enrolment',
    tag: 'courses',
    summary: 'Enrols the signed-in person; enrolling again changes nothing.',
    access: 'person',
    query: LanguageQuery,
    responses: {
      201: { description: 'the course with the progress', schema: CourseView },
      401: refused,
      404: noSuch,
    },
  },
  {
    method: 'put',
    path: '/api/courses/{slug}/modules/{id}/progress',
    tag: 'courses',
    summary: 'Notes that a part of a module is done.',
    access: 'person',
    body: ProgressUpdate,
    responses: {
      200: { description: 'what is done of the module', schema: ModuleProgress },
      400: invalid,
      401: refused,
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/courses/{slug}/modules/{id}/practice',
    tag: 'courses',
    summary: 'Draws practice items of a module; what is right stays with the server.',
    access: 'person',
    query: LanguageQuery,
    responses: {
      201: { description: 'the items', schema: PracticeSession },
      401: refused,
      404: noSuch,
    },
  },
  {
    method: 'post',
    path: '/api/practice/{practiceId}/answers',
    tag: 'courses',
    summary: 'Answers a practice item: the first answer counts, a repeated one is told the same.',
    access: 'person',
    body: PracticeAnswer,
    responses: {
      200: { description: 'right or wrong, and why', schema: Feedback },
      400: invalid,
      401: refused,
      404: { ...problem, description: 'no such practice of this person, or no such item in it' },
    },
  },
]
