/**
 * Structure of a course, written once for all languages: `courses/content/<course>/course.json` and
 * `modules/<module>.json`. What people read is in `course-texts.ts`, one folder per language.
 *
 * @module
 */

import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const

/** Name of a course, module, item, option, criterion, figure: part of URLs and of signed documents. */
export const Key = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })

/** Name of a parameter, as templates and expressions write it. */
export const ParameterName = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 30 })

/**
 * Arithmetic over parameters: numbers, names, `+ - * / %`, comparisons, `and or not`, brackets and
 * `min max round floor ceil abs`. Nothing else can be said in it.
 */
export const Expression = Type.String({ minLength: 1, maxLength: 200 })

/** Members by name; a name of another form is refused. */
export const byName = <T extends TSchema>(
  name: typeof Key | typeof ParameterName,
  value: T,
  least = 0,
) => Type.Record(name, value, { additionalProperties: false, minProperties: least })

const Value = Type.Union([Type.Number(), Key])

/** The values a parameter may take. Words (keys) get their wording per language in the texts. */
export const ParameterValues = Type.Union([
  Type.Object({ choose: Type.Array(Value, { minItems: 2, maxItems: 60 }) }, closed),
  Type.Object({ from: Type.Number(), to: Type.Number(), step: Type.Number() }, closed),
])

/** A table read by the value of another parameter. */
const Lookup = Type.Object(
  { by: ParameterName, values: Type.Record(Type.String(), Value, { minProperties: 2 }) },
  closed,
)

/** What varies in an item: `draw` is drawn, `derive` computed in the order written, `require` must hold. */
export const ParameterSpace = Type.Object(
  {
    draw: byName(ParameterName, ParameterValues, 1),
    derive: Type.Optional(byName(ParameterName, Type.Union([Expression, Lookup]))),
    require: Type.Optional(Type.Array(Expression)),
  },
  closed,
)

/** The same for every draw, or by the value of a parameter. */
const perDraw = <T extends TSchema>(value: T) =>
  Type.Union([
    value,
    Type.Object(
      { by: ParameterName, values: Type.Record(Type.String(), value, { minProperties: 2 }) },
      closed,
    ),
  ])

const common = {
  id: Key,
  skills: Type.Array(Key, { minItems: 1, maxItems: 3, uniqueItems: true }),
  /** 1 recognise, 2 apply, 3 judge. */
  difficulty: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
  /** Kept for one use; absent: both. An item met in practice has shown its answer. */
  use: Type.Optional(Type.Union([Type.Literal('practice'), Type.Literal('exam')])),
  parameters: Type.Optional(ParameterSpace),
}

const keys = (minItems: number, maxItems: number) =>
  Type.Array(Key, { minItems, maxItems, uniqueItems: true })

export const SingleChoice = Type.Object(
  {
    ...common,
    kind: Type.Literal('single'),
    options: keys(3, 6),
    key: perDraw(Key),
    /** Options that read as a scale keep their order. */
    fixedOrder: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const MultipleChoice = Type.Object(
  { ...common, kind: Type.Literal('multiple'), options: keys(4, 7), key: perDraw(keys(1, 6)) },
  closed,
)

/** `elements` stand in the right order. */
export const Ordering = Type.Object(
  { ...common, kind: Type.Literal('ordering'), elements: keys(3, 7) },
  closed,
)

/** `right` may hold more than `pairs` uses. */
export const Matching = Type.Object(
  {
    ...common,
    kind: Type.Literal('matching'),
    left: keys(3, 6),
    right: keys(2, 7),
    pairs: byName(Key, Key, 3),
  },
  closed,
)

/** `misconceptions` are wrong values people arrive at, each answered with its own reason. */
export const Numeric = Type.Object(
  {
    ...common,
    kind: Type.Literal('numeric'),
    parameters: ParameterSpace,
    answer: Expression,
    /** How far off is still right, in the unit of the answer; 0 unless said. */
    tolerance: Type.Optional(Type.Number({ minimum: 0 })),
    misconceptions: Type.Array(Type.Object({ id: Key, value: Expression }, closed), {
      minItems: 2,
      maxItems: 5,
    }),
  },
  closed,
)

export const Item = Type.Union([SingleChoice, MultipleChoice, Ordering, Matching, Numeric])

const Level = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)])

/** One criterion of a rubric, levels 0 to 3 (2 meets). A `critical` one must be met whatever the rest. */
export const Criterion = Type.Object(
  { id: Key, critical: Type.Boolean(), skills: Type.Array(Key, { minItems: 1, maxItems: 3 }) },
  closed,
)

/** A whole answer with its marks on every criterion. */
export const Exemplar = Type.Object({ id: Key, marks: byName(Key, Level) }, closed)

