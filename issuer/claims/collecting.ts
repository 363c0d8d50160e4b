/**
 * Collecting a certificate by the secret link of a mail, without an account.
 *
 * @module
 */

import type { JsonObject } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { embedded } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Award } from '../awards/award.ts'
import { awardStore } from '../awards/store.ts'
import { HOUR, type Offer, type Offers } from '../offers/offers.ts'
import { issuerProblems } from '../problems.ts'
import type { Claims } from './claim.ts'
import { claimFile } from './file.ts'

/** What stands on the page behind the link. */
export interface Collectable {
  readonly name: string
  readonly description: string
  readonly issuer: string
  readonly language: Language
  readonly state: Award['state']
  readonly awardedAt: UnixSeconds
}

/** All throw the `Problem` `unknown-claim` when the link is wrong, or half a year old. */
export interface Collecting {
  look(secret: string): Promise<Collectable>
  /** The certificate itself, as a file. @throws {Problem} see {@link claimFile} */
  file(secret: string): Promise<JsonObject>
  /** @throws {Problem} `award-revoked` */
  offer(secret: string, wanted: { readonly txCode: boolean }): Promise<Offer>
  /**
   * Puts the award into an account.
   *
   * @throws {Problem} `award-taken` when it is in another one
   */
  attach(secret: string, personId: string): Promise<string>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly achievements: Pick<Achievements, 'documents'>
  readonly offers: Pick<Offers, 'create'>
  readonly claims: Pick<Claims, 'issue'>
}

export function createCollecting(deps: Deps): Collecting {
  const { db, clock, achievements, offers } = deps
  const find = async (secret: string): Promise<Award> => {
    const award = await awardStore(db).byClaim(secretHash(secret), clock())
    if (!award) throw new Problem(issuerProblems.unknownClaim)
    return award
  }
  return {
    look: async (secret) => {
      const { achievement, language, state, awardedAt } = await find(secret)
      const documents = await achievements.documents(achievement)
      const { name, description, creator } = embedded(documents.get(language) ?? '{}')
      return { name, description, issuer: creator.name, language, state, awardedAt }
    },
    file: async (secret) => claimFile(await find(secret), secret, deps),
    offer: async (secret, { txCode }) => {
      const { id, state } = await find(secret)
      if (state !== 'live') throw new Problem(issuerProblems.awardRevoked)
      return db.transaction((tx) => offers.create(tx, id, { txCode, seconds: HOUR }))
    },
    attach: async (secret, personId) => {
      const { id } = await find(secret)
      if (await awardStore(db).attach(id, personId)) return id
      throw new Problem(issuerProblems.awardTaken)
    },
  }
}
