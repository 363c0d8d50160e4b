/**
 * Receiving a credential: an offer is redeemed, the credential fetched, checked and kept.
 *
 * A code works once. So what the issuer answers to it is kept before the next step, and an offer that is
 * tried again goes on where it stopped; an offer that was received already gives the same credentials.
 *
 * @module
 */

import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { collectAll, grantIn, heldOf, type ReceiveDeps } from './collecting.ts'
import { createIssuerClient } from './issuer-client.ts'
import { progressOf } from './progress.ts'

export interface ReceiveRequest {
  readonly offerUri: string
  readonly txCode?: string
  readonly language: Language
}

/**
 * Receives what an offer offers.
 *
 * @returns ids of the credentials in the wallet
 * @throws {Problem} `invalid-offer`, `unsupported-offer`, `transaction-code-needed`, `offer-refused`,
 *   `issuer-unreachable`, `issuer-not-ready`, `credential-refused`, `not-for-this-wallet`, `wallet-full`,
 *   `issuer-sign-in-needed`
 */
export async function receiveOffer(
  vault: Vault,
  { offerUri, txCode, language }: ReceiveRequest,
  deps: ReceiveDeps,
): Promise<readonly string[]> {
  const client = createIssuerClient(deps)
  const offer = await client.readOffer(offerUri)
  if (offer.code === undefined) throw new Problem(walletProblems.signInNeeded)
  // What was received in another profile, or by the learner alone, is nothing to a platform in this one.
  const guest = vault.by === undefined ? [] : [vault.profileId]
  const progress = progressOf(vault, [offer.issuer, offer.code, ...guest], deps)
  const known = await progress.read()
  const held = await heldOf(deps.db, vault, known)
  if (held.length > 0) return held
  const earlier = grantIn(known, deps.clock())
  if (!earlier && offer.needsTxCode && txCode === undefined) {
    throw new Problem(walletProblems.transactionCodeNeeded)
  }
  return collectAll(
    { client, offer, progress, language, earlier },
    async (metadata) => {
      const grant = await client.redeem(offer, metadata, txCode)
      await progress.write({ grant })
      return grant
    },
    deps,
  )
}
