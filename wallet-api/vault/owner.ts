import type { Ground } from '../../platform/ground.ts'
import type { Vaults } from './vault.ts'
import type { WrapDeps } from './wrap.ts'

/** Whose wallet it is, and by what it was opened. */
export interface Owner {
  readonly personId: string
  /** Where the wallet was unlocked; else the server's way is tried. */
  readonly dataKey?: Uint8Array
  /** The profile looked at; the default one where none is named. */
  readonly profileId?: string
  /** A platform that the owner let in, by name; it sees this one profile. */
  readonly by?: string
}

export type UnlockersDeps = Pick<Ground, 'db' | 'clock'> & WrapDeps & { readonly vaults: Vaults }
