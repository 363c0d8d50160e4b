/**
 * What becomes of an award that nobody collects: one more mail a month before the end, and nothing of the
 * recipient kept after it.
 *
 * @module
 */

import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { embedded } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { type Award, openDetails } from '../awards/award.ts'
import type { Notices } from '../awards/notices.ts'
import { awardStore } from '../awards/store.ts'
import { issuedStore } from '../issued/store.ts'
import { claimFileStore } from './store.ts'

/** Plans what happens to an award whose link ends then. */
export type PlanWaiting = (tx: Db, awardId: string, expiresAt: UnixSeconds) => Promise<void>

const REMIND = 'issuer.remind-of-claim'
const EXPIRE = 'issuer.expire-claim'
const BEFORE: UnixSeconds = 30 * 24 * 3600

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'jobs'> & {
  readonly sealer: Sealer
  readonly achievements: Pick<Achievements, 'documents' | 'profile'>
  readonly notices: Pick<Notices, 'waiting'>
}

export function createWaiting(deps: Deps): PlanWaiting {
  const { jobs } = deps
  jobs.handle(REMIND, ({ awardId }) => remind(deps, String(awardId)))
  jobs.handle(EXPIRE, ({ awardId }) => expire(deps, String(awardId)))
  return async (tx, awardId, expiresAt) => {
    const at = { [REMIND]: expiresAt - BEFORE, [EXPIRE]: expiresAt }
    for (const [name, runAt] of Object.entries(at)) {
      await jobs.add(tx, name, { awardId }, { runAt, key: `${name}.${awardId}` })
    }
  }
}

/** In an account, in a wallet, or as a file: the recipient has it. */
async function isCollected(db: Db, award: Award): Promise<boolean> {
  if (award.personId !== undefined) return true
  return (await issuedStore(db).ofAwards([award.id])).length > 0
}

/** Writes once more, with a new link in place of the first: only the hash of that is known here. */
async function remind(deps: Deps, awardId: string): Promise<void> {
  const { db, clock, random, config, sealer, achievements, notices } = deps
  const award = await awardStore(db).byId(awardId)
  if (award?.state !== 'live' || (await isCollected(db, award))) return
  const to = (await openDetails(sealer, award)).recipient.email
  const bytes = (await achievements.documents(award.achievement)).get(award.language)
  const { name: organisation } = await achievements.profile(award.tenantId, '')
  if (to === undefined || bytes === undefined) return
  const { name } = embedded(bytes)
  const secret = newSecret(random)
  await db.transaction(async (tx) => {
    const expiresAt = await awardStore(tx).replaceClaim(awardId, secretHash(secret), clock())
    if (expiresAt === undefined) return
    const claimUrl = `${config.publicUrl}/claim/${secret}`
    await notices.waiting(tx, { award, to, name, organisation, claimUrl, expiresAt })
  })
}

async function expire({ db, clock }: Deps, awardId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const award = await awardStore(tx).byId(awardId)
    if (!award) return
    await claimFileStore(tx).removeOf([awardId])
    await awardStore(tx).endClaim(awardId, clock(), { forget: !(await isCollected(tx, award)) })
  })
}
