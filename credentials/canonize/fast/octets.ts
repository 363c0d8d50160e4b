/**
 * Texts of which each character is one byte of UTF-8.
 *
 * A text of such characters is kept, joined and hashed for half of what other texts cost.
 *
 * @module
 */

export interface Octets {
  /** The bytes of a text as UTF-8, each as one character. */
  encode(text: string): string
  decode(octets: string): string
  sha256(octets: string): Uint8Array
  /** In lower case hex. */
  sha256Hex(octets: string): string
}
