/**
 * Offers: the invitation that a wallet redeems for a certificate.
 *
 * @see OpenID4VCI 1.0 §4
 * @module
 */

import { timingSafeEqual } from 'node:crypto'
import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId, newSecret, type RandomBytes, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { type GrantKind, type OfferTerms, offerStore } from './store.ts'

export type { GrantKind, OfferTerms } from './store.ts'

/** An offer as whoever asked for it gets it. */
export interface Offer {
  /** Deep link that names the offer. */
  readonly offerUri: string
  /** Deep link that holds the offer. */
  readonly offerUriByValue: string
  /** Address that tells wallets by which protocols they may have it (VC-API). */
  readonly interactionUrl: string
  /** To be told to the learner by another channel. */
  readonly txCode?: string
  readonly expiresAt: UnixSeconds
}

export interface OfferWish {
  readonly txCode: boolean
  readonly seconds: UnixSeconds
  /** By a code in the offer unless said. */
  readonly grant?: GrantKind
  /** Demanded of the wallet, beyond the protocol. */
  readonly profile?: 'haip'
  /** From when the certificate is signed; at once unless said. */
  readonly readyAt?: UnixSeconds
}

export interface Offers {
  /** @param wanted - how long it stands, and what guards it */
  create(tx: Db, awardId: string, wanted: OfferWish): Promise<Offer>
  /**
   * The offer behind a reference, as JSON for wallets.
   *
   * @throws {Problem} `unknown-offer`
   */
  byReference(reference: string): Promise<object>
  /**
   * The offer behind a reference, for our own use.
   *
   * @throws {Problem} `unknown-offer`
   */
  open(reference: string): Promise<ReadOffer>
  /** Redeems a code; see {@link redeemOffer}. */
  redeem(code: string, txCode: string | undefined): Promise<Redemption>
  /**
   * The award that the `issuer_state` of an offer stands for; its owner must sign in.
   *
   * @throws {Problem} `unknown-offer`
   */
  awardOf(issuerState: string): Promise<Omit<OfferTerms, 'grant'> & { readonly awardId: string }>
}

/** An offer that is open to whoever has its reference. */
export interface ReadOffer {
  readonly code: string
  readonly link: string
  /** A key is all that it wants. */
  readonly plain: boolean
  readonly readyAt: UnixSeconds | undefined
}

export interface Redemption {
  readonly offerId: string
  readonly awardId: string
  readonly readyAt: UnixSeconds | undefined
}

/** What an offer says, as OpenID4VCI writes it. */
export type OfferWriter = (offer: {
  /** Pre-authorized code, or `issuer_state`. */
  readonly code: string
  readonly txCode: boolean
  readonly grant: GrantKind
  readonly profile: OfferTerms['profile']
  readonly reference?: string
}) => Promise<{ readonly link: string; readonly content: object }>

export type OffersDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly sealer: Sealer
  readonly write: OfferWriter
  readonly publicUrl: string
}

const ATTEMPTS = 5
const TX_CODE_DIGITS = 6
const PURPOSE = 'issuer.offer-code'

/** An expired offer is remembered for a day, so that its reader hears of the expiry and not of an error. */
const KEPT: UnixSeconds = 24 * 3600

export const HOUR: UnixSeconds = 3600
export const WEEK: UnixSeconds = 7 * 24 * 3600

export function createOffers(deps: OffersDeps): Offers {
  return {
    create: (tx, awardId, wanted) => createOffer(deps, tx, { awardId, ...wanted }),
    byReference: async (reference) => (await readOffer(deps, reference)).content,
    open: (reference) => readOffer(deps, reference),
    awardOf: async (issuerState) => {
      const found = await offerStore(deps.db).awardOf(secretHash(issuerState), deps.clock())
      if (!found) throw new Problem(issuerProblems.unknownOffer)
      return found
    },
    redeem: (code, txCode) => redeemOffer(deps, { code, txCode }),
  }
}

