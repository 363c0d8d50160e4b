/**
 * An issuer instance of the VC-API: a tenant's DID with one key and one way of securing.
 *
 * @module
 */

import type { Mechanism } from '../../credentials/index.ts'
import { type DidMethod, didWebOf } from '../../keys/index.ts'
import type { InstanceAlgorithm } from '../signers.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'

export interface Instance {
  /** Its name in `/issuers/{id}`. */
  readonly id: string
  readonly tenantId: string
  readonly method: DidMethod
  readonly algorithm: InstanceAlgorithm
  readonly mechanism: Mechanism
  /** Statuses the instance adds to what it issues. */
  readonly statusPurposes: readonly StatusPurpose[]
}

type Seed = Omit<Instance, 'tenantId' | 'method' | 'statusPurposes'> &
  Partial<Pick<Instance, 'method' | 'statusPurposes'>>

const seeds = (publicUrl: string): readonly Seed[] => [
  { id: 'default', algorithm: 'Ed25519', mechanism: 'eddsa-rdfc-2022' },
  {
    id: 'status',
    algorithm: 'Ed25519',
    mechanism: 'eddsa-rdfc-2022',
    statusPurposes: ['revocation', 'suspension'],
  },
  { id: 'eddsa-jcs-2022', algorithm: 'Ed25519', mechanism: 'eddsa-jcs-2022' },
  { id: 'ecdsa-rdfc-2019-p256', algorithm: 'ES256', mechanism: 'ecdsa-rdfc-2019' },
  { id: 'ecdsa-rdfc-2019-p384', algorithm: 'ES384', mechanism: 'ecdsa-rdfc-2019' },
  { id: 'ecdsa-jcs-2019-p256', algorithm: 'ES256', mechanism: 'ecdsa-jcs-2019' },
  { id: 'ecdsa-jcs-2019-p384', algorithm: 'ES384', mechanism: 'ecdsa-jcs-2019' },
  { id: 'ecdsa-sd-2023', algorithm: 'ES256', mechanism: 'ecdsa-sd-2023' },
  { id: 'bbs-2023', algorithm: 'BBS', mechanism: 'bbs-2023' },
  { id: 'vc-jwt', algorithm: 'Ed25519', mechanism: 'vc+jwt' },
  { id: 'sd-jwt-vc', algorithm: 'ES256', mechanism: 'dc+sd-jwt' },
  { id: 'vc-sd-jwt', algorithm: 'ES256', mechanism: 'vc+sd-jwt' },
  {
    id: 'web',
    algorithm: 'Ed25519',
    mechanism: 'eddsa-rdfc-2022',
    method: didWebOf(publicUrl, ['issuers', 'web']),
  },
]

/** The instances that the development server has, all of one tenant. */
export const developmentInstances = (publicUrl: string, tenantId: string): readonly Instance[] =>
  seeds(publicUrl).map((seed) => ({ method: 'did:key', statusPurposes: [], ...seed, tenantId }))
