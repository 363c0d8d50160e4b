/**
 * A status list as a credential.
 *
 * @module
 * @see Bitstring Status List 1.0 §2.2
 */

import { CREDENTIALS_V2 } from '../../schemas/contexts/pinned.ts'
import { issueDocument } from '../issue.ts'
import { formatTime } from '../time.ts'
import type { JsonObject, Signer, UnixSeconds, Workshop } from '../types.ts'
import { packBits } from './bitstring.ts'

export interface StatusListRequest {
  /** Where the list will be read. */
  readonly id: string
  readonly purpose: 'revocation' | 'suspension'
  readonly bits: Uint8Array
  readonly signer: Signer
  /** Seconds for which a reader may keep it. */
  readonly ttl?: number
  readonly validUntil?: UnixSeconds
}

/** Packs and signs a list, valid from now. */
export async function signStatusList(
  { id, purpose, bits, signer, ttl, validUntil }: StatusListRequest,
  workshop: Workshop,
): Promise<JsonObject> {
  const credential = {
    '@context': [CREDENTIALS_V2],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: signer.did,
    validFrom: formatTime(workshop.clock()),
    ...(validUntil === undefined ? {} : { validUntil: formatTime(validUntil) }),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: await packBits(bits, workshop.primitives),
      ...(ttl === undefined ? {} : { ttl: ttl * 1000 }), // milliseconds, as the standard wants
    },
  }
  const mechanism = signer.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019'
  return issueDocument({ credential, signer, mechanism }, workshop)
}
