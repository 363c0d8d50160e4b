/**
 * Messages between employers and learners: shortlists, introductions, overrides, the stop switch.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { JobId, Text } from './matching-jobs.ts'
import type { Operation } from './operation.ts'
import { RankingView } from './ranking-view.ts'

const closed = { additionalProperties: false } as const

/** The purpose of a profile that lets an employer rank its skills for the own jobs, without a name. */
export const SHORTLIST = 'shortlist'
/** The purpose of the consent to be shown by name and address. */
export const INTRODUCTION = 'introduction'

const CandidateState = Type.Union([
  Type.Literal('anonymous'),
  Type.Literal('asked'),
  Type.Literal('shown'),
  Type.Literal('declined'),
])

export const CandidatePath = Type.Object({ id: JobId, candidateId: JobId }, closed)
export const ScopePath = Type.Object({ scope: Text(100) }, closed)

export const IntroductionBody = Type.Object({ message: Type.Optional(Text(1000)) }, closed)
export const IntroductionAnswer = Type.Object({ agree: Type.Boolean() }, closed)

export const OverrideBody = Type.Object(
  {
    /** From 1, the best. */
    place: Type.Integer({ minimum: 1, maximum: 100_000 }),
    /** Said to the learner. */
    reason: Text(2000),
  },
  closed,
)

export const OverrideContest = Type.Object({ reason: Text(4000) }, closed)
export const StopBody = Type.Object({ reason: Text(1000) }, closed)

const Override = Type.Object({
  from: Type.Integer(),
  place: Type.Integer(),
  reason: Type.String(),
  madeAt: Type.String(),
})

const Result = RankingView.properties.results.items

const CandidateView = Type.Object({
  candidateId: Type.String(),
  /** By the formula alone. */
  computedPlace: Type.Integer(),
  /** After overrides: what the list is in the order of. */
  place: Type.Integer(),
  score: Result.properties.score,
  coverage: Result.properties.coverage,
  contributions: Result.properties.contributions,
  missing: Result.properties.missing,
  explanation: Result.properties.explanation,
  state: CandidateState,
  askedAt: Type.Optional(Type.String()),
  /** Only while the learner agrees to be shown. */
  person: Type.Optional(Type.Object({ name: Type.String(), email: Type.String() })),
  override: Type.Optional(Override),
})

export const ShortlistView = Type.Object({
  shortlistId: Type.String(),
  jobId: Type.String(),
  jobVersion: Type.Integer(),
  title: Type.String(),
  madeAt: Type.String(),
  formula: Type.Object({ id: Type.String(), text: Type.String() }),
  taxonomyVersion: Type.String(),
  crosswalks: RankingView.properties.crosswalks,
  candidates: Type.Array(CandidateView),
})

export const CandidacyView = Type.Object({
  id: Type.String(),
  jobId: Type.String(),
  title: Type.String(),
  employer: Type.Object({ id: Type.String(), name: Type.String() }),
  state: CandidateState,
  /** In the last shortlist, after overrides. */
  place: Type.Optional(Type.Integer()),
  of: Type.Optional(Type.Integer()),
  askedAt: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.String()),
  override: Type.Optional(Override),
})

export const EmployersView = Type.Object({
  employers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      jobs: Type.Integer(),
      /** The profile that the learner gave this employer for shortlists. */
      profileId: Type.Optional(Type.String()),
      /** Named in the reader's language. */
      skills: Type.Optional(Type.Array(Type.String())),
      /** Skills of a taxonomy that is not imported here: nothing names them. */
      others: Type.Optional(Type.Integer()),
      givenAt: Type.Optional(Type.String()),
    }),
  ),
  candidacies: Type.Array(CandidacyView),
})

const Stop = Type.Object({
  /** `all`, or an organisation. */
  scope: Type.String(),
  reason: Type.String(),
  since: Type.String(),
})

export const StopsView = Type.Object({
  stops: Type.Array(Stop),
  mayStop: Type.Array(Type.String()),
})

export type CandidateState = Static<typeof CandidateState>
export type ShortlistView = Static<typeof ShortlistView>
export type CandidacyView = Static<typeof CandidacyView>
export type EmployersView = Static<typeof EmployersView>
export type StopsView = Static<typeof StopsView>

