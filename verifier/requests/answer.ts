/**
 * The answer of a wallet: every presentation verified, bound to this request, and what was asked for.
 *
 * @see OpenID4VP 1.0 §8.1 (vp_token), §8.6 (validation), §14.1 (replay)
 * @module
 */

import { parseStrict } from '../../credentials/index.ts'
import { authorityKeyIds } from '../../keys/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import { verifierProblems } from '../problems.ts'
import type { PresentationQuestion } from '../questions.ts'
import type { PresentationReport } from '../report.ts'
import { type Presented, type Query, satisfies } from './query.ts'

/** Verifies a presentation; the verifier does. */
export interface Checker {
  verifyPresentation(input: unknown, question: PresentationQuestion): Promise<PresentationReport>
}

export interface AnswerQuestion {
  readonly query: Query
  readonly nonce: string
  /** Client identifiers under which this request went out; the wallet signed one of them. */
  readonly clientIds: readonly string[]
  readonly policy: string | PolicyRules | undefined
  readonly tenantId: string
}

export interface RequestResult {
  readonly verified: boolean
  /** Every presentation is genuine and bound, and together they are what was asked for. */
  readonly satisfied: boolean
  readonly presentations: readonly (PresentationReport & {
    readonly queryId: string
    /** As it came, for whoever wants to keep or use it. */
    readonly presented: unknown
  })[]
}

const MOST_PRESENTATIONS = 32

type Entry = readonly [queryId: string, presentation: unknown]

/**
 * Reads `vp_token`.
 *
 * @throws {Problem} `answer-not-understood`
 */
export function readToken(text: unknown): readonly Entry[] {
  const token = typeof text === 'string' ? parsed(text) : text
  if (typeof token !== 'object' || token === null || Array.isArray(token)) {
    throw new Problem(verifierProblems.answerNotUnderstood, {
      detail: 'vp_token is no JSON object',
    })
  }
  const entries = Object.entries(token).flatMap(([queryId, value]): readonly Entry[] => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    return list.map((presentation) => [queryId, presentation])
  })
  if (entries.length > 0 && entries.length <= MOST_PRESENTATIONS) return entries
  throw new Problem(verifierProblems.answerNotUnderstood, {
    detail: `vp_token holds ${entries.length} presentations`,
  })
}

/** As strictly as a credential: what it holds is signed. */
function parsed(text: string): unknown {
  const read = parseStrict(text)
  return read.ok ? read.value : undefined
}

export async function judgeAnswer(
  entries: readonly Entry[],
  question: AnswerQuestion,
  verifier: Checker,
): Promise<RequestResult> {
  const presentations: RequestResult['presentations'][number][] = []
  for (const [queryId, presented] of entries) {
    const report = await verifyFor(presented, question, verifier)
    presentations.push({ ...report, queryId, presented })
  }
  const verified = presentations.every((report) => report.verified)
  const shown = presentations.flatMap(({ queryId, credentials, presented }): readonly Presented[] =>
    credentials.flatMap(({ credential }) =>
      credential ? [{ queryId, credential, authorities: authorityKeyIds(presented) }] : [],
    ),
  )
  return { verified, satisfied: verified && satisfies(question.query, shown), presentations }
}

/** Signer, holder and subject must be one; nonce and audience must be those of this request. */
async function verifyFor(
  presented: unknown,
  { nonce, clientIds, policy, tenantId }: AnswerQuestion,
  verifier: Checker,
): Promise<PresentationReport> {
  const ask = (domain: string) =>
    verifier.verifyPresentation(presented, {
      challenge: nonce,
      domain,
      requireHolderBinding: true,
      tenantId,
      ...(policy !== undefined && { policy }),
    })
  const [first = '', ...others] = clientIds
  let report = await ask(first)
  for (const other of others) {
    const elsewhere = report.checks.some(({ reason }) => reason === 'domain-mismatch')
    if (elsewhere) report = await ask(other)
  }
  return report
}
