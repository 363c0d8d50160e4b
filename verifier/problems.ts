import { messageFor, REASON_CODES, type ReasonCode } from '../credentials/index.ts'
import type { ProblemType } from '../platform/problem.ts'
import { texts } from './texts.ts'

export const verifierProblems = {
  policyNotMet: {
    slug: 'policy-not-met',
    status: 400,
    title: 'The credential does not meet the policy that was asked for',
  },
  unknownPolicy: {
    slug: 'unknown-policy',
    status: 404,
    title: 'There is no such policy',
  },
  unknownReceipt: {
    slug: 'unknown-receipt',
    status: 404,
    title: 'There is no such receipt in your file',
  },
  notAReceipt: {
    slug: 'not-a-receipt',
    status: 422,
    title: 'This is no verification receipt whose signature holds',
  },
  reportsUnavailable: {
    slug: 'reports-unavailable',
    status: 503,
    title: 'This verifier takes no reports',
  },
  unknownWatch: {
    slug: 'unknown-watch',
    status: 404,
    title: 'There is no such watch',
  },
  notWatchable: {
    slug: 'not-watchable',
    status: 422,
    title: 'The status of this credential cannot be watched',
  },
  nothingToTell: {
    slug: 'nothing-to-tell',
    status: 409,
    title: 'The status has not changed since the watch began',
  },
  tooManyWatches: {
    slug: 'too-many-watches',
    status: 409,
    title: 'No more credentials can be watched',
  },
  watchesUnavailable: {
    slug: 'watches-unavailable',
    status: 503,
    title: 'This verifier watches no credentials',
  },
  unknownIssuer: {
    slug: 'unknown-issuer-entry',
    status: 404,
    title: 'There is no such issuer in your list',
  },
  unknownRegistry: {
    slug: 'unknown-registry',
    status: 404,
    title: 'There is no such registry in your list',
  },
  registriesUnavailable: {
    slug: 'registries-unavailable',
    status: 503,
    title: 'This verifier reads no registries of others',
  },
  lineRefused: {
    slug: 'line-refused',
    status: 400,
    title: 'The line cannot be taken',
  },
  notDerivable: {
    slug: 'not-derivable',
    status: 400,
    title: 'This part of the credential cannot be shown',
  },
  receiptsUnavailable: {
    slug: 'receipts-unavailable',
    status: 503,
    title: 'This verifier signs no receipts',
  },
  invalidQuery: {
    slug: 'invalid-query',
    status: 422,
    title: 'The query is not one that a wallet could answer',
  },
  unknownRequest: {
    slug: 'unknown-presentation-request',
    status: 404,
    title: 'There is no such request for a presentation',
  },
  requestOver: {
    slug: 'presentation-request-over',
    status: 410,
    title: 'The request was answered already, or its time is over',
    oauth: 'invalid_request',
  },
  answerNotUnderstood: {
    slug: 'answer-not-understood',
    status: 400,
    title: 'The answer of the wallet does not have the expected form',
    oauth: 'invalid_request',
  },
  requestsUnavailable: {
    slug: 'requests-unavailable',
    status: 503,
    title: 'This verifier asks for no presentations',
  },
  relayRefused: {
    slug: 'relay-refused',
    status: 422,
    title: 'Only DID documents and status lists are passed on',
  },
  relayUnreachable: {
    slug: 'relay-unreachable',
    status: 502,
    title: 'The other site gave no usable answer',
  },
  policyConflict: {
    slug: 'policy-conflict',
    status: 409,
    title: 'The policy was changed meanwhile',
  },
} as const satisfies Record<string, ProblemType>

/** Why a check made here, of the documents that are cited, did not pass. */
export type ResourceReason = 'resource-changed' | 'resource-unreachable'

/** Slug of the problem that a reason stands for. */
export const reasonSlug = (reason: ReasonCode | ResourceReason): string => `credential-${reason}`

/** One problem type for each reason a credential can be refused for; all answered with 400. */
export const reasonProblems: Readonly<Record<string, ProblemType>> = Object.fromEntries(
  [
    ...REASON_CODES.map(
      (reason) => [reason, messageFor('en', 'form', { outcome: 'failed', reason })] as const,
    ),
    ['resource-changed', texts('en', 'resources.failed')] as const,
    ['resource-unreachable', texts('en', 'resources.unreachable')] as const,
  ].map(([reason, title]) => {
    const slug = reasonSlug(reason)
    return [slug, { slug, status: 400, title }]
  }),
)
