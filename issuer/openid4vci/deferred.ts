/**
 * Certificates that are fetched later: what was proved is kept until the offer's time has come.
 *
 * @see OpenID4VCI 1.0 §9
 * @module
 */

import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { ClaimRequest } from '../claims/claim.ts'
import { issuerProblems } from '../problems.ts'
import { deferredStore } from './deferred-store.ts'

/** A request that waits. */
export interface Waiting {
  readonly request: ClaimRequest
  readonly readyAt: UnixSeconds
}

export interface Deferred {
  /** Keeps a request; the name under which the wallet asks for it again. */
  keep(waiting: Waiting): Promise<string>
  /** @throws {Problem} `unknown-transaction`, also for a request under another award's token */
  find(transactionId: string, awardId: string): Promise<Waiting>
  /** Ends a transaction whose certificates were signed. */
  end(transactionId: string): Promise<void>
}

/** How often a wallet shall ask at the least, and at the most. */
const SOONEST: UnixSeconds = 5
const LATEST: UnixSeconds = 3600

/** When to ask again. */
export const intervalUntil = (readyAt: UnixSeconds, now: UnixSeconds): UnixSeconds =>
  Math.min(LATEST, Math.max(SOONEST, readyAt - now))

/** What waits is kept so long after its time. */
export const COLLECTABLE: UnixSeconds = 7 * 24 * 3600

const PURPOSE = 'issuer.deferred'

export function createDeferred({
  db,
  clock,
  random,
  sealer,
}: Pick<Ground, 'clock' | 'random'> & { readonly db: Db; readonly sealer: Sealer }): Deferred {
  return {
    keep: async ({ request, readyAt }) => {
      const transactionId = newSecret(random)
      const store = deferredStore(db)
      await store.removeExpired(clock())
      const id = secretHash(transactionId)
      const bytes = Buffer.from(JSON.stringify(request))
      await store.add({
        id,
        awardId: request.awardId,
        request: await sealer.seal(PURPOSE, bytes, id),
        readyAt,
        expiresAt: readyAt + COLLECTABLE,
      })
      return transactionId
    },
    find: async (transactionId, awardId) => {
      const id = secretHash(transactionId)
      const found = await deferredStore(db).find(id, clock())
      if (found?.awardId !== awardId) throw new Problem(issuerProblems.unknownTransaction)
      const plain = await sealer.open(PURPOSE, found.request, id)
      const request = JSON.parse(Buffer.from(plain).toString()) as ClaimRequest
      return { request, readyAt: found.readyAt }
    },
    end: (transactionId) => deferredStore(db).remove(secretHash(transactionId)),
  }
}