async function readOffer(
  deps: OffersDeps,
  reference: string,
): Promise<ReadOffer & { readonly content: object }> {
  const found = await offerStore(deps.db).byReference(secretHash(reference), deps.clock())
  if (!found) throw new Problem(issuerProblems.unknownOffer)
  const { grant, profile, readyAt } = found
  const code = Buffer.from(await deps.sealer.open(PURPOSE, found.code, found.id)).toString()
  const txCode = found.txCodeHash !== undefined
  const plain = !txCode && grant === 'pre-authorized_code' && profile === 'open'
  const { content } = await deps.write({ code, txCode, grant, profile })
  const { link } = await deps.write({ code, txCode, grant, profile, reference })
  return { code, content, link, plain, readyAt }
}

async function createOffer(
  deps: OffersDeps,
  tx: Db,
  wanted: OfferWish & { readonly awardId: string },
): Promise<Offer> {
  const now = deps.clock()
  const id = newId(deps.random, now)
  const code = newSecret(deps.random)
  const reference = newSecret(deps.random)
  const txCode = wanted.txCode ? digits(deps.random) : undefined
  const expiresAt = now + wanted.seconds
  const { grant = 'pre-authorized_code', profile = 'open', readyAt } = wanted
  const store = offerStore(tx)
  await store.removeExpired(now - KEPT)
  await store.add({
    id,
    awardId: wanted.awardId,
    codeHash: secretHash(code),
    code: await deps.sealer.seal(PURPOSE, Buffer.from(code), id),
    referenceHash: secretHash(reference),
    txCodeHash: txCode && secretHash(`${id}:${txCode}`),
    attempts: ATTEMPTS,
    expiresAt,
    grant,
    profile,
    readyAt,
  })
  const guarded: Parameters<OfferWriter>[0] = { code, txCode: wanted.txCode, grant, profile }
  return {
    offerUri: (await deps.write({ ...guarded, reference })).link,
    offerUriByValue: (await deps.write(guarded)).link,
    interactionUrl: `${deps.publicUrl}/interactions/${reference}?iuv=1`,
    ...(txCode === undefined ? {} : { txCode }),
    expiresAt,
  }
}

/** Each digit from a byte of its own; those that would favour low digits are thrown away. */
function digits(random: RandomBytes): string {
  let text = ''
  while (text.length < TX_CODE_DIGITS) {
    const [byte = 255] = random(1)
    if (byte < 250) text += String(byte % 10)
  }
  return text
}

/**
 * Redeems a pre-authorized code, once.
 *
 * An attempt is taken before the transaction code is compared, so parallel guesses are counted,
 * and the code is consumed after it, so a typing mistake does not cost the learner the certificate.
 *
 * @param txCode - code the learner got by another channel; `undefined` when the wallet sent none
 * @throws {Problem} `unknown-offer` when no open, unexpired offer has this code
 * @throws {Problem} `wrong-`, `missing-` or `needless-transaction-code` when `txCode` does not fit
 * @see OpenID4VCI 1.0 §4.1.1 (single use, short lived), §6.3 (errors)
 */
async function redeemOffer(
  { db, clock }: OffersDeps,
  { code, txCode }: { readonly code: string; readonly txCode: string | undefined },
): Promise<Redemption> {
  const store = offerStore(db)
  const now = clock()
  const offer = await store.takeAttempt(secretHash(code), now)
  if (!offer) throw new Problem(issuerProblems.unknownOffer)
  checkTxCode(offer, txCode)
  if (!(await store.close(offer.id, now))) {
    throw new Problem(issuerProblems.unknownOffer, {
      internal: `offer ${offer.id} was redeemed meanwhile`,
    })
  }
  return { offerId: offer.id, awardId: offer.awardId, readyAt: offer.readyAt }
}

function checkTxCode(
  { id, txCodeHash }: { readonly id: string; readonly txCodeHash: string | undefined },
  txCode: string | undefined,
): void {
  if (txCodeHash === undefined) {
    if (txCode !== undefined) throw new Problem(issuerProblems.needlessTransactionCode)
    return
  }
  if (txCode === undefined) throw new Problem(issuerProblems.missingTransactionCode)
  const given = Buffer.from(secretHash(`${id}:${txCode}`))
  if (!timingSafeEqual(given, Buffer.from(txCodeHash))) {
    throw new Problem(issuerProblems.wrongTransactionCode)
  }
}
