/**
 * Texts of which each character is one byte of UTF-8.
 *
 * A text of such characters is kept, joined and hashed for half of what other texts cost.
 *
 * @module
 */

/** The hash within RDFC-1.0: SHA-256, but for signatures by P-384. */
export type CanonizeHash = 'sha256' | 'sha384'

export interface Octets {
  /** The bytes of a text as UTF-8, each as one character. */
  encode(text: string): string
  decode(octets: string): string
  digest(hash: CanonizeHash, octets: string): Uint8Array
  /** In lower case hex. */
  digestHex(hash: CanonizeHash, octets: string): string
}
