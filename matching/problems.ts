import type { ProblemType } from '../platform/problem.ts'

export const matchingProblems = {
  unknownJob: { slug: 'unknown-job', status: 404, title: 'There is no open job of this id' },
  jobOfAnother: {
    slug: 'job-of-another',
    status: 409,
    title: 'The job id belongs to another organisation',
  },
  jobMalformed: { slug: 'job-malformed', status: 422, title: 'The job contradicts itself' },
  unknownDraft: { slug: 'unknown-draft', status: 404, title: 'There is no such draft of a job' },
  unknownChallenge: {
    slug: 'unknown-challenge',
    status: 422,
    title: 'The presentation does not sign an open challenge of ours',
  },
  presentationNotVerified: {
    slug: 'presentation-not-verified',
    status: 422,
    title: 'The presentation did not pass verification',
  },
  unknownShortlist: {
    slug: 'unknown-shortlist',
    status: 404,
    title: 'No shortlist was made for this job yet',
  },
  unknownCandidate: {
    slug: 'unknown-candidate',
    status: 404,
    title: 'There is no such candidate, or the candidate withdrew',
  },
  alreadyAsked: {
    slug: 'already-asked',
    status: 409,
    title: 'The candidate was asked already',
  },
  placeOutOfList: {
    slug: 'place-out-of-list',
    status: 422,
    title: 'The shortlist has no such place',
  },
  rankingsStopped: {
    slug: 'rankings-stopped',
    status: 503,
    title: 'Rankings are stopped',
  },
  notStopped: { slug: 'not-stopped', status: 404, title: 'These rankings are not stopped' },
  unknownProfile: { slug: 'unknown-profile', status: 404, title: 'There is no such profile' },
  unknownRanking: { slug: 'unknown-ranking', status: 404, title: 'There is no such ranking' },
  replayNeedsVersion: {
    slug: 'replay-needs-version',
    status: 409,
    title: 'The ranking was made by a version that is not here',
  },
  oneSource: {
    slug: 'one-source-of-skills',
    status: 422,
    title: 'A ranking takes either a presentation or a profile',
  },
} satisfies Record<string, ProblemType>
