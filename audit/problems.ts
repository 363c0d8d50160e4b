import type { ProblemType } from '../platform/problem.ts'

export const auditProblems = {
  unknownCase: { slug: 'unknown-case', status: 404, title: 'There is no such case' },
  caseAlreadyOpen: {
    slug: 'case-already-open',
    status: 409,
    title: 'This decision is being contested already',
  },
  caseAlreadyDecided: {
    slug: 'case-already-decided',
    status: 409,
    title: 'The case was answered already',
  },
  caseNotYours: {
    slug: 'case-not-yours',
    status: 403,
    title: 'Whoever made or contests a decision may not handle the case about it',
  },
} satisfies Record<string, ProblemType>
