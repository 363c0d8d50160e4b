/**
 * What can be asked about jobs, for the description of the interface.
 *
 * @module
 */

import {
  AdvertBody,
  DraftView,
  ImportReport,
  JobBody,
  JobLine,
  JobsQuery,
  OwnJobsQuery,
  OwnJobsView,
  OwnJobView,
  SuggestionsView,
} from './matching-jobs.ts'
import type { Operation } from './operation.ts'

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
    idempotent: true,
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
