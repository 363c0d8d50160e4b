/**
 * Nonces that a holder's proof answers.
 *
 * Anybody may ask for one, so none is stored until it is used: a nonce is the sealed time of its making.
 *
 * @see OpenID4VCI 1.0 §7
 * @module
 */

import { createHash } from 'node:crypto'
import { SealBroken, type Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { nonceStore } from './store.ts'

export interface Nonces {
  make(): Promise<string>
  /** Whether the nonce is ours and fresh. */
  valid(nonce: string): Promise<boolean>
  /** Uses a valid nonce up; `false` when it was used before. */
  use(nonce: string): Promise<boolean>
}

export const NONCE_SECONDS: UnixSeconds = 300

const PURPOSE = 'issuer.nonce'

export function createNonces({
  db,
  clock,
  sealer,
}: Pick<Ground, 'db' | 'clock'> & { readonly sealer: Sealer }): Nonces {
  const expiryOf = async (nonce: string): Promise<UnixSeconds> => {
    try {
      const plain = await sealer.open(PURPOSE, Buffer.from(nonce, 'base64url'))
      return Number(Buffer.from(plain).toString()) + NONCE_SECONDS
    } catch (error) {
      if (error instanceof SealBroken) return 0
      throw error
    }
  }
  return {
    make: async () =>
      Buffer.from(await sealer.seal(PURPOSE, Buffer.from(String(clock())))).toString('base64url'),
    valid: async (nonce) => (await expiryOf(nonce)) > clock(),
    use: async (nonce) => {
      const store = nonceStore(db)
      await store.removeExpired(clock())
      // The bytes are hashed, for a text has several spellings of the same bytes.
      const hash = createHash('sha256').update(Buffer.from(nonce, 'base64url')).digest('base64url')
      return store.use(hash, await expiryOf(nonce))
    },
  }
}
