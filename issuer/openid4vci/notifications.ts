/**
 * What wallets tell about the certificates they got: kept, not kept, thrown away.
 *
 * @see OpenID4VCI 1.0 §11
 * @module
 */

import type { Audit } from '../../audit/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { parser } from '../../platform/http/validate.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { type NotificationRequest, notificationBody } from '../../schemas/issuer-oid4vci.ts'
import { awardStore } from '../awards/store.ts'
import { issuerProblems } from '../problems.ts'
import { notificationStore } from './notification-store.ts'

export interface Notifications {
  /** A name for what was just handed over. */
  open(awardId: string): Promise<string>
  /**
   * Takes what a wallet tells; the same told twice is told once.
   *
   * @throws {Problem} `unknown-notification`, also for one under another award's token
   */
  take(told: NotificationRequest, awardId: string): Promise<void>
}

const parseNotification = parser(notificationBody)

/** @throws {Problem} `invalid-notification` */
export function readNotification(body: unknown): NotificationRequest {
  try {
    return parseNotification(body)
  } catch (cause) {
    throw new Problem(issuerProblems.invalidNotification, { cause })
  }
}

/** How long a wallet may tell something about what it got. */
const KEPT: UnixSeconds = 30 * 24 * 3600

type Deps = Pick<Ground, 'clock' | 'random'> & {
  readonly db: Db
  readonly audit: Pick<Audit, 'record'>
}

export function createNotifications({ db, clock, random, audit }: Deps): Notifications {
  return {
    open: async (awardId) => {
      const text = newSecret(random)
      const store = notificationStore(db)
      await store.removeExpired(clock())
      await store.add({ id: secretHash(text), awardId, expiresAt: clock() + KEPT })
      return text
    },
    take: async ({ notification_id: text, event }, awardId) => {
      const id = secretHash(text)
      const known = await notificationStore(db).awardOf(id, clock())
      if (known !== awardId) throw new Problem(issuerProblems.unknownNotification)
      const award = await awardStore(db).byId(awardId)
      if (!award) throw new Problem(issuerProblems.unknownNotification)
      await db.transaction(async (tx) => {
        if (!(await notificationStore(tx).tell(id, event))) return
        await audit.record(tx, {
          tenantId: award.tenantId,
          kind: 'credential.notified',
          subjectId: award.id,
          facts: { event },
          ...(award.personId === undefined ? {} : { personId: award.personId }),
        })
      })
    },
  }
}
