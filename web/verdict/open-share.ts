/**
 * Opens what a share link holds. The key stands behind `#` and never reaches a server.
 *
 * @module
 */

import { bytesFromBase64Url } from './base64url.ts'

/** What the server keeps of a share. */
export interface SealedShare {
  readonly ciphertext: string
  readonly iv: string
}

/** A key as it stands in a link: 32 bytes in base64url. */
export const isShareKey = (fragment: string): boolean => /^[\w-]{43}$/.test(fragment)

/**
 * The text that was shared (AES-256-GCM).
 *
 * @returns `undefined` when the key does not fit or something was changed
 */
export async function openShare(
  { ciphertext, iv }: SealedShare,
  fragment: string,
): Promise<string | undefined> {
  try {
    const raw = bytesFromBase64Url(fragment)
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const algorithm = { name: 'AES-GCM', iv: bytesFromBase64Url(iv) }
    const plain = await crypto.subtle.decrypt(algorithm, key, bytesFromBase64Url(ciphertext))
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    return undefined
  }
}