const tag = 'matching'
const ranks = 'scope:rankings:read'
const no = { 404: { description: 'Unknown, or of another organisation.' } }
const stopped = { 503: { description: 'Rankings are stopped, and why.' } }

const shortlistOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/employer/jobs/{id}/shortlist',
    tag,
    summary: 'Ranks the learners who let this employer see their skills, for one of its jobs.',
    description:
      'Nobody is left out; nobody has a name before agreeing to be shown. Kept in the log.',
    access: ranks,
    responses: { 201: { description: 'The shortlist.', schema: ShortlistView }, ...no, ...stopped },
  },
  {
    method: 'get',
    path: '/api/employer/jobs/{id}/shortlist',
    tag,
    summary: 'The last shortlist of a job, without those who withdrew.',
    access: ranks,
    responses: { 200: { description: 'The shortlist.', schema: ShortlistView }, ...no, ...stopped },
  },
  {
    method: 'get',
    path: '/api/employer/jobs/{id}/shortlist/replay',
    tag,
    summary: 'Ranks those of the last shortlist again, on the jobs, formula and taxonomy of then.',
    access: ranks,
    responses: { 200: { description: 'Both digests of each.' }, ...no },
  },
  {
    method: 'post',
    path: '/api/employer/jobs/{id}/candidates/{candidateId}/introduction',
    tag,
    summary: 'Asks a learner to be shown by name, once.',
    access: ranks,
    body: IntroductionBody,
    responses: {
      204: { description: 'Asked: the learner has a mail.' },
      409: { description: 'Asked or answered already.' },
      ...no,
    },
  },
  {
    method: 'put',
    path: '/api/employer/jobs/{id}/candidates/{candidateId}/override',
    tag,
    summary:
      'Moves a candidate to another place, with a reason that the learner sees and can contest.',
    access: ranks,
    body: OverrideBody,
    responses: {
      204: { description: 'Moved; the score stays what it was.' },
      422: { description: 'No such place.' },
      ...no,
    },
  },
  {
    method: 'delete',
    path: '/api/employer/jobs/{id}/candidates/{candidateId}/override',
    tag,
    summary: 'Takes an override back.',
    access: ranks,
    responses: { 204: { description: 'Back in the computed place.' }, ...no },
  },
]

const learnerOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/me/employers',
    tag,
    summary:
      'Employers with open jobs, what the learner gave them, and where the learner is listed.',
    access: 'person',
    responses: { 200: { description: 'Employers and candidacies.', schema: EmployersView } },
  },
  {
    method: 'post',
    path: '/api/me/candidacies/{id}/answer',
    tag,
    summary: 'Agrees to be shown to the employer of a job, or does not, or no longer.',
    access: 'person',
    body: IntroductionAnswer,
    responses: { 204: { description: 'In force at once.' }, ...no },
  },
  {
    method: 'post',
    path: '/api/me/candidacies/{id}/contest',
    tag,
    summary:
      'Contests the override of a place; a person of the academy answers within thirty days.',
    access: 'person',
    body: OverrideContest,
    responses: { 201: { description: 'The case.' }, ...no },
  },
]

const stopOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/ranking-stops',
    tag,
    summary: 'Whose rankings are stopped, and which the caller may stop.',
    access: 'person',
    responses: { 200: { description: 'The stops.', schema: StopsView } },
  },
  {
    method: 'put',
    path: '/api/ranking-stops/{scope}',
    tag,
    summary: 'Stops rankings: `all`, or those of an organisation.',
    description:
      'For administrators of the platform; of the own organisation, for its administrators.',
    access: 'person',
    body: StopBody,
    responses: { 204: { description: 'Stopped from now on.' } },
  },
  {
    method: 'delete',
    path: '/api/ranking-stops/{scope}',
    tag,
    summary: 'Lets rankings go on.',
    access: 'person',
    responses: { 204: { description: 'Going on.' }, 404: { description: 'Not stopped.' } },
  },
]

export const employerOperations: readonly Operation[] = [
  ...shortlistOperations,
  ...learnerOperations,
  ...stopOperations,
]
