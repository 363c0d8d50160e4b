/**
 * How far a receiving came, kept before each next step: codes work once.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { Vault } from '../vault/vault.ts'
import type { SignIn } from './authorization.ts'
import type { Grant } from './grant.ts'
import { receivingStore } from './store.ts'

export type Progress =
  | { readonly signIn: SignIn }
  | { readonly grant: Grant; readonly signIn?: SignIn }
  | { readonly credentialIds: readonly string[] }

export interface ProgressOfOffer {
  /**
   * Where it is to be received: in the profile where it was begun, because what the issuer prepares may
   * be bound to its key already. Known once the progress was read.
   */
  place(): Vault
  read(): Promise<Progress | undefined>
  write(progress: Progress): Promise<void>
  /** `true` for the one of several that goes on from what all have read. */
  take(progress: Progress): Promise<boolean>
}

type Deps = Pick<Ground, 'db' | 'clock'>

/** @param names - what tells this receiving from every other: issuer and code, or a state of ours */
export function progressOf(
  vault: Vault,
  names: readonly string[],
  { db, clock }: Deps,
): ProgressOfOffer {
  const name = vault.digest(JSON.stringify(names))
  const store = receivingStore(db)
  let last: Uint8Array | undefined
  let { profileId } = vault
  return {
    place: () => vault.in(profileId),
    read: async () => {
      const row = await store.find(vault.personId, name)
      last = row?.progress
      if (!row) return undefined
      const known = (await vault.openJson('wallet.receiving', row.progress, name)) as Progress
      if (!('credentialIds' in known)) profileId = row.profileId
      return known
    },
    write: async (progress) => {
      const sealed = await vault.sealJson('wallet.receiving', progress, name)
      await store.put(vault.personId, name, { profileId, progress: sealed, at: clock() })
    },
    take: async (progress) => {
      if (!last) return false
      const sealed = await vault.sealJson('wallet.receiving', progress, name)
      return store.replace(vault.personId, name, { before: last, progress: sealed, at: clock() })
    },
  }
}
