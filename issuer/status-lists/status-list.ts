import type { IssuerRef } from '../signers.ts'

/** `suspension` can be taken back, `revocation` not. */
export type StatusPurpose = 'revocation' | 'suspension'

/** A list as it is stored. */
export interface StatusList {
  readonly id: string
  readonly issuerRef: IssuerRef
  readonly did: string
  readonly purpose: StatusPurpose
  readonly capacity: number
  readonly version: number
  readonly signedVersion: number | undefined
  readonly signed: string | undefined
}

/** What a credential says about where its status is read (Bitstring Status List 1.0 §2.1). */
export type StatusEntry = {
  readonly id: string
  readonly type: 'BitstringStatusListEntry'
  readonly statusPurpose: StatusPurpose
  readonly statusListIndex: string
  readonly statusListCredential: string
}