export const PerformanceTask = Type.Object(
  {
    id: Key,
    /** Minutes a learner should plan. */
    minutes: Type.Integer({ minimum: 5, maximum: 60 }),
    /** Words (white-space separated) an answer should have; outside them it is flagged, not refused. */
    words: Type.Object(
      { min: Type.Integer({ minimum: 1 }), max: Type.Integer({ minimum: 1 }) },
      closed,
    ),
    materials: Type.Array(Key, { uniqueItems: true, maxItems: 6 }),
    /** Hints for the learner that do none of the work. */
    hints: Type.Integer({ minimum: 1, maximum: 5 }),
    /** Version of rubric and exemplars: a change re-opens the calibration of the grader. */
    rubricVersion: Type.Integer({ minimum: 1 }),
    criteria: Type.Array(Criterion, { minItems: 4, maxItems: 4 }),
    exemplars: Type.Array(Exemplar, { minItems: 2, maxItems: 8 }),
  },
  closed,
)

/** One question of the tutor dialogue with its ladder of hints. */
export const DialogueStep = Type.Object(
  {
    id: Key,
    skills: Type.Array(Key, { minItems: 1 }),
    hints: Type.Integer({ minimum: 2, maximum: 5 }),
  },
  closed,
)

export const ModuleContent = Type.Object(
  {
    id: Key,
    skills: Type.Array(Key, { minItems: 1 }),
    /** Minutes a learner should plan for each part. */
    minutes: Type.Object(
      {
        lesson: Type.Integer({ minimum: 1 }),
        example: Type.Integer({ minimum: 0 }),
        dialogue: Type.Integer({ minimum: 0 }),
        practice: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
    /** SVG templates in `figures/`, by name. */
    figures: Type.Array(Key, { uniqueItems: true }),
    /** Steps of the worked example. */
    example: Type.Integer({ minimum: 0, maximum: 9 }),
    dialogue: Type.Array(DialogueStep, { maxItems: 6 }),
    items: Type.Array(Item, { minItems: 4, maxItems: 60 }),
    tasks: Type.Array(PerformanceTask, { maxItems: 2 }),
  },
  closed,
)

/** What it takes to pass, and to try again. */
export const PassRule = Type.Object(
  {
    items: Type.Integer({ minimum: 1 }),
    itemsPerModule: Type.Integer({ minimum: 1 }),
    requiredItems: Type.Integer({ minimum: 1 }),
    /** Least mean over the markers, on every criterion. */
    criterionMean: Type.Number({ minimum: 0, maximum: 3 }),
    /** Least level on a critical criterion. */
    criticalMinimum: Level,
    retake: Type.Object(
      {
        firstWaitHours: Type.Integer({ minimum: 0 }),
        laterWaitDays: Type.Integer({ minimum: 0 }),
        attemptsPerYear: Type.Integer({ minimum: 1 }),
      },
      closed,
    ),
  },
  closed,
)

/** `full`: can be taken; `titles`: titles, outcomes and the texts of the credential. */
export const Completeness = Type.Union([Type.Literal('full'), Type.Literal('titles')])

export const CourseContent = Type.Object(
  {
    slug: Key,
    /** Part of the achievement's id: a change of what passing means is the next version. */
    version: Type.String({ pattern: '^[1-9][0-9]*$' }),
    languages: Type.Object(
      { fr: Completeness, en: Completeness, ar: Completeness, zgh: Completeness },
      closed,
    ),
    /** Years a certificate is valid. */
    validYears: Type.Integer({ minimum: 1, maximum: 10 }),
    /** Module ids in the order taught; each has `modules/<id>.json`. */
    modules: Type.Array(Key, { minItems: 1, uniqueItems: true }),
    /** Skills the certificate states, each with a level reached. */
    skills: Type.Array(Key, { minItems: 1, uniqueItems: true }),
    passRule: PassRule,
  },
  closed,
)

export type ParameterValues = Static<typeof ParameterValues>
export type ParameterSpace = Static<typeof ParameterSpace>
export type SingleChoice = Static<typeof SingleChoice>
export type MultipleChoice = Static<typeof MultipleChoice>
export type Ordering = Static<typeof Ordering>
export type Matching = Static<typeof Matching>
export type Numeric = Static<typeof Numeric>
export type Item = Static<typeof Item>
export type Level = Static<typeof Level>
export type Criterion = Static<typeof Criterion>
export type Exemplar = Static<typeof Exemplar>
export type PerformanceTask = Static<typeof PerformanceTask>
export type DialogueStep = Static<typeof DialogueStep>
export type ModuleContent = Static<typeof ModuleContent>
export type PassRule = Static<typeof PassRule>
export type CourseContent = Static<typeof CourseContent>
