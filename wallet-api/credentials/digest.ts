import { FIRST_PROFILE, type Vault } from '../vault/vault.ts'
import type { Document } from './credential.ts'

/** Tells a credential from every other of its profile: two profiles may hold the same. */
export function digestOf({ profileId, digest }: Vault, document: Document): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return digest(profileId === FIRST_PROFILE ? text : `${profileId} ${text}`)
}
