/**
 * Profiles of a wallet, as its owner asks for them.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { holderDids } from '../holder/holder.ts'
import type { Vault } from '../vault/vault.ts'
import { moveCredential } from './bound.ts'
import {
  type Contents,
  changeProfile,
  createProfile,
  findProfile,
  type Look,
  listProfiles,
  type Profile,
  type ProfileChange,
  profileRows,
  removeProfile,
} from './profiles.ts'
import { profileContents } from './store.ts'

export interface Profiles {
  list(personId: string): Promise<readonly Profile[]>
  has(personId: string, id: string): Promise<boolean>
  /** @throws {Problem} `unknown-profile` */
  detail(
    personId: string,
    id: string,
  ): Promise<Profile & { readonly dids: readonly string[]; readonly holds: Contents }>
  /** @throws {Problem} `too-many-profiles` */
  create(personId: string, look: Partial<Look>): Promise<Profile>
  /** @throws {Problem} `unknown-profile` */
  change(personId: string, id: string, change: ProfileChange): Promise<Profile>
  /** @throws {Problem} see {@link removeProfile} */
  remove(personId: string, id: string, credentials: number): Promise<void>
  /** @throws {Problem} see {@link moveCredential} */
  move(owned: { readonly personId: string; readonly id: string }, to: string): Promise<void>
}

type Deps = Pick<Ground, 'clock' | 'random'> & { readonly db: Db }

export function createProfiles(deps: Deps, open: (personId: string) => Promise<Vault>): Profiles {
  const { db, clock } = deps
  return {
    list: async (personId) => listProfiles(db, await open(personId), deps),
    has: async (personId, id) =>
      (await profileRows(db, personId, clock())).some((row) => row.id === id),
    detail: async (personId, id) => {
      const vault = await open(personId)
      const profile = await findProfile(db, { vault, id }, deps)
      const dids = await holderDids(deps, vault.in(id))
      return { ...profile, dids, holds: await profileContents(db, personId, id).count() }
    },
    create: async (personId, look) =>
      createProfile(db, { vault: await open(personId), look }, deps),
    change: async (personId, id, change) =>
      changeProfile(db, { vault: await open(personId), id, change }, deps),
    remove: async (personId, id, credentials) => {
      // Only who can open the wallet may empty it.
      await open(personId)
      await removeProfile(db, { personId, id, credentials })
    },
    move: async ({ personId, id }, to) =>
      moveCredential(db, { vault: await open(personId), id, to }, deps),
  }
}
