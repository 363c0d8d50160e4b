/**
 * Which vault makes keys for whom, and which holds a key that is there already.
 *
 * @module
 */

import type { Ground } from '../platform/ground.ts'
import type { RingName, VaultName } from './key.ts'
import { KeyStoreError } from './key-folder.ts'
import type { KeyVault } from './vault.ts'

export interface Vaults {
  /** Where new keys of a ring are made. */
  of(ring: RingName): KeyVault
  /** @throws {KeyStoreError} `missing` when the vault is not configured any more */
  named(name: VaultName): KeyVault
}

/**
 * Files always; beside them the vault that `KEY_STORE` names, for the rings in `KEY_STORE_RINGS`.
 *
 * Keys stay where they were made: a change of settings makes the next key elsewhere, at its rotation.
 */
export async function openVaults(
  files: KeyVault,
  { config, fetch }: Pick<Ground, 'config' | 'fetch'>,
): Promise<Vaults> {
  const other = await openOther(config.keyStore, fetch)
  return {
    of: (ring) => (other && config.keyStore.rings.has(ring) ? other : files),
    named: (name) => {
      const vault = [files, other].find((each) => each?.name === name)
      if (vault) return vault
      throw new KeyStoreError(`keys live in ${name}, which KEY_STORE does not name`, {
        code: 'missing',
      })
    },
  }
}

/** What speaks to a vault is loaded where there is one. */
async function openOther(
  store: Ground['config']['keyStore'],
  fetch: Ground['fetch'],
): Promise<KeyVault | undefined> {
  if (store.kind === 'file') return undefined
  if (store.kind === 'pkcs11') return (await import('./pkcs11-vault.ts')).pkcs11Vault(store)
  return (await import('./kms-vault.ts')).kmsVault(store, fetch)
}
