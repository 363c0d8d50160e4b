/**
 * Makes a ranking again from what was kept of it, by the versions it was made by.
 *
 * @module
 */

import { Problem } from '../../platform/problem.ts'
import { crosswalksFor, missingVersions } from '../crosswalks/crosswalks.ts'
import { EVIDENCE_POLICY, evidencePolicy } from '../evidence/policy.ts'
import { matchingProblems } from '../problems.ts'
import { answerOf } from './answer.ts'
import type { Catalogues } from './follow.ts'
import { frameworkOf, withBodies } from './make.ts'
import { rankJobs } from './rank.ts'
import type { RankingDeps } from './request.ts'
import type { StoredRanking } from './store.ts'
import { formulaVersion } from './versions.ts'

export interface Replay {
  readonly rankingId: string
  /** Whether the same was decided: jobs, order, scores, contributions and what is missing. */
  readonly same: boolean
  /** Of the bytes that were decided then, and of those that are decided now. */
  readonly digest: string
  readonly replayed: string
  /** Whether the results, their texts included, are the same byte for byte. */
  readonly identical: boolean
  readonly formula: string
  readonly evidencePolicy: string
  readonly taxonomyVersion: string
  readonly crosswalks?: readonly string[]
}

/**
 * @throws {Problem} `replay-needs-version` naming what this program or installation does not have
 */
export async function replayRanking(
  deps: RankingDeps & Pick<Catalogues, 'catalogueThen'>,
  stored: StoredRanking,
): Promise<Replay> {
  const { id, asOf, input, digest, answer } = stored
  const { formula, basis } = await requireVersions(deps, stored)
  const then = await deps.catalogueThen({ asOf, taxonomy: input.taxonomy })
  const { filters, k } = input
  const ranked = rankJobs(then, {
    ...{ filters, k, rules: formula.rules(basis) },
    skills: formula.weigh(input.skills, basis),
  })
  const replayed = formula.digest(ranked)
  const again = answerOf(deps, {
    ...{ id, basis, formula: formula.id, contestToken: '', taxonomy: then.taxonomyVersion },
    request: {
      skills: formula.held(input.skills, basis),
      ...{ notCredited: [], language: input.language ?? 'en' },
    },
    occupationName: then.titles.nameOf,
    ranked: await withBodies(deps.db, ranked),
  })
  return {
    rankingId: id,
    same: replayed === digest,
    ...{ digest, replayed },
    identical: JSON.stringify(again.results) === JSON.stringify(answer.results),
    formula: formula.id,
    evidencePolicy: basis.policy.id,
    taxonomyVersion: answer.taxonomyVersion,
    ...(input.crosswalks && { crosswalks: input.crosswalks }),
  }
}

async function requireVersions(deps: RankingDeps, { input, answer, createdAt }: StoredRanking) {
  const formulaId = input.formula ?? answer.formula.id
  const formula = formulaVersion(formulaId)
  const policy = input.policy === undefined ? EVIDENCE_POLICY : evidencePolicy(input.policy)
  const { taxonomy = 'none', framework, crosswalks = [] } = input
  const missing = [
    !formula && `formula ${formulaId}`,
    !policy && `evidence policy ${input.policy}`,
    taxonomy !== 'none' &&
      !(await deps.taxonomies.versions()).includes(taxonomy) &&
      `taxonomy ${taxonomy}`,
    framework !== undefined && framework !== frameworkOf(deps) && `framework ${framework}`,
    ...(await missingVersions(deps, crosswalks)),
  ].filter((one) => one !== false)
  if (!formula || !policy || missing.length > 0) {
    throw new Problem(matchingProblems.replayNeedsVersion, { detail: missing.join(', ') })
  }
  const then = await crosswalksFor(deps, input.skills, crosswalks)
  return { formula, basis: { policy, at: createdAt, crosswalks: then } }
}
