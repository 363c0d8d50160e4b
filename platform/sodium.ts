/**
 * libsodium, where there is a build of it for this platform.
 *
 * @module
 */

import { createRequire } from 'node:module'

export type Sodium = typeof import('sodium-native')

export const sodium: Sodium | undefined = load()

function load(): Sodium | undefined {
  try {
    return createRequire(import.meta.url)('sodium-native') as Sodium
  } catch {
    return undefined
  }
}
