/**
 * Where the profiles of a file go in the wallet that takes it in.
 *
 * @module
 */

import type { Signer } from '../../credentials/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { credentialReader } from '../credentials/store.ts'
import { holderDids } from '../holder/holder.ts'
import {
  changeProfile,
  createProfile,
  holdProfile,
  type Look,
  listProfiles,
  type Profile,
} from '../profiles/profiles.ts'
import { FIRST_PROFILE, type Vault } from '../vault/vault.ts'

/** A profile as the file has it; a file that is older than profiles has one without a look. */
export interface FiledProfile extends Partial<Look> {
  readonly id: string
  readonly keys: readonly Pick<Signer, 'did'>[]
}

type Deps = Pick<Ground, 'clock' | 'random'>

/**
 * The vault for each profile of the file: the profile that has one of its keys already; the one that the
 * learner looks at, where the file has a single profile; the one of the same name that came with an
 * earlier restoring; else a new one. So nothing that was apart comes together, and nothing is there twice.
 *
 * @param tx - new profiles are made in it
 * @throws {Problem} `too-many-profiles`, `unknown-profile` for one that was removed meanwhile
 */
export async function placesFor(
  tx: Db,
  { vault, filed }: { readonly vault: Vault; readonly filed: readonly FiledProfile[] },
  deps: Deps,
): Promise<ReadonlyMap<string, Vault>> {
  const places = new Map<string, Vault>()
  for (const profile of filed) {
    const id = await placeFor(tx, { vault, profile, isOnly: filed.length === 1 }, deps)
    await holdProfile(tx, vault.in(id), deps.clock())
    places.set(profile.id, vault.in(id))
  }
  return places
}

interface Wish {
  readonly vault: Vault
  readonly profile: FiledProfile
  readonly isOnly: boolean
}

async function placeFor(tx: Db, { vault, profile, isOnly }: Wish, deps: Deps): Promise<string> {
  const { id, keys, name, colour } = profile
  const there = await listProfiles(tx, vault, deps)
  for (const one of there) {
    const dids = await holderDids({ ...deps, db: tx }, vault.in(one.id))
    if (keys.some(({ did }) => dids.includes(did))) return one.id
  }
  const look = { ...(name !== undefined && { name }), ...(colour && { colour }) }
  const same = there.find((one) => one.id === (isOnly ? vault.profileId : id))
  if (same && (isOnly || (await isSame(tx, { vault, same, name })))) {
    if (same.name === undefined && name !== undefined && (await isEmpty(tx, vault, same))) {
      await changeProfile(tx, { vault, id: same.id, change: look }, deps)
    }
    return same.id
  }
  return (await createProfile(tx, { vault, look, ...(!same && { id }) }, deps)).id
}

interface Pair {
  readonly vault: Vault
  readonly same: Profile
  readonly name: string | undefined
}

/** Everybody has a first profile: it is the same one only where it says so, or holds nothing yet. */
async function isSame(tx: Db, { vault, same, name }: Pair): Promise<boolean> {
  return same.id !== FIRST_PROFILE || same.name === name || (await isEmpty(tx, vault, same))
}

const isEmpty = async (tx: Db, { personId }: Vault, { id }: Profile): Promise<boolean> =>
  (await credentialReader(tx).list(personId, id)).length === 0
