/**
 * Messages of ranking: jobs, challenges, profiles, rankings.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { employerOperations } from './matching-employers.ts'
import { jobOperations } from './matching-job-operations.ts'
import { JobId, LanguageTag, Text, WORKPLACES } from './matching-jobs.ts'
import type { Operation } from './operation.ts'
import { JobExplanationView, PathView, RankingView } from './ranking-view.ts'

export type { RankingAnswer } from './ranking-view.ts'

const closed = { additionalProperties: false } as const

/** What stands in the path of a job of a ranking. */
export const RankedJobPath = Type.Object({ id: JobId, jobId: JobId }, closed)

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
    /** Jobs that say so; `remote` also those that only say that they are remote. */
    workplace: Type.Optional(Type.Enum([...WORKPLACES])),
    /** Leaves out jobs that require a permit to work there; one that the employer helps to obtain stays. */
    withoutPermit: Type.Optional(Type.Boolean()),
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

export type RankingFiltersInput = Static<typeof RankingFilters>

const tag = 'matching'

export const matchingOperations: readonly Operation[] = [
  ...jobOperations,
  ...employerOperations,
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
    idempotent: true,
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
    idempotent: true,
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
    path: '/api/rankings/{id}/jobs/{jobId}',
    tag,
    summary: 'Why a job has its place: in brief, in full and as a graph.',
    description: 'In the language of `accept-language`, whichever the ranking was answered in.',
    access: 'scope:rankings:read',
    responses: { 200: { description: 'The explanation.', schema: JobExplanationView } },
  },
  {
    method: 'get',
    path: '/api/rankings/{id}/jobs/{jobId}/path',
    tag,
    summary: 'What would raise the score of a job most, step by step.',
    description: 'Each gain is the difference of two scores of the formula, to the millionth.',
    access: 'scope:rankings:read',
    responses: { 200: { description: 'The steps.', schema: PathView } },
  },
  {
    method: 'get',
    path: '/rankings/{id}/replay',
    tag,
    summary: 'Ranks again on the jobs of that moment, and says whether the answer is the same.',
    access: 'scope:rankings:read',
    responses: {
      200: { description: 'Both digests, and the versions it was made by.' },
      409: { description: 'It was made by a version that is not here, which is named.' },
    },
  },
  {
    method: 'post',
    path: '/rankings/{id}/contest',
    tag,
    summary: 'Contests a ranking; a person answers within thirty days.',
    access: 'public',
    idempotent: true,
    query: RankingContestQuery,
    body: RankingContestBody,
    responses: { 201: { description: 'The case.' } },
  },
]
