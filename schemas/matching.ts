/**
 * Messages of ranking: jobs, challenges, profiles, rankings.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

/** PostgreSQL has no NUL in texts. */
const NO_NUL = '^[^\\u0000]*$'
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: NO_NUL })
/** A skill by its URI (ESCO, ours) or by the code it has in our framework. */
const SkillId = Text(300)
export const JobId = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$' })
const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const LanguageTag = Type.Union([
  Type.Literal('fr'),
  Type.Literal('en'),
  Type.Literal('ar'),
  Type.Literal('zgh'),
])

export const JobSkill = Type.Object(
  {
    id: SkillId,
    label: Type.Optional(Text(300)),
    importance: Type.Union([Type.Literal('essential'), Type.Literal('optional')]),
    level: Type.Optional(Level),
  },
  closed,
)

const jobMembers = {
  title: Text(300),
  employer: Type.Optional(Text(200)),
  language: Type.Optional(LanguageTag),
  location: Type.Optional(Text(200)),
  remote: Type.Optional(Type.Boolean()),
  skills: Type.Array(JobSkill, { minItems: 1, maxItems: 200 }),
}

export const JobBody = Type.Object(jobMembers, closed)
/** What stands in the path of a job, a profile or a ranking. */
export const IdPath = Type.Object({ id: JobId }, closed)
/** One line of `POST /jobs/bulk`. */
export const JobLine = Type.Object({ id: JobId, ...jobMembers }, closed)

export const JobsQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, pattern: NO_NUL })),
    lang: Type.Optional(LanguageTag),
    cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
  },
  closed,
)

/** Why skills are looked at, e.g. `own-ranking` or `application`; it stands in the consent. */
const Purpose = Text(100)

export const ChallengeBody = Type.Object(
  { purpose: Purpose, employer: Type.Optional(Text(200)) },
  closed,
)

const Presentation = Type.Union([
  Type.String({ maxLength: 1_000_000 }),
  Type.Record(Type.String(), Type.Unknown()),
])

export const ProfileBody = Type.Object({ presentation: Presentation }, closed)

export const WithdrawQuery = Type.Object({ token: Type.Optional(Text(100)) }, closed)

export const RankingFilters = Type.Object(
  {
    language: Type.Optional(LanguageTag),
    location: Type.Optional(Text(200)),
    remote: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const RankingBody = Type.Object(
  {
    presentation: Type.Optional(Presentation),
    profileId: Type.Optional(Text(100)),
    filters: Type.Optional(RankingFilters),
    /** Jobs wanted, best first; 20 unless said. */
    k: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
)

/** `contestUrl` carries the token in its query; a body may carry it instead. */
export const RankingContestQuery = Type.Object({ token: Type.Optional(Text(100)) }, closed)

export const RankingContestBody = Type.Object(
  {
    reason: Text(4000),
    /** From `contestUrl`, for whoever has no account. */
    token: Type.Optional(Text(100)),
    /** Where to write to whoever has no account. */
    contact: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    language: Type.Optional(LanguageTag),
  },
  closed,
)

const Amount = Type.Integer({ minimum: 0, description: 'Millionths.' })

const ContributionView = Type.Object({
  skillId: Type.String(),
  label: Type.String(),
  /** `related`: not verified itself, but near to a verified skill; `title`: by the advert's title. */
  kind: Type.Union([Type.Literal('exact'), Type.Literal('related'), Type.Literal('title')]),
  amount: Amount,
  credentialId: Type.Optional(Type.String()),
  relatedTo: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
})

const MissingView = Type.Object({
  skillId: Type.String(),
  label: Type.String(),
  importance: Type.String(),
  level: Type.Optional(Type.Integer()),
  gain: Amount,
  course: Type.Optional(Type.String()),
})

const ResultView = Type.Object({
  jobId: Type.String(),
  jobVersion: Type.Integer(),
  title: Type.String(),
  employer: Type.Optional(Type.String()),
  location: Type.Optional(Type.String()),
  remote: Type.Optional(Type.Boolean()),
  score: Amount,
  coverage: Type.Object({ met: Type.Integer(), of: Type.Integer() }),
  contributions: Type.Array(ContributionView),
  missing: Type.Array(MissingView),
  explanation: Type.Object({ brief: Type.String(), full: Type.String() }),
})

export const RankingView = Type.Object({
  rankingId: Type.String(),
  results: Type.Array(ResultView),
  notCredited: Type.Array(
    Type.Object({
      credentialId: Type.Optional(Type.String()),
      skillId: Type.Optional(Type.String()),
      amount: Type.Literal(0),
      reason: Type.String(),
      message: Type.String(),
    }),
  ),
  formula: Type.Object({ id: Type.String(), text: Type.String() }),
  taxonomyVersion: Type.String(),
  contestUrl: Type.String(),
})

export type JobInput = Static<typeof JobBody>
export type JobSkillInput = Static<typeof JobSkill>
export type RankingFiltersInput = Static<typeof RankingFilters>
export type RankingAnswer = Static<typeof RankingView>

const tag = 'matching'

export const matchingOperations: readonly Operation[] = [
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
    summary: 'Puts many jobs in, one on each line.',
    description: 'Good lines go in; those that are not are reported by number and member.',
    access: 'scope:jobs:write',
    body: JobLine,
    bodyType: 'application/x-ndjson',
    responses: { 200: { description: 'How many went in, and the lines that did not.' } },
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
  {
    method: 'post',
    path: '/challenges',
    tag,
    summary: 'A challenge that a presentation must sign: single use, ten minutes.',
    access: 'public',
    body: ChallengeBody,
    responses: { 201: { description: 'Challenge and domain.' } },
  },
  {
    method: 'post',
    path: '/profiles',
    tag,
    summary: 'Keeps the verified skills of a presentation, and nothing else of it.',
    access: 'person',
    body: ProfileBody,
    responses: { 201: { description: 'The profile, and the token that withdraws it.' } },
  },
  {
    method: 'delete',
    path: '/profiles/{id}',
    tag,
    summary: 'Withdraws a profile at once.',
    access: 'public',
    query: WithdrawQuery,
    responses: { 204: { description: 'Gone.' }, 404: { description: 'No such profile.' } },
  },
  {
    method: 'post',
    path: '/rankings',
    tag,
    summary: 'Ranks jobs by verified skills.',
    access: 'scope:rankings:read',
    body: RankingBody,
    responses: { 200: { description: 'Jobs, best first, and why.', schema: RankingView } },
  },
  {
    method: 'get',
    path: '/api/rankings/{id}',
    tag,
    summary: 'A ranking as it was answered.',
    access: 'person',
    responses: { 200: { description: 'The ranking.', schema: RankingView } },
  },
  {
    method: 'get',
    path: '/rankings/{id}/replay',
    tag,
    summary: 'Ranks again on the jobs of that moment, and says whether the answer is the same.',
    access: 'scope:rankings:read',
    responses: { 200: { description: 'Both digests.' } },
  },
  {
    method: 'post',
    path: '/rankings/{id}/contest',
    tag,
    summary: 'Contests a ranking; a person answers within thirty days.',
    access: 'public',
    query: RankingContestQuery,
    body: RankingContestBody,
    responses: { 201: { description: 'The case.' } },
  },
]
