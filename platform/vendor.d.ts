declare module 'sodium-native' {
  /** @throws {Error} when a length is not that of a signature or key */
  export function crypto_sign_verify_detached(
    signature: Uint8Array,
    message: Uint8Array,
    publicKey: Uint8Array,
  ): boolean
  /** Writes 64 octets. @throws {Error} when a length is not that of a signature or key */
  export function crypto_sign_detached(
    signature: Uint8Array,
    message: Uint8Array,
    secretKey: Uint8Array,
  ): void
  /** Writes 32 and 64 octets. @throws {Error} when a length is another */
  export function crypto_sign_seed_keypair(
    publicKey: Uint8Array,
    secretKey: Uint8Array,
    seed: Uint8Array,
  ): void
  /** Memory between guarded pages, kept out of the swap and of core dumps where the system allows it. */
  export function sodium_malloc(size: number): Buffer
  export function sodium_mprotect_readonly(memory: Buffer): void
  export function sodium_memzero(memory: Uint8Array): void
}
