/**
 * Texts of a course in one language: `courses/content/<course>/<language>/course.json`,
 * `<module>.json` and the lesson `<module>.md`. The structure they fill is in `course-content.ts`.
 *
 * Texts marked *template* may hold `{{parameter}}` and `{{parameter.member}}`; texts are Markdown
 * without HTML.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { byName, Key, ParameterName } from './course-content.ts'
import { four } from './fixed-list.ts'

const closed = { additionalProperties: false } as const

const Line = Type.String({ minLength: 1, maxLength: 400 })
const Markdown = Type.String({ minLength: 1, maxLength: 12_000 })

/** Wording of the values of a parameter: one text, or several that belong together. */
const ParameterTexts = byName(
  ParameterName,
  Type.Record(Type.String(), Type.Union([Line, byName(ParameterName, Type.String())])),
)

const parameters = Type.Optional(ParameterTexts)

/** An option with the reason why it is right or wrong; templates. */
const Option = Type.Object({ text: Line, reason: Markdown }, closed)

/** Single and multiple choice. */
export const ChoiceTexts = Type.Object(
  { stem: Markdown, options: byName(Key, Option), parameters },
  closed,
)

/** `reason`: why the element stands where it stands. */
export const OrderingTexts = Type.Object(
  { stem: Markdown, elements: byName(Key, Option), parameters },
  closed,
)

/** `reason` on the left: why this pair; on the right: why it fits none, where it is in no pair. */
export const MatchingTexts = Type.Object(
  {
    stem: Markdown,
    left: byName(Key, Option),
    right: byName(Key, Type.Object({ text: Line, reason: Type.Optional(Markdown) }, closed)),
    parameters,
  },
  closed,
)

export const NumericTexts = Type.Object(
  {
    stem: Markdown,
    /** Said behind the field; empty for a bare number. */
    unit: Type.String({ maxLength: 40 }),
    explanation: Markdown,
    misconceptions: byName(Key, Markdown),
    parameters,
  },
  closed,
)

export const ItemTexts = Type.Union([ChoiceTexts, OrderingTexts, MatchingTexts, NumericTexts])

export const CriterionTexts = Type.Object(
  {
    name: Line,
    /** What a marker can see in the answer at levels 0, 1, 2, 3. */
    anchors: four(Line),
  },
  closed,
)

export const TaskTexts = Type.Object(
  {
    title: Line,
    prompt: Markdown,
    materials: byName(Key, Type.Object({ title: Line, text: Markdown }, closed)),
    hints: Type.Array(Line),
    criteria: byName(Key, CriterionTexts),
    /** For markers only: what a full answer contains, what counts and what does not. */
    markerNotes: Markdown,
    /** For markers only. `reasons`: per criterion, why this mark. */
    exemplars: byName(
      Key,
      Type.Object({ answer: Markdown, reasons: byName(Key, Markdown) }, closed),
    ),
  },
  closed,
)

export const DialogueTexts = Type.Object(
  {
    /** Who the tutor speaks with, about which case, to what end: for the model, never shown. */
    brief: Markdown,
    /** First words to the learner. */
    opening: Markdown,
    closing: Markdown,
    steps: byName(
      Key,
      Type.Object(
        {
          ask: Markdown,
          /** For the model: what a good answer contains. */
          expects: Markdown,
          /** Lower-case pieces of words; an attempt that has one of them is on the way (scripted tutor). */
          signals: Type.Array(Line, { minItems: 1 }),
          confirm: Markdown,
          hints: Type.Array(Markdown),
          reveal: Markdown,
        },
        closed,
      ),
    ),
  },
  closed,
)

export const ExampleTexts = Type.Object(
  {
    title: Line,
    situation: Markdown,
    steps: Type.Array(Type.Object({ title: Line, text: Markdown }, closed)),
    outcome: Markdown,
  },
  closed,
)

/** `labels` fill the `{{placeholders}}` of the SVG template. */
export const FigureTexts = Type.Object({ alt: Line, labels: byName(ParameterName, Line) }, closed)

/** `<language>/<module>.json`. `items` are checked one by one, by the kind of the item. */
export const ModuleTexts = Type.Object(
  {
    figures: byName(Key, FigureTexts),
    example: Type.Optional(ExampleTexts),
    dialogue: Type.Optional(DialogueTexts),
    items: byName(Key, Type.Unknown()),
    tasks: byName(Key, TaskTexts),
  },
  closed,
)

/** `<language>/course.json`, in all four languages. */
export const CourseTexts = Type.Object(
  {
    /** Absent where a native speaker has edited the texts. */
    nativeReview: Type.Optional(Type.Literal('awaiting')),
    title: Line,
    description: Markdown,
    audience: Line,
    modules: byName(
      Key,
      Type.Object(
        { title: Line, outcomes: Type.Array(Line, { minItems: 2, maxItems: 6 }) },
        closed,
      ),
    ),
    tasks: byName(Key, Line),
    /** What the credential says. */
    achievement: Type.Object(
      {
        name: Line,
        description: Markdown,
        criteria: Markdown,
        tags: Type.Array(Line, { minItems: 2 }),
        objective: Line,
        imageCaption: Line,
      },
      closed,
    ),
  },
  closed,
)

export type ChoiceTexts = Static<typeof ChoiceTexts>
export type OrderingTexts = Static<typeof OrderingTexts>
export type MatchingTexts = Static<typeof MatchingTexts>
export type NumericTexts = Static<typeof NumericTexts>
export type ItemTexts = Static<typeof ItemTexts>
export type CriterionTexts = Static<typeof CriterionTexts>
export type TaskTexts = Static<typeof TaskTexts>
export type DialogueTexts = Static<typeof DialogueTexts>
export type ExampleTexts = Static<typeof ExampleTexts>
export type FigureTexts = Static<typeof FigureTexts>
export type ModuleTexts = Static<typeof ModuleTexts>
export type CourseTexts = Static<typeof CourseTexts>
