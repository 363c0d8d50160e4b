/**
 * Rankings: made, kept with all a replay needs, read again, contested.
 *
 * @module
 */

import type { Case } from '../../audit/index.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { JobExplanation, RankingAnswer, UpskillingPath } from '../../schemas/ranking-view.ts'
import { matchingProblems } from '../problems.ts'
import { sameSecret } from '../secret.ts'
import { type ContestDeps, listenToCases } from './contests.ts'
import { explainJob, raiseJob, type Wish } from './explanations.ts'
import { makeRanking } from './make.ts'
import { type Replay, replayRanking } from './replay.ts'
import type { RankingDeps, RankingRequest } from './request.ts'
import { rankingStore, type StoredRanking } from './store.ts'

export interface Complaint {
  readonly reason: string
  readonly token?: string
  readonly contact?: string
  readonly language: Language
}

export interface Rankings {
  rank(request: RankingRequest): Promise<RankingAnswer>
  /**
   * A ranking for its owner, or for whoever is to answer the contest of it.
   *
   * @throws {Problem} `unknown-ranking`, the same for one that is not the caller's
   */
  get(actor: Actor, id: string): Promise<StoredRanking>
  /** The one that was made again for a contest of this one. */
  replacing(id: string): Promise<string | undefined>
  /** Ranks again on the jobs of that moment. */
  replay(actor: Actor, id: string): Promise<Replay>
  /** One of its jobs, in the language wished for. @throws {Problem} `unknown-ranking`, `unknown-job` */
  explain(actor: Actor, id: string, wish: Wish): Promise<JobExplanation>
  /** What would raise the score of one of its jobs most. */
  raise(actor: Actor, id: string, wish: Wish): Promise<UpskillingPath>
  /** @throws {Problem} `unknown-ranking` without the token or the owner's session */
  contest(actor: Actor, id: string, complaint: Complaint): Promise<Case>
}

export function createRankings(deps: ContestDeps): Rankings {
  const { catalogueNow } = deps
  listenToCases(deps)
  const find = async (id: string, may: (found: StoredRanking) => boolean) => {
    const found = await rankingStore(deps.db).byId(id)
    if (!found || !may(found)) throw new Problem(matchingProblems.unknownRanking)
    return found
  }
  const get = async (actor: Actor, id: string) => {
    const handles = await mayHandle(deps, actor, id)
    return find(id, (found) => isOwner(actor, found) || handles(found))
  }
  return {
    get,
    rank: async (request) => makeRanking(deps, await catalogueNow(), request),
    replacing: (id) => rankingStore(deps.db).replacing(id),
    replay: async (actor, id) => replayRanking(deps, await get(actor, id)),
    explain: async (actor, id, wish) => explainJob(deps, await get(actor, id), wish),
    raise: async (actor, id, wish) => raiseJob(deps, await get(actor, id), wish),
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

/** A ranking that a person asked for is the person's; one that a client asked for, its organisation's. */
function isOwner(actor: Actor, { personId, tenantId }: StoredRanking): boolean {
  if (actor.kind === 'nobody') return false
  if (actor.kind === 'person' && personId !== undefined) return actor.personId === personId
  const ofOrganisation = personId === undefined && actor.tenantId === tenantId
  if (actor.kind === 'client') return actor.tenantId === tenantId
  return ofOrganisation && (actor.roles.has('employer') || actor.roles.has('admin'))
}

/** Whoever is to answer a contest sees what is contested, as long as it is. */
async function mayHandle(
  { audit }: Pick<RankingDeps, 'audit'>,
  actor: Actor,
  id: string,
): Promise<(found: StoredRanking) => boolean> {
  if (actor.kind !== 'person') return () => false
  const { roles, tenantId, personId } = actor
  if (!roles.has('reviewer') && !roles.has('admin')) return () => false
  const contested = await audit.isContested(tenantId, id)
  return (found) => contested && found.tenantId === tenantId && found.personId !== personId
}
