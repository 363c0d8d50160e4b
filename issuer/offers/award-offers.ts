/**
 * Who may have an offer made of which award.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import { type Actor, notAllowed, notSignedIn } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Award } from '../awards/award.ts'
import { awardStore } from '../awards/store.ts'
import { issuerProblems } from '../problems.ts'
import { HOUR, type Offer, type Offers, type OfferWish } from './offers.ts'

export interface AwardOffers {
  /**
   * Makes an offer for the owner of an award, or for the client that made it.
   *
   * Nobody else, whatever the scope: an offer binds the certificate to the key of whoever redeems it.
   *
   * @throws {Problem} `not-signed-in`, `not-allowed`, `unknown-award`, `award-revoked`
   */
  create(
    actor: Actor,
    wanted: Pick<OfferWish, 'txCode' | 'grant'> & { readonly awardId: string },
  ): Promise<Offer>
}

export function createAwardOffers({
  db,
  offers,
}: {
  readonly db: Db
  readonly offers: Pick<Offers, 'create'>
}): AwardOffers {
  return {
    create: async (actor, { awardId, ...wanted }) => {
      refuseOthers(actor)
      const award = await awardStore(db).byId(awardId)
      if (!award || !belongsTo(award, actor)) throw new Problem(issuerProblems.unknownAward)
      if (award.state !== 'live') throw new Problem(issuerProblems.awardRevoked)
      return db.transaction((tx) => offers.create(tx, awardId, { ...wanted, seconds: HOUR }))
    },
  }
}

function refuseOthers(actor: Actor): void {
  if (actor.kind === 'nobody') throw new Problem(notSignedIn)
  if (actor.kind === 'client' && !actor.scopes.has('offers:write') && !actor.scopes.has('admin')) {
    throw new Problem(notAllowed, { detail: 'needs the scope offers:write' })
  }
}

function belongsTo(award: Award, actor: Actor): boolean {
  if (actor.kind === 'person') return award.personId === actor.personId
  return actor.kind === 'client' && award.clientId === actor.clientId
}
