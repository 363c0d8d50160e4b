/**
 * Messages about jobs: what an employer puts in, in whichever form, and what comes back.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

/** PostgreSQL has no NUL in texts. */
export const NO_NUL = '^[^\\u0000]*$'
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: NO_NUL })
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
    q: Type.Optional(Type.String({ maxLength: 200, pattern: NO_NUL })),
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

/** `line`: of the file, from 1; of a JSON document: the place of the job in it, from 1. */
export const ImportReport = Type.Object({
  accepted: Type.Integer(),
  drafted: Type.Array(Type.Object({ line: Type.Integer(), id: Type.String() })),
  rejected: Type.Array(Type.Object({ line: Type.Integer(), faults: Type.Array(FaultView) })),
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

const tag = 'matching'

const ownJobOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/jobs/suggestions',
    tag,
    summary: 'Suggests the skills that an advert seems to ask for.',
    description: 'Nothing is put in: a person confirms what is meant, then sends the job.',
    access: 'scope:jobs:write',
    body: AdvertBody,
    responses: { 200: { description: 'Suggestions, best first.', schema: SuggestionsView } },
  },
  {
    method: 'get',
    path: '/api/employer/jobs',
    tag,
    summary: "The organisation's jobs, closed ones too, and the drafts that wait for somebody.",
    access: 'scope:jobs:write',
    query: OwnJobsQuery,
    responses: {
      200: { description: 'Jobs, drafts, and the cursor of the next page.', schema: OwnJobsView },
    },
  },
  {
    method: 'get',
    path: '/api/employer/jobs/{id}',
    tag,
    summary: 'A job of the organisation in its last version, its skills named.',
    access: 'scope:jobs:write',
    responses: {
      200: { description: 'The job.', schema: OwnJobView },
      404: { description: 'No job of the organisation.' },
    },
  },
  {
    method: 'get',
    path: '/api/employer/drafts/{id}',
    tag,
    summary: 'A draft, and the skills that its words seem to mean.',
    access: 'scope:jobs:write',
    responses: {
      200: { description: 'The draft.', schema: DraftView },
      404: { description: 'No such draft of the organisation.' },
    },
  },
  {
    method: 'delete',
    path: '/api/employer/drafts/{id}',
    tag,
    summary: 'Throws a draft away.',
    access: 'scope:jobs:write',
    responses: { 204: { description: 'Gone.' }, 404: { description: 'No such draft.' } },
  },
]

export const jobOperations: readonly Operation[] = [
  {
    method: 'put',
    path: '/jobs/{id}',
    tag,
    summary: 'Puts a job in, or a new version of it.',
    description: 'Versions never change. An id belongs to the organisation that used it first.',
    access: 'scope:jobs:write',
    body: JobBody,
    responses: {
      200: { description: 'A new version, or the same as before.' },
      201: { description: 'A new job.' },
      409: { description: 'The id belongs to another organisation.' },
    },
  },
  {
    method: 'delete',
    path: '/jobs/{id}',
    tag,
    summary: 'Closes a job: it is ranked no more, its versions stay for replays.',
    access: 'scope:jobs:write',
    responses: { 204: { description: 'Closed.' } },
  },
  {
    method: 'post',
    path: '/jobs/bulk',
    tag,
    summary: 'Puts many jobs in: a line each, a CSV row each, or published as JSON.',
    description:
      'Also `text/csv`, and `application/ld+json` or `application/json` with schema.org JobPostings, HR Open position openings or JSON Resume job descriptions (docs/jobs.md). Good ones go in; the others are reported by number and member. Where skills are named in words alone the job waits as a draft until a person says which are meant.',
    access: 'scope:jobs:write',
    body: JobLine,
    bodyType: 'application/x-ndjson',
    responses: {
      200: { description: 'How many went in, and what did not.', schema: ImportReport },
      413: { description: 'A CSV or JSON file of more than 5 MB: send NDJSON.' },
      422: { description: 'A file that is not CSV or JSON at all.' },
    },
  },
  {
    method: 'get',
    path: '/jobs/{id}',
    tag,
    summary: 'The job as it stands.',
    access: 'public',
    responses: { 200: { description: 'The job.' }, 404: { description: 'No open job.' } },
  },
  {
    method: 'get',
    path: '/api/jobs',
    tag,
    summary: 'Open jobs, newest first, by words of the title.',
    access: 'public',
    query: JobsQuery,
    responses: { 200: { description: 'Jobs and the cursor of the next page.' } },
  },
  ...ownJobOperations,
]
