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
import { explainJob, raiseJob, type Wish } from './explanations.ts'
import { followJobs } from './follow.ts'
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
  /** @throws {Problem} `unknown-ranking`, the same for one that is not the caller's */
  get(actor: Actor, id: string): Promise<StoredRanking>
  /** Ranks again on the jobs of that moment. */
  replay(actor: Actor, id: string): Promise<Replay>
  /** One of its jobs, in the language wished for. @throws {Problem} `unknown-ranking`, `unknown-job` */
  explain(actor: Actor, id: string, wish: Wish): Promise<JobExplanation>
  /** What would raise the score of one of its jobs most. */
  raise(actor: Actor, id: string, wish: Wish): Promise<UpskillingPath>
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
    replay: async (actor, id) => replayRanking(deps, await get(actor, id)),
    explain: async (actor, id, wish) => explainJob(deps, await get(actor, id), wish),
    raise: async (actor, id, wish) =>
      raiseJob({ ...deps, catalogueNow }, await get(actor, id), wish),
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
