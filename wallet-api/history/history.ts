/**
 * What came into a wallet, what was shown to whom, and what left it, for its owner alone.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import { type ShownRecord, shownBy } from '../presentations/presentations.ts'
import type { Share } from '../shares/shares.ts'
import { shareLog } from '../shares/store.ts'
import type { Vault } from '../vault/vault.ts'
import { type Dated, eventsOf, type WalletEvent } from './events.ts'

/** A link was opened, or its passcode was guessed at. Who it was is not recorded. */
interface Opened {
  readonly kind: 'opened' | 'wrong-passcode'
  readonly title?: string
  readonly audience?: string
}

type Shown = { readonly kind: 'shown' } & Omit<ShownRecord, 'presentationId' | 'presentedAt'>

export type HistoryEntry = Dated & (WalletEvent | Opened | Shown)

const MOST = 1000

interface HistoryWish {
  readonly vault: Vault
  /** Links there are now, and titles of credentials by id. */
  readonly links: readonly Pick<Share, 'shareId' | 'credentialId' | 'audience'>[]
  readonly titles: ReadonlyMap<string, string | undefined>
}

/** Newest first. */
export async function historyOf(
  db: Db,
  { vault, links, titles }: HistoryWish,
): Promise<readonly HistoryEntry[]> {
  const events = await eventsOf(db, vault)
  const shown = (await shownBy(db, vault)).map(
    ({ presentationId: id, presentedAt: at, ...rest }): HistoryEntry => ({
      ...rest,
      kind: 'shown',
      id,
      at,
    }),
  )
  const accesses = await shareLog(db).all(vault)
  const opened = accesses.map(({ id, shareId, outcome, at }): HistoryEntry => {
    const share = links.find((one) => one.shareId === shareId)
    const title = titles.get(share?.credentialId ?? '')
    return {
      kind: outcome,
      id,
      at,
      ...(title !== undefined && { title }),
      ...(share?.audience !== undefined && { audience: share.audience }),
    }
  })
  return [...events, ...shown, ...opened].sort((a, b) => b.at - a.at).slice(0, MOST)
}
