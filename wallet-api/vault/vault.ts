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
import { createSealer, SealBroken, type Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { formerKeyStore } from './former-keys.ts'
import { unlockerStore } from './store.ts'

/** The learner's data key in use. */
export interface Vault {
  readonly personId: string
  /** The profile that it is open for. */
  readonly profileId: string
  /** Who opened it in the learner's place; absent where it was the learner. */
  readonly by?: string
  /** The same vault, for another profile of the learner. */
  in(profileId: string): Vault
  /** The same vault, opened by somebody in the learner's place. */
  openedBy(name: string): Vault
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
  | 'wallet.answer'
  | 'wallet.request'
  | 'wallet.event'
  | 'wallet.work'
  | 'wallet.profile'

/** What the sealed key of a profile is bound to; the first profile's keys are older than profiles. */
export const holderKeyContext = (personId: string, profileId: string, name: string): string =>
  profileId === FIRST_PROFILE ? `${personId} ${name}` : `${personId} ${profileId} ${name}`

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
  /** The data key, and those that it took the place of. @throws {Problem} `wallet-locked` */
  keys(db: Db, personId: string, dataKey?: Uint8Array): Promise<DataKeys>
  /** Wraps the key for the server. */
  addServer(db: Db, personId: string, key: Uint8Array): Promise<void>
}

/** What seals now, and what sealed before: records written while a key changes hands still open. */
export interface DataKeys {
  readonly current: Uint8Array
  /** Oldest first. */
  readonly former: readonly Uint8Array[]
}

export const KEY_BYTES = 32

/** What a learner has before making another; everybody's has this name. */
export const FIRST_PROFILE = 'first'

const FORMER = 'wallet.former-key'
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

  const keysOf = async (db: Db, personId: string, dataKey?: Uint8Array): Promise<DataKeys> => {
    const current = dataKey ?? (await unwrap(db, personId)) ?? (await make(db, personId))
    if (!current) throw new Problem(walletProblems.walletLocked)
    const sealed = await formerKeyStore(db).list(personId)
    return { current, former: await openFormer(sealed, { personId, current, random }) }
  }

  return {
    open: async (db, personId, dataKey) =>
      vaultOf(personId, await keysOf(db, personId, dataKey), random),
    key: async (db, personId, dataKey) => (await keysOf(db, personId, dataKey)).current,
    keys: keysOf,
    addServer,
  }
}

interface FormerKeysOf {
  readonly personId: string
  readonly current: Uint8Array
  readonly random: Ground['random']
}

/** @throws {Problem} `wallet-locked` for a key that was replaced: it opens none of those before it */
async function openFormer(
  sealed: readonly Uint8Array[],
  { personId, current, random }: FormerKeysOf,
): Promise<readonly Uint8Array[]> {
  const sealer = createSealer(current, random)
  try {
    return await Promise.all(sealed.map((one, at) => sealer.open(FORMER, one, `${personId} ${at}`)))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new Problem(walletProblems.walletLocked, { cause })
  }
}

/** Keys that were replaced, under the one that took their place. */
export const sealFormer = (
  { current, former }: DataKeys,
  { personId, random }: Omit<FormerKeysOf, 'current'>,
): Promise<readonly Uint8Array[]> => {
  const sealer = createSealer(current, random)
  return Promise.all(former.map((key, at) => sealer.seal(FORMER, key, `${personId} ${at}`)))
}

/** The first key makes the digests for good: records are found again whatever key seals them. */
export function vaultOf(
  personId: string,
  { current, former }: DataKeys,
  random: Ground['random'],
): Vault {
  const sealer = createSealer(current, random)
  const older = former.toReversed().map((key) => createSealer(key, random))
  const first = former[0] ?? current
  const digestKey = new Uint8Array(hkdfSync('sha256', first, '', 'brevet:wallet.digest', KEY_BYTES))
  const open: Vault['open'] = (purpose, sealed, context) =>
    openByAny([sealer, ...older], (one) => one.open(purpose, sealed, context))
  const view = (profileId: string, by?: string): Vault => ({
    ...shared,
    profileId,
    ...(by !== undefined && { by }),
    in: (other) => view(other, by),
    openedBy: (name) => view(profileId, name),
  })
  const shared: Omit<Vault, 'profileId' | 'by' | 'in' | 'openedBy'> = {
    personId,
    seal: sealer.seal,
    open,
    sealJson: (purpose, value, context) =>
      sealer.seal(purpose, Buffer.from(JSON.stringify(value)), context),
    openJson: async (purpose, sealed, context) =>
      JSON.parse(Buffer.from(await open(purpose, sealed, context)).toString()),
    digest: (text) => createHmac('sha256', digestKey).update(text).digest('base64url'),
  }
  return view(FIRST_PROFILE)
}

/** @throws {SealBroken} that of the first, when none opens it */
async function openByAny<T>(
  sealers: readonly Sealer[],
  open: (sealer: Sealer) => Promise<T>,
): Promise<T> {
  const [first, ...others] = sealers
  if (!first) throw new Error('no key')
  try {
    return await open(first)
  } catch (error) {
    if (!(error instanceof SealBroken) || others.length === 0) throw error
    return openByAny(others, open)
  }
}
