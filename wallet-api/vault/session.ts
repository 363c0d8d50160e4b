/**
 * An open wallet: the data key travels in a sealed cookie that no script can read, and is kept nowhere.
 *
 * @module
 */

import { SealBroken, type Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'

const PURPOSE = 'wallet.session'
const KEY_BYTES = 32
/** An open wallet closes by itself after half a day. */
const SPAN = 43_200 // seconds

/** @returns value of the cookie, good for this person alone */
export async function sealSession(
  sealer: Sealer,
  { personId, key }: { readonly personId: string; readonly key: Uint8Array },
  now: UnixSeconds,
): Promise<string> {
  const until = Buffer.alloc(8)
  until.writeBigUInt64BE(BigInt(now + SPAN))
  const sealed = await sealer.seal(PURPOSE, Buffer.concat([key, until]), personId)
  return Buffer.from(sealed).toString('base64url')
}

/** @returns `undefined` for what is not ours, somebody else's, or over */
export async function openSession(
  sealer: Sealer,
  { personId, session }: { readonly personId: string; readonly session: string },
  now: UnixSeconds,
): Promise<Uint8Array | undefined> {
  try {
    const sealed = new Uint8Array(Buffer.from(session, 'base64url'))
    const plain = Buffer.from(await sealer.open(PURPOSE, sealed, personId))
    if (plain.readBigUInt64BE(KEY_BYTES) <= BigInt(now)) return undefined
    return new Uint8Array(plain.subarray(0, KEY_BYTES))
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
