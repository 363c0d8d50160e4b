import { hash } from 'node:crypto'
import { type JsonObject, type Mechanism, signsWhole } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { AnySigner, IssuerRef } from '../signers.ts'

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

/** What differs among credentials that one batch signed. */
export type OfBatch = Pick<IssuedCredential, 'id' | 'credentialId' | 'digest'>

const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** A signer, and the digest of what was signed with it. */
export interface NotedSigner<S extends AnySigner> {
  readonly signer: S
  /**
   * SHA-256 (hex) of a credential that it signed.
   *
   * Of a compact form its text; of a document the octets that its proof signs, which are the same whoever writes its
   * JSON anew. A proof for selective disclosure signs a part of them: there the JSON, as it was handed out.
   */
  digestOf(signed: JsonObject | string): string
}

/** @param mechanism - how it signs the one credential it is for */
export function noted<S extends AnySigner>(signer: S, mechanism: Mechanism): NotedSigner<S> {
  let octets: Uint8Array | undefined
  const noting =
    signer.algorithm === 'BBS' || !signsWhole(mechanism)
      ? signer
      : {
          ...signer,
          sign: (data: Uint8Array) => {
            octets = data
            return signer.sign(data)
          },
        }
  return {
    signer: noting,
    digestOf: (signed) =>
      sha256(typeof signed === 'string' ? signed : (octets ?? JSON.stringify(signed))),
  }
}
