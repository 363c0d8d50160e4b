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
   * @throws {Problem} `not-signed-in`, `not-allowed`, `unknown-award`, `award-revoked`, `profile-not-available`
   */
  create(
    actor: Actor,
    wanted: Omit<OfferWish, 'seconds'> & { readonly awardId: string },
  ): Promise<Offer>
}

export function createAwardOffers({
  db,
  offers,
  knowsProviders,
}: {
  readonly db: Db
  readonly offers: Pick<Offers, 'create'>
  /** Whether attestations of wallets can be checked. */
  readonly knowsProviders: boolean
}): AwardOffers {
  return {
    create: async (actor, { awardId, ...wanted }) => {
      refuseOthers(actor)
      const award = await awardStore(db).byId(awardId)
      if (!award || !belongsTo(award, actor)) throw new Problem(issuerProblems.unknownAward)
      if (award.state !== 'live') throw new Problem(issuerProblems.awardRevoked)
      if (wanted.profile === 'haip' && !knowsProviders) {
        throw new Problem(issuerProblems.profileNotAvailable)
      }
      // Whoever demands an attested wallet wants its owner's sign-in too (HAIP 1.0 §4).
      const grant = wanted.profile === 'haip' ? ({ grant: 'authorization_code' } as const) : {}
      const wish = { ...wanted, ...grant, seconds: HOUR }
      return db.transaction((tx) => offers.create(tx, awardId, wish))
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
