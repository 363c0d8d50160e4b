/**
 * Opens what a share link holds. The key stands behind `#` and never reaches a server.
 *
 * @module
 */

/** What the server keeps of a share. */
export interface SealedShare {
  readonly ciphertext: string
  readonly iv: string
}

export function bytesFromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
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
