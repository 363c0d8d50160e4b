/**
 * Where private keys live: in files of ours, in a hardware security module, or at a cloud's key service.
 *
 * A key is made where it will live and never leaves; all that comes out of a vault is public keys and signatures.
 *
 * @module
 */

import type { KeyRecord, VaultName } from './key.ts'
import { KeyStoreError } from './key-folder.ts'
import type { KeyAlgorithm } from './multikey.ts'
import { isSignatureOf, type PublicKey } from './signer.ts'

/** The raw signature over data; for elliptic curves `r` and `s` side by side (IEEE P1363). */
export type SignBytes = (data: Uint8Array) => Promise<Uint8Array>

export interface KeyVault {
  readonly name: VaultName
  /**
   * Makes a key, named by the id of its public half in the database.
   *
   * @throws {KeyStoreError} `unsupported` when the vault cannot sign so, `unreadable` when it does not answer
   */
  make(id: string, algorithm: KeyAlgorithm): Promise<PublicKey>
  /** @throws {KeyStoreError} `missing`, `damaged`, `unreadable`, `exposed` */
  open(key: Pick<KeyRecord, 'id' | 'algorithm'>): Promise<SignBytes>
  /** Forgets the key; nothing happens when there is none. */
  remove(id: string): Promise<void>
}

/** No text that is signed anywhere looks like it. */
const PROBE = Buffer.from('brevet: whose key is this?')

/**
 * Opens a key and sees that it is the one that was announced.
 *
 * Files can be exchanged and an alias can lead to another key: a certificate that such a key signed would be refused
 * everywhere, and nobody would be told here. What a service elsewhere signs is looked at each time.
 *
 * @throws {KeyStoreError} `damaged` when another key answers, now or later, and what {@link KeyVault.open} throws
 */
export async function openProved(vault: KeyVault, key: KeyRecord): Promise<SignBytes> {
  const sign = await vault.open(key)
  const proved: SignBytes = async (data) => {
    const signature = await sign(data)
    if (isSignatureOf(key, data, signature)) return signature
    const message = `the ${vault.name} vault signs with another key than ${key.id}`
    throw new KeyStoreError(message, { code: 'damaged' })
  }
  await proved(PROBE)
  return vault.name === 'file' ? sign : proved
}

/** What the key is called in a vault that others use too. */
export const labelOf = (id: string): string => `brevet-${id}`

/** Octets of one coordinate. */
export const COORDINATE: Readonly<Record<Exclude<KeyAlgorithm, 'Ed25519'>, number>> = {
  ES256: 32,
  ES384: 48,
}
