/**
 * did:key: the identifier is the key.
 *
 * @module
 * @see did:key 0.9
 */

import type { DidDocument } from '../types.ts'
import { keyOfMultikey } from './key-forms.ts'

export const didKeyOf = (publicKeyMultibase: string): string => `did:key:${publicKeyMultibase}`

const RELATIONS = [
  'authentication',
  'assertionMethod',
  'capabilityInvocation',
  'capabilityDelegation',
] as const

/** @returns `undefined` when the identifier is not a key we know */
export function didKeyDocument(did: string): DidDocument | undefined {
  const publicKeyMultibase = did.slice('did:key:'.length)
  if (!keyOfMultikey(publicKeyMultibase)) return undefined
  const id = `${did}#${publicKeyMultibase}`
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase }],
    ...Object.fromEntries(RELATIONS.map((relation) => [relation, [id]])),
  }
}
