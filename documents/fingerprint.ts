/**
 * A fingerprint of three words: short enough to be said aloud, the same things in all four languages.
 *
 * It tells two sheets apart; it proves nothing, since 262,144 fingerprints can be searched through.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Language } from '../platform/i18n.ts'
import words from './words.json' with { type: 'json' }

/** Unpredictable-looking bytes that follow from a credential's id alone. */
export const bytesOf = (credentialId: string): Uint8Array =>
  new Uint8Array(createHash('sha512').update('sheet:').update(credentialId).digest())

export function fingerprint(
  credentialId: string,
  language: Language,
): readonly [string, string, string] {
  const list = words[language]
  const [first, second, third] = bytesOf(credentialId).subarray(0, 3)
  const word = (byte = 0): string => list[byte % list.length] ?? ''
  return [word(first), word(second), word(third)]
}
