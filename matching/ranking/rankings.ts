/**
 * Rankings: made, kept with all a replay needs, read again, contested.
 *
 * @module
 */

import type { Case } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId, newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { jobStore } from '../jobs/store.ts'
import { matchingProblems } from '../problems.ts'
import { sameSecret, sha256 } from '../secret.ts'
import { answerOf, type ShownJob } from './answer.ts'
import type { Catalogue } from './catalogue.ts'
import { catalogueAt, followJobs } from './follow.ts'
import { FORMULA } from './formula.ts'
import { digestOf, type RankedJob, rankJobs } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import { rankingStore, type StoredRanking } from './store.ts'

export interface Replay {
  readonly rankingId: string
  readonly same: boolean
  readonly digest: string
  readonly replayed: string
}

export interface Complaint {
  readonly reason: string
  readonly token?: string
  readonly contact?: string
  readonly language: Language
}

export interface Rankings {
  rank(request: RankingRequest): Promise<RankingAnswer>
  /** @throws {Problem} `unknown-ranking`, the same for one that is not the caller's */
  get(actor: Actor, id: string): Promise<StoredRanking>
  /** Ranks again on the jobs of that moment. */
  replay(actor: Actor, id: string): Promise<Replay>
  /** @throws {Problem} `unknown-ranking` without the token or the owner's session */
  contest(actor: Actor, id: string, complaint: Complaint): Promise<Case>
}

export function createRankings(deps: RankingDeps): Rankings {
  const catalogueNow = followJobs(deps)
  const find = async (id: string, may: (found: StoredRanking) => boolean) => {
    const found = await rankingStore(deps.db).byId(id)
    if (!found || !may(found)) throw new Problem(matchingProblems.unknownRanking)
    return found
  }
  const get = (actor: Actor, id: string) => find(id, (found) => isOwner(actor, found))
  return {
    get,
    rank: async (request) => makeRanking(deps, await catalogueNow(), request),
    replay: async (actor, id) => {
      const { asOf, input, digest } = await get(actor, id)
      const then = await catalogueAt(deps, { asOf, taxonomy: input.taxonomy })
      const replayed = digestOf(rankJobs(then, input))
      return { rankingId: id, same: replayed === digest, digest, replayed }
    },
    contest: async (actor, id, complaint) => {
      const { tenantId, personId } = await find(
        id,
        (found) => isOwner(actor, found) || sameSecret(complaint.token, found.contestHash),
      )
      const { reason, contact, language } = complaint
      return deps.audit.openCase(deps.db, {
        tenantId,
        subjectKind: 'ranking',
        subjectId: id,
        reason,
        language,
        ...(personId !== undefined && { personId }),
        ...(contact !== undefined && { contact }),
      })
    },
  }
}

const isOwner = (actor: Actor, { personId, tenantId }: StoredRanking): boolean =>
  actor.kind === 'person'
    ? actor.personId === personId
    : actor.kind === 'client' && actor.tenantId === tenantId

async function makeRanking(
  deps: RankingDeps,
  catalogue: Catalogue,
  request: RankingRequest,
): Promise<RankingAnswer> {
  const { db, clock, random, audit } = deps
  const { skills, filters, k, tenantId, personId, profileId } = request
  const { asOf, taxonomyVersion: taxonomy } = catalogue
  const ranked = rankJobs(catalogue, { skills, filters, k })
  const digest = digestOf(ranked)
  const now = clock()
  const id = newId(random, now)
  const contestToken = newSecret(random)
  const answer = answerOf(deps, {
    ...{ id, contestToken, request, taxonomy },
    occupationName: catalogue.titles.nameOf,
    ranked: await withBodies(db, ranked),
  })
  await db.transaction(async (tx) => {
    await rankingStore(tx).add({
      id,
      tenantId,
      personId,
      profileId,
      asOf,
      input: { skills, filters, k, taxonomy },
      answer: { ...answer, contestUrl: '' },
      digest,
      contestHash: sha256(contestToken),
      createdAt: now,
    })
    await audit.record(tx, {
      tenantId,
      kind: 'ranking.made',
      subjectId: id,
      facts: { asOf, digest, formula: FORMULA, taxonomyVersion: answer.taxonomyVersion, k },
      ...(personId !== undefined && { personId }),
    })
  })
  return answer
}

/** A version never changes, so what is shown is what was ranked. */
async function withBodies(
  db: Ground['db'],
  ranked: readonly RankedJob[],
): Promise<readonly ShownJob[]> {
  const bodies = await jobStore(db).versions(ranked.map(({ job }) => job))
  return ranked.flatMap((one) => {
    const job = bodies.get(one.job.id)
    return job ? [{ ...one, job }] : []
  })
}
