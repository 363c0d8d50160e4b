export { authorityKeyIds } from './authority-keys.ts'
export { type Certificates, certificateHash } from './certificates.ts'
export { type Chain, type ChainFault, readChain } from './chain.ts'
export type { DidDocument, PublishedJwk, VerificationMethod } from './did-document.ts'
export { didWebOf } from './did-document.ts'
export {
  CONTENT_ENCRYPTIONS,
  decryptJwe,
  encryptJwe,
  newExchangeKey,
  type Recipient,
} from './jwe.ts'
export { jwkThumbprint, signJws, signUnder, verifyJws } from './jws.ts'
export { type JwtClaims, JwtRefused, type KeySet, readJwt, verifyJwt } from './jwt.ts'
export type { DidMethod, KeyState, RingName } from './key.ts'
export { KeyStoreError, type KeyStoreFault } from './key-folder.ts'
export type { KeyRing } from './key-ring.ts'
export { createKeys, type KeyInfo, type Keys } from './keys.ts'
export { jwkOfMultikey, type KeyAlgorithm, type PublicJwk } from './multikey.ts'
export { keysProblems } from './problems.ts'
export { createSealer, SealBroken, type Sealer } from './sealer.ts'
export {
  createSigner,
  generateKey,
  type Signer,
} from './signer.ts'
export { type KeysTables, keysMigrations } from './tables.ts'
