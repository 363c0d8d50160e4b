/**
 * The profile of the wallet that this device looks at: named in every request about what lies in one.
 *
 * @module
 */

import { useSyncExternalStore } from 'react'
import { PROFILE_HEADER } from '../../schemas/wallet-profile-names.ts'
import { keepProfile, keptProfile } from '../i18n/preference.ts'

let chosen = keptProfile()
const listeners = new Set<() => void>()

/** The one chosen on this device; `undefined`: the server's default one. */
const chosenProfile = (): string | undefined => chosen

/** From now on, and the next time; `undefined` forgets the choice. */
export function chooseProfile(id: string | undefined): void {
  if (id === chosen) return
  chosen = id
  keepProfile(id)
  for (const listener of listeners) listener()
}

/** What is asked for is read anew when another is chosen. */
export const useChosenProfile = (): string | undefined =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosenProfile)

/** What a request to `path` says: the list of profiles is of none of them. */
export function profileHeader(path: string): Readonly<Record<string, string>> {
  return chosen !== undefined && isOfProfile(path) ? { [PROFILE_HEADER]: chosen } : {}
}

export const isOfProfile = (path: string): boolean =>
  path.startsWith('/api/wallet/') && !path.startsWith('/api/wallet/profiles')
