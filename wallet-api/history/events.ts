/**
 * What happens in a wallet, remembered for its owner, sealed.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import type { Vault } from '../vault/vault.ts'
import { eventStore } from './store.ts'

/** What is remembered of an event; sealed. */
export type WalletEvent =
  | {
      readonly kind: 'received'
      readonly title?: string
      readonly issuer?: string
      readonly source: 'openid4vci' | 'import'
    }
  | { readonly kind: 'removed' | 'moved'; readonly title?: string }
  | {
      readonly kind: 'shared' | 'share-ended'
      readonly title?: string
      readonly audience?: string
      /** Fields shown, where they were chosen. */
      readonly claims?: readonly string[]
    }
  | { readonly kind: 'exported' | 'restored'; readonly credentials: number }

export interface Dated {
  readonly id: string
  /** A platform that did it in the learner's place. */
  readonly by?: string
  readonly at: UnixSeconds
}

/** @param at - now, when absent */
export async function rememberEvent(
  db: Db,
  {
    vault,
    event,
    at,
  }: { readonly vault: Vault; readonly event: WalletEvent; readonly at?: UnixSeconds },
  { clock, random }: Pick<Ground, 'clock' | 'random'>,
): Promise<void> {
  const id = newId(random, clock())
  const named = { ...event, ...(vault.by !== undefined && { by: vault.by }) }
  const record = await vault.sealJson('wallet.event', named, id)
  await eventStore(db).add(vault, { id, record, at: at ?? clock() })
}

/** Those of the profile. */
export async function eventsOf(db: Db, vault: Vault): Promise<readonly (Dated & WalletEvent)[]> {
  const rows = await eventStore(db).list(vault)
  return Promise.all(
    rows.map(async ({ id, record, at }) => ({
      ...((await vault.openJson('wallet.event', record, id)) as WalletEvent),
      id,
      at,
    })),
  )
}
