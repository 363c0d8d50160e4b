import { hash } from 'node:crypto'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { IssuerRef } from '../signers.ts'

/** What we remember of a credential we signed. */
export interface IssuedCredential {
  readonly id: string
  readonly credentialId: string | undefined
  readonly issuerRef: IssuerRef
  readonly did: string
  readonly tenantId: string
  readonly awardId: string | undefined
  readonly form: string
  readonly holderKey: string
  readonly state: 'live' | 'suspended' | 'revoked'
  readonly digest: string
  readonly issuedAt: UnixSeconds
  readonly issuedBy: string | undefined
}

/** SHA-256 (hex) of a signed credential as it was handed out. */
export const digestOf = (signed: unknown): string =>
  hash('sha256', typeof signed === 'string' ? signed : JSON.stringify(signed), 'hex')
