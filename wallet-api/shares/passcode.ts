/**
 * The passcode of a link: a short word told by another channel.
 *
 * What lies behind a link is ciphertext whose key we do not have; the passcode decides who gets even that.
 *
 * @module
 */

import { scrypt, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from '../../platform/id.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32
/** scrypt N: 16 MiB; guesses are counted besides. */
const COST = 16_384

/** @returns salt and hash in a row */
export async function hashPasscode(passcode: string, random: RandomBytes): Promise<Uint8Array> {
  const salt = random(SALT_BYTES)
  return new Uint8Array(Buffer.concat([salt, await hashed(passcode, salt)]))
}

export async function isPasscode(passcode: string, kept: Uint8Array): Promise<boolean> {
  const salt = kept.subarray(0, SALT_BYTES)
  return timingSafeEqual(await hashed(passcode, salt), kept.subarray(SALT_BYTES))
}

const hashed = (passcode: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passcode.normalize('NFKC'), salt, HASH_BYTES, { N: COST }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
