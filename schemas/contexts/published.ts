/**
 * Digests of contexts as their publishers serve them, byte for byte: credentials may cite them.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §B.1
 */

export interface PublishedDigests {
  readonly sha256: Uint8Array
  readonly sha384: Uint8Array
  readonly sha512: Uint8Array
}

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** By the address of the context. */
export const publishedDigests: ReadonlyMap<string, PublishedDigests> = new Map([
  [
    'https://www.w3.org/ns/credentials/v2',
    {
      sha256: bytes('59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734'),
      sha384: bytes(
        '97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614',
      ),
      sha512: bytes(
        '5d55452bd2dcf8a29f5a290473eb242b1c5fb77d4e68f1a0aa87baa4dba2694852d65ec63d48ac04a99d956f9f7153b9406f84d2d04c74869b02c239a1d81305',
      ),
    },
  ],
  [
    'https://w3id.org/security/data-integrity/v2',
    {
      sha256: bytes('67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4'),
      sha384: bytes(
        '0ee2d7626717f8b07cd449b525d5e2b71fe27209fc99e53089e0169dd2944d793feea4526fc60bb9cca1cd96512391f6',
      ),
      sha512: bytes(
        '39cd7a9a4047b74b8524640fe35633e81e8286d14bdbb7e77d0e08d850b00d6a35b0185d5de35c479baedb23a17989d9f628ac95531fdd79c0c5a0f632d9fa95',
      ),
    },
  ],
])
