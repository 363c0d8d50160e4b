/**
 * Every sealed value of a learner, wherever it lies: what a new data key has to seal again.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'
import { holderKeyContext, type VaultPurpose } from './vault.ts'

interface SealedColumn {
  readonly table:
    | 'holder_key'
    | 'credential'
    | 'receiving'
    | 'share'
    | 'presentation'
    | 'event'
    | 'work'
    | 'profile'
  readonly column: 'sealed' | 'summary' | 'document' | 'progress' | 'link_key' | 'note' | 'record'
  /** What tells the records of a learner apart. */
  readonly id: 'id' | 'algorithm' | 'offer'
  readonly purpose: VaultPurpose
}

const COLUMNS: readonly SealedColumn[] = [
  { table: 'holder_key', column: 'sealed', id: 'algorithm', purpose: 'wallet.holder-key' },
  { table: 'credential', column: 'summary', id: 'id', purpose: 'wallet.summary' },
  { table: 'credential', column: 'document', id: 'id', purpose: 'wallet.document' },
  { table: 'receiving', column: 'progress', id: 'offer', purpose: 'wallet.receiving' },
  { table: 'share', column: 'link_key', id: 'id', purpose: 'wallet.link-key' },
  { table: 'share', column: 'note', id: 'id', purpose: 'wallet.link-note' },
  { table: 'presentation', column: 'record', id: 'id', purpose: 'wallet.presentation' },
  { table: 'event', column: 'record', id: 'id', purpose: 'wallet.event' },
  { table: 'work', column: 'record', id: 'id', purpose: 'wallet.work' },
  { table: 'profile', column: 'record', id: 'id', purpose: 'wallet.profile' },
]

export interface SealedValue {
  readonly purpose: VaultPurpose
  readonly context: string
  readonly sealed: Uint8Array
}

type Rows = Readonly<
  Record<`wallet_${SealedColumn['table']}`, Readonly<Record<string, string | Uint8Array | null>>>
>

/**
 * Seals every value of a learner anew, one column after the other.
 *
 * A value that was written meanwhile is left as it is: it opens by the former key.
 */
export async function resealAll(
  db: Db,
  personId: string,
  reseal: (value: SealedValue) => Promise<Uint8Array>,
): Promise<void> {
  const tables = db.tables<Rows & Pick<WalletTables, 'wallet_former_key'>>()
  for (const { table, column, id, purpose } of COLUMNS) {
    const rows = await tables
      .selectFrom(`wallet_${table}`)
      .select([id, column, ...(table === 'holder_key' ? (['profile_id'] as const) : [])])
      .where('person_id', '=', personId)
      .where(column, 'is not', null)
      .execute()
    for (const row of rows) {
      const name = String(row[id])
      const sealed = row[column]
      if (!(sealed instanceof Uint8Array)) continue
      const context =
        table === 'holder_key' ? holderKeyContext(personId, String(row.profile_id), name) : name
      await tables
        .updateTable(`wallet_${table}`)
        .set({ [column]: await reseal({ purpose, context, sealed: new Uint8Array(sealed) }) })
        .where('person_id', '=', personId)
        .where(id, '=', name)
        .where(column, '=', sealed)
        .execute()
    }
  }
}
