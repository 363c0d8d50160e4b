/**
 * Where private keys live: in files of ours, in a hardware security module, or at a cloud's key service.
 *
 * A key is made where it will live and never leaves; all that comes out of a vault is public keys and signatures.
 *
 * @module
 */

import type { KeyRecord, VaultName } from './key.ts'
import type { KeyAlgorithm } from './multikey.ts'
import type { PublicKey } from './signer.ts'

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

/** What the key is called in a vault that others use too. */
export const labelOf = (id: string): string => `brevet-${id}`

/** Octets of one coordinate. */
export const COORDINATE: Readonly<Record<Exclude<KeyAlgorithm, 'Ed25519'>, number>> = {
  ES256: 32,
  ES384: 48,
}
