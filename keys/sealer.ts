/**
 * Encryption at rest under keys derived from one master secret.
 *
 * @module
 */

import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { RandomBytes } from '../platform/id.ts'

/** Seals what only this installation may read again. */
export interface Sealer {
  /**
   * @param purpose - which derived key, e.g. `accounts.email`; what is sealed for one purpose opens for no other
   * @param context - bound to the result: must be given again to open, e.g. the id of the record
   */
  seal(purpose: string, plain: Uint8Array, context?: string): Promise<Uint8Array>
  /** @throws {SealBroken} when the bytes were not sealed here for this purpose and context */
  open(purpose: string, sealed: Uint8Array, context?: string): Promise<Uint8Array>
}

/** The bytes were changed, or sealed by another installation, purpose or context. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16

/** @param master - 32 secret bytes */
export function createSealer(master: Uint8Array, random: RandomBytes): Sealer {
  const derived = new Map<string, Uint8Array>()
  const keyFor = (purpose: string): Uint8Array => {
    const known = derived.get(purpose)
    if (known) return known
    const key = new Uint8Array(hkdfSync('sha256', master, '', `brevet:${purpose}`, 32))
    derived.set(purpose, key)
    return key
  }
  return {
    seal: async (purpose, plain, context = '') =>
      encrypt(keyFor(purpose), plain, { context, random }),
    open: async (purpose, sealed, context = '') => decrypt(keyFor(purpose), sealed, context),
  }
}

/** AES-256-GCM: version, IV, tag and ciphertext in a row. */
export function encrypt(
  key: Uint8Array,
  plain: Uint8Array,
  { context, random }: { readonly context: string; readonly random: RandomBytes },
): Uint8Array {
  const iv = random(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([Uint8Array.of(VERSION), iv, cipher.getAuthTag(), body]))
}

/** @throws {SealBroken} when key, context or bytes are not those of {@link encrypt} */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array {
  const head = 1 + IV_BYTES + TAG_BYTES
  if (sealed.length < head || sealed[0] !== VERSION) throw new SealBroken('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES))
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(1 + IV_BYTES, head))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(head)), decipher.final()]))
  } catch (cause) {
    throw new SealBroken('the seal does not fit', { cause })
  }
}
