/**
 * A key as the database knows it: its public half and its history.
 *
 * @module
 */

import type { UnixSeconds } from '../platform/clock.ts'
import type { KeyAlgorithm, PublicJwk } from './multikey.ts'

/** Whose certificates the keys sign; those that sign credentials never share a DID. */
export type RingName = 'course' | 'demo' | 'awards' | 'instances' | 'certificates'

/** `retired`: signed nothing after a known time; `compromised`: not to be trusted whatever time is claimed. */
export type KeyState = 'active' | 'retired' | 'compromised'

/** Where a private half lives: in a file of ours, in a PKCS#11 token, at AWS KMS. */
export type VaultName = 'file' | 'pkcs11' | 'aws-kms'

/** `did:key`: the key is the DID; did:web: the key stands in the document of that DID. */
export type DidMethod = 'did:key' | `did:web:${string}`

/** The use that has one active key. */
export interface KeyRequest {
  readonly ring: RingName
  readonly name: string
  readonly method: DidMethod
  readonly algorithm: KeyAlgorithm
}

export interface NewKey extends KeyRequest {
  readonly id: string
  readonly did: string
  readonly publicKeyMultibase: string
  readonly publicJwk: PublicJwk
  /** Where the private half lives. */
  readonly vault: VaultName
  readonly createdAt: UnixSeconds
}

export interface KeyRecord extends NewKey {
  readonly state: KeyState
  readonly retiredAt: UnixSeconds | undefined
  readonly revokedAt: UnixSeconds | undefined
}

/** DID URL of a key. */
export const verificationMethodOf = (key: { did: string; publicKeyMultibase: string }): string =>
  `${key.did}#${key.publicKeyMultibase}`
