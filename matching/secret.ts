import { createHash, timingSafeEqual } from 'node:crypto'

/** Secrets are stored as this, never in clear. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Compares in constant time. */
export function sameSecret(secret: string | undefined, hash: string | undefined): boolean {
  if (secret === undefined || hash === undefined) return false
  return timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(hash))
}
