/**
 * Messages about jobs: what an employer puts in, in whichever form, and what comes back.
 *
 * @module
 */

import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const

/** PostgreSQL has no NUL in texts; half a character is stored as another one, by both databases. */
const STORABLE = '^[^\\u0000\\ud800-\\udfff]*$'
export const Text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: STORABLE })
/** A skill by its URI (ESCO, ours) or by the code it has in our framework. */
const SkillId = Text(300)
export const JobId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' })
const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])
export const LanguageTag = Type.Union([
  Type.Literal('fr'),
  Type.Literal('en'),
  Type.Literal('ar'),
  Type.Literal('zgh'),
])

const Importance = Type.Union([Type.Literal('essential'), Type.Literal('optional')])

export const JobSkill = Type.Object(
  {
    id: SkillId,
    label: Type.Optional(Text(300)),
    importance: Importance,
    level: Type.Optional(Level),
  },
  closed,
)

export const WORKPLACES = ['on-site', 'hybrid', 'remote'] as const
export const PERMITS = ['required', 'sponsored'] as const

/** All but the skills. */
const particulars = {
  title: Text(300),
  /** Text, never markup; shown, not ranked by. */
  description: Type.Optional(Text(20_000)),
  employer: Type.Optional(Text(200)),
  language: Type.Optional(LanguageTag),
  location: Type.Optional(Text(200)),
  remote: Type.Optional(Type.Boolean()),
  workplace: Type.Optional(Type.Enum([...WORKPLACES])),
  /** `required`: who has none is not hired; `sponsored`: the employer helps to obtain it. */
  permit: Type.Optional(Type.Enum([...PERMITS])),
  /** Last day (in UTC), or the moment, after which the job is closed by itself. */
  expires: Type.Optional(
    Type.Union([
      Type.String({ format: 'date', maxLength: 10 }),
      Type.String({ format: 'date-time', maxLength: 40 }),
    ]),
  ),
}

const jobMembers = {
  ...particulars,
  skills: Type.Array(JobSkill, { minItems: 1, maxItems: 200 }),
}

export const JobBody = Type.Object(jobMembers, closed)
/** One line of `POST /jobs/bulk`. */
export const JobLine = Type.Object({ id: JobId, ...jobMembers }, closed)

/** Something a job asks for in words, until a person says which skill is meant. */
export const SkillWords = Type.Object({ text: Text(300), importance: Importance }, closed)

/** A job that waits for a person to confirm its skills; nobody is ranked by it. */
export const JobDraft = Type.Object(
  {
    id: JobId,
    ...particulars,
    skills: Type.Array(JobSkill, { maxItems: 200 }),
    words: Type.Array(SkillWords, { maxItems: 200 }),
  },
  closed,
)

/** What stands in the path of a job, a profile or a ranking. */
export const IdPath = Type.Object({ id: JobId }, closed)

const Cursor = Type.String({ pattern: '^[0-9]{1,15}$' })

export const JobsQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, pattern: STORABLE })),
    lang: Type.Optional(LanguageTag),
    cursor: Type.Optional(Cursor),
  },
  closed,
)

export const OwnJobsQuery = Type.Object(
  { lang: Type.Optional(LanguageTag), cursor: Type.Optional(Cursor) },
  closed,
)

export const AdvertBody = Type.Object(
  { text: Text(20_000), language: Type.Optional(LanguageTag) },
  closed,
)

const SuggestedSkill = Type.Object({
  id: Type.String(),
  label: Type.String(),
  importance: Importance,
  /** The words of the advert it rests on. */
  words: Type.String(),
  /** Who suggests it: label search, or the language model among what label search found. */
  source: Type.Union([Type.Literal('labels'), Type.Literal('model')]),
})

export const SuggestionsView = Type.Object({
  taxonomyVersion: Type.String(),
  suggestions: Type.Array(SuggestedSkill),
})

const FaultView = Type.Object({
  pointer: Type.String(),
  rule: Type.String(),
  detail: Type.String(),
})

const LineOfId = Type.Object({ line: Type.Integer(), id: Type.String() })

/**
 * `line`: of the file, from 1; of a JSON document: the place of the job in it, from 1. Every job is
 * accepted, drafted or rejected, and is told once.
 */
export const ImportReport = Type.Object({
  accepted: Type.Integer(),
  drafted: Type.Array(LineOfId),
  rejected: Type.Array(Type.Object({ line: Type.Integer(), faults: Type.Array(FaultView) })),
  /** Lines that replaced an earlier one of the same file, under the same id. */
  repeated: Type.Array(LineOfId),
  /** What is in, and what the reader should know of it. */
  warned: Type.Array(
    Type.Object({ line: Type.Integer(), id: Type.String(), faults: Type.Array(FaultView) }),
  ),
})

/** What an employer sees of the own jobs. */
export const OwnJobsView = Type.Object({
  jobs: Type.Array(
    Type.Object({
      id: Type.String(),
      version: Type.Integer(),
      title: Type.String(),
      location: Type.Optional(Type.String()),
      expires: Type.Optional(Type.String()),
      skills: Type.Integer(),
      state: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('expired')]),
    }),
  ),
  drafts: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  /** Of the next page, when there is one. */
  cursor: Type.Optional(Type.String()),
})

const toldOfSkills = {
  /** In the reader's language, by id. */
  names: Type.Record(Type.String(), Type.String()),
  /** Ids that no framework known here has: nobody can be credited for them. */
  unknown: Type.Array(Type.String()),
}

export const DraftView = Type.Object({
  draft: JobDraft,
  ...SuggestionsView.properties,
  ...toldOfSkills,
})

/** A job of one's own, closed or not, with what its skills are called. */
export const OwnJobView = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  ...jobMembers,
  ...toldOfSkills,
})

export type OwnJobView = Static<typeof OwnJobView>
export type JobInput = Static<typeof JobBody>
export type JobSkillInput = Static<typeof JobSkill>
export type JobDraft = Static<typeof JobDraft>
export type SuggestedSkill = Static<typeof SuggestedSkill>
export type SuggestionsView = Static<typeof SuggestionsView>
export type ImportReport = Static<typeof ImportReport>
export type OwnJobsView = Static<typeof OwnJobsView>
export type DraftView = Static<typeof DraftView>
