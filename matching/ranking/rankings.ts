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
import { answerOf } from './answer.ts'
import { createCatalogue, type LiveCatalogue, type NameOf } from './catalogue.ts'
import { digestOf, rankJobs } from './rank.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import { FORMULA } from './score.ts'
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
  const nameOf: NameOf = (skillId) => deps.skills.byUri(skillId)?.labels.en
  const catalogue = createCatalogue(nameOf)
  const refresh = follow(deps, catalogue)
  const find = async (id: string, may: (found: StoredRanking) => boolean) => {
    const found = await rankingStore(deps.db).byId(id)
    if (!found || !may(found)) throw new Problem(matchingProblems.unknownRanking)
    return found
  }
  const get = (actor: Actor, id: string) => find(id, (found) => isOwner(actor, found))
  return {
    get,
    rank: async (request) => {
      await refresh()
      return makeRanking(deps, catalogue, request)
    },
    replay: async (actor, id) => {
      const { asOf, input, digest } = await get(actor, id)
      const then = createCatalogue(nameOf)
      then.apply(await jobStore(deps.db).heldAt(asOf), asOf)
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

/**
 * Takes in the jobs that changed since the last ranking, here or in another process.
 *
 * Changes are read up to a number that is fixed first and taken in one after another, so that the
 * catalogue is never of two moments at once.
 */
function follow({ db }: Pick<Ground, 'db'>, catalogue: LiveCatalogue): () => Promise<void> {
  let done: Promise<void> = Promise.resolve()
  const refresh = async (): Promise<void> => {
    const store = jobStore(db)
    const last = await store.lastChange()
    if (last > catalogue.asOf) catalogue.apply(await store.changedAfter(catalogue.asOf), last)
  }
  return () => {
    done = done.then(refresh, refresh)
    return done
  }
}

async function makeRanking(
  deps: RankingDeps,
  catalogue: LiveCatalogue,
  request: RankingRequest,
): Promise<RankingAnswer> {
  const { db, clock, random, audit } = deps
  const { skills, filters, k, tenantId, personId, profileId } = request
  const { asOf } = catalogue
  const ranked = rankJobs(catalogue, { skills, filters, k })
  const digest = digestOf(ranked)
  const now = clock()
  const id = newId(random, now)
  const contestToken = newSecret(random)
  const answer = answerOf(deps, { id, contestToken, ranked, request })
  await db.transaction(async (tx) => {
    await rankingStore(tx).add({
      id,
      tenantId,
      personId,
      profileId,
      asOf,
      input: { skills, filters, k },
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
