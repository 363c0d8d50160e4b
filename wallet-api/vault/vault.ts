/**
 * What a learner keeps is sealed under the learner's own data key.
 *
 * The key is random, one per learner, and stored only wrapped: by the server's unlocker, and by
 * unlockers that only the learner has. Whoever holds the key opens a vault; where it came from makes no
 * difference to what is sealed, so unlockers can be added and removed at any time.
 *
 * @module
 */

import { createHmac, hkdfSync } from 'node:crypto'
import { createSealer, type Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { unlockerStore } from './store.ts'

/** The learner's data key in use. */
export interface Vault {
  readonly personId: string
  /** @param context - id of the record; what was sealed for one record opens in no other */
  seal(purpose: VaultPurpose, plain: Uint8Array, context: string): Promise<Uint8Array>
  open(purpose: VaultPurpose, sealed: Uint8Array, context: string): Promise<Uint8Array>
  sealJson(purpose: VaultPurpose, value: unknown, context: string): Promise<Uint8Array>
  openJson(purpose: VaultPurpose, sealed: Uint8Array, context: string): Promise<unknown>
  /** Digest that only this learner's key can make: finds equals, tells nobody what they are. */
  digest(text: string): string
}

export type VaultPurpose =
  | 'wallet.holder-key'
  | 'wallet.summary'
  | 'wallet.document'
  | 'wallet.receiving'
  | 'wallet.link-key'
  | 'wallet.link-note'
  | 'wallet.presentation'

export interface Vaults {
  /**
   * Opens a learner's vault, making it at the first use.
   *
   * @param dataKey - the key itself, where the learner unlocked it; else the server's unlocker is used
   * @throws {Problem} `wallet-locked` when the learner removed the server's unlocker
   */
  open(db: Db, personId: string, dataKey?: Uint8Array): Promise<Vault>
  /** The data key itself, to be wrapped anew. @throws {Problem} `wallet-locked` */
  key(db: Db, personId: string, dataKey?: Uint8Array): Promise<Uint8Array>
  /** Wraps the key for the server. */
  addServer(db: Db, personId: string, key: Uint8Array): Promise<void>
}

const KEY_BYTES = 32
const WRAP = 'wallet.data-key'
const SERVER = { kind: 'server', name: '' } as const

type Deps = Pick<Ground, 'clock' | 'random'> & { readonly sealer: Sealer }

export function createVaults({ clock, random, sealer }: Deps): Vaults {
  const unwrap = async (db: Db, personId: string): Promise<Uint8Array | undefined> => {
    const wrapped = await unlockerStore(db).find(personId, SERVER.kind, SERVER.name)
    return wrapped && sealer.open(WRAP, wrapped, personId)
  }

  const addServer = async (db: Db, personId: string, key: Uint8Array): Promise<void> => {
    const wrapped = await sealer.seal(WRAP, key, personId)
    await unlockerStore(db).add({ ...SERVER, personId, wrapped, createdAt: clock() })
  }

  /** Two first uses at once: one key is kept, both get it. */
  const make = async (db: Db, personId: string): Promise<Uint8Array | undefined> => {
    if (await unlockerStore(db).hasAny(personId)) return undefined
    await addServer(db, personId, random(KEY_BYTES))
    return unwrap(db, personId)
  }

  const keyOf = async (db: Db, personId: string, dataKey?: Uint8Array): Promise<Uint8Array> => {
    const key = dataKey ?? (await unwrap(db, personId)) ?? (await make(db, personId))
    if (!key) throw new Problem(walletProblems.walletLocked)
    return key
  }

  return {
    open: async (db, personId, dataKey) =>
      vaultOf(personId, await keyOf(db, personId, dataKey), random),
    key: keyOf,
    addServer,
  }
}

function vaultOf(personId: string, key: Uint8Array, random: Ground['random']): Vault {
  const sealer = createSealer(key, random)
  const digestKey = new Uint8Array(hkdfSync('sha256', key, '', 'brevet:wallet.digest', KEY_BYTES))
  return {
    personId,
    seal: sealer.seal,
    open: sealer.open,
    sealJson: (purpose, value, context) =>
      sealer.seal(purpose, Buffer.from(JSON.stringify(value)), context),
    openJson: async (purpose, sealed, context) =>
      JSON.parse(Buffer.from(await sealer.open(purpose, sealed, context)).toString()),
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('base64url'),
  }
}
