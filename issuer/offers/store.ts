import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { OffersTables } from './tables.ts'

/** How a wallet gets at the certificate: by a code in the offer, or by the owner's sign-in. */
export type GrantKind = 'pre-authorized_code' | 'authorization_code'

/** What an offer holds beside its codes. */
export interface OfferTerms {
  readonly grant: GrantKind
  /** What is demanded of the wallet. */
  readonly profile: 'open' | 'haip'
  /** From when the certificate is signed; at once when absent. */
  readonly readyAt: UnixSeconds | undefined
}

export interface StoredOffer extends OfferTerms {
  readonly id: string
  readonly awardId: string
  readonly codeHash: string
  readonly code: Uint8Array
  readonly referenceHash: string
  readonly txCodeHash: string | undefined
  readonly attempts: number
  readonly expiresAt: UnixSeconds
}

export interface OpenOffer extends Pick<OfferTerms, 'readyAt'> {
  readonly id: string
  readonly awardId: string
  readonly txCodeHash: string | undefined
}

export const offerStore = (db: Db) => {
  const tables = db.tables<OffersTables>()
  return { ...writing(tables), ...redeeming(tables), ...awaiting(tables) }
}

const redeeming = (tables: Kysely<OffersTables>) => ({
  /** The offer behind a reference, redeemed or not: wallets read it more than once. */
  byReference: (
    referenceHash: string,
    now: UnixSeconds,
  ): Promise<
    Pick<StoredOffer, 'id' | 'code' | 'txCodeHash' | 'grant' | 'profile' | 'readyAt'> | undefined
  > =>
    tables
      .selectFrom('issuer_offer')
      .select(['id', 'code', 'tx_code_hash', 'grant_kind', 'profile', 'ready_at'])
      .where('reference_hash', '=', referenceHash)
      .where('expires_at', '>', now)
      .executeTakeFirst()
      .then(
        (row) =>
          row && {
            id: row.id,
            code: new Uint8Array(row.code),
            txCodeHash: row.tx_code_hash ?? undefined,
            grant: row.grant_kind as GrantKind,
            profile: row.profile as OfferTerms['profile'],
            readyAt: row.ready_at ?? undefined,
          },
      ),
  /** The open offer with this code, one attempt taken off it; `undefined` when none is open. */
  takeAttempt: (codeHash: string, now: UnixSeconds): Promise<OpenOffer | undefined> =>
    tables
      .updateTable('issuer_offer')
      .set((eb) => ({ attempts_left: eb('attempts_left', '-', 1) }))
      .where('code_hash', '=', codeHash)
      .where('grant_kind', '=', 'pre-authorized_code')
      .where('expires_at', '>', now)
      .where('attempts_left', '>', 0)
      .where('redeemed_at', 'is', null)
      .returning(['id', 'award_id', 'tx_code_hash', 'ready_at'])
      .executeTakeFirst()
      .then(
        (row) =>
          row && {
            id: row.id,
            awardId: row.award_id,
            txCodeHash: row.tx_code_hash ?? undefined,
            readyAt: row.ready_at ?? undefined,
          },
      ),
  /** `false` when it was redeemed meanwhile. */
  close: async (id: string, now: UnixSeconds): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_offer')
      .set({ redeemed_at: now })
      .where('id', '=', id)
      .where('redeemed_at', 'is', null)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
})

/** Offers that want their owner's sign-in. */
const awaiting = (tables: Kysely<OffersTables>) => ({
  /** The award that an `issuer_state` stands for. */
  awardOf: (
    codeHash: string,
    now: UnixSeconds,
  ): Promise<(Omit<OfferTerms, 'grant'> & { readonly awardId: string }) | undefined> =>
    tables
      .selectFrom('issuer_offer')
      .select(['award_id', 'profile', 'ready_at'])
      .where('code_hash', '=', codeHash)
      .where('grant_kind', '=', 'authorization_code')
      .where('expires_at', '>', now)
      .executeTakeFirst()
      .then(
        (row) =>
          row && {
            awardId: row.award_id,
            profile: row.profile as OfferTerms['profile'],
            readyAt: row.ready_at ?? undefined,
          },
      ),
})

const writing = (tables: Kysely<OffersTables>) => ({
  add: async (offer: StoredOffer): Promise<void> => {
    await tables
      .insertInto('issuer_offer')
      .values({
        id: offer.id,
        award_id: offer.awardId,
        code_hash: offer.codeHash,
        code: offer.code,
        reference_hash: offer.referenceHash,
        tx_code_hash: offer.txCodeHash ?? null,
        attempts_left: offer.attempts,
        expires_at: offer.expiresAt,
        redeemed_at: null,
        grant_kind: offer.grant,
        profile: offer.profile,
        ready_at: offer.readyAt ?? null,
      })
      .execute()
  },
  removeExpired: async (before: UnixSeconds): Promise<void> => {
    await tables.deleteFrom('issuer_offer').where('expires_at', '<=', before).execute()
  },
  removeOf: async (awardIds: readonly string[]): Promise<void> => {
    if (awardIds.length === 0) return
    await tables.deleteFrom('issuer_offer').where('award_id', 'in', awardIds).execute()
  },
})
