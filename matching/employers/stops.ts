/**
 * The stop switch: rankings of one organisation, or all of them, until somebody lets them go on.
 *
 * What was decided before can still be read by the learner it is about, replayed and contested.
 *
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import { isoTime } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { type Actor, notAllowed, type PersonActor } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { StopsView } from '../../schemas/matching-employers.ts'
import { matchingProblems } from '../problems.ts'
import { sha256 } from '../secret.ts'
import { stopStore } from './stop-store.ts'

/** The scope of a stop of everything. */
export const ALL = 'all'

export interface Stops {
  /**
   * @param tenantId - whose ranking it would be; absent for what a learner asks for oneself
   * @throws {Problem} `rankings-stopped` with the reason and since when
   */
  refuse(tenantId?: string): Promise<void>
  /** @throws {Problem} `not-allowed` */
  stop(actor: PersonActor, scope: string, reason: string): Promise<void>
  /** @throws {Problem} `not-allowed`, `not-stopped` */
  resume(actor: PersonActor, scope: string): Promise<void>
  /** Those that concern the caller; all of them for an administrator of the platform. */
  view(actor: PersonActor): Promise<StopsView>
}

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly audit: Pick<Audit, 'record'> }

export const createStops = (deps: Deps): Stops => ({
  refuse: (tenantId) => refuse(deps, tenantId),
  stop: (actor, scope, reason) => stop(deps, actor, { scope, reason }),
  resume: (actor, scope) => resume(deps, actor, scope),
  view: async (actor) => {
    const platform = isPlatformAdmin(actor)
    const found = await stopStore(deps.db).all()
    const shown = found.filter(({ scope }) => platform || scope === ALL || scope === actor.tenantId)
    return {
      stops: shown.map(({ scope, reason, stoppedAt }) => ({
        ...{ scope, reason },
        since: isoTime(stoppedAt),
      })),
      mayStop: [...(platform ? [ALL] : []), ...(actor.roles.has('admin') ? [actor.tenantId] : [])],
    }
  },
})

async function refuse({ db }: Deps, tenantId: string | undefined): Promise<void> {
  const [found] = await stopStore(db).of(tenantId === undefined ? [ALL] : [ALL, tenantId])
  if (!found) return
  const whose = found.scope === ALL ? 'all rankings' : 'the rankings of this organisation'
  throw new Problem(matchingProblems.rankingsStopped, {
    detail: `${whose} are stopped since ${isoTime(found.stoppedAt)}: ${found.reason}`,
  })
}

const isPlatformAdmin = ({ scopes }: Actor): boolean => scopes.has('admin')

function allow(actor: PersonActor, scope: string): void {
  const own = actor.roles.has('admin') && scope === actor.tenantId
  if (!own && !isPlatformAdmin(actor)) {
    throw new Problem(notAllowed, { detail: `may not stop the rankings of ${scope}` })
  }
}

interface Stopping {
  readonly scope: string
  readonly reason: string
}

async function stop(
  { db, clock, audit }: Deps,
  actor: PersonActor,
  { scope, reason }: Stopping,
): Promise<void> {
  allow(actor, scope)
  await db.transaction(async (tx) => {
    await stopStore(tx).put({ scope, reason, stoppedBy: actor.personId, stoppedAt: clock() })
    await record(audit, tx, { actor, scope, kind: 'rankings.stopped', facts: { reason } })
  })
}

async function resume({ db, audit }: Deps, actor: PersonActor, scope: string): Promise<void> {
  allow(actor, scope)
  await db.transaction(async (tx) => {
    if (!(await stopStore(tx).remove(scope))) throw new Problem(matchingProblems.notStopped)
    await record(audit, tx, { actor, scope, kind: 'rankings.resumed', facts: {} })
  })
}

interface Entry {
  readonly actor: PersonActor
  readonly scope: string
  readonly kind: string
  readonly facts: Readonly<Record<string, string>>
}

const record = (
  audit: Deps['audit'],
  tx: Ground['db'],
  { actor, scope, kind, facts }: Entry,
): Promise<unknown> =>
  audit.record(tx, {
    tenantId: scope === ALL ? actor.tenantId : scope,
    kind,
    subjectId: scope,
    facts: { ...facts, by: sha256(actor.personId) },
  })
