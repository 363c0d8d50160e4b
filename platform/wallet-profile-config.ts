/**
 * What is demanded of wallets that come for a certificate.
 *
 * @module
 */

import { ConfigError } from './config-error.ts'

export interface WalletsConfig {
  /** `haip`: every wallet is attested and binds its tokens to a key (HAIP 1.0). */
  readonly profile: 'open' | 'haip'
  /** File of certificates (PEM) of wallet providers whose attestations count; none when absent. */
  readonly providers: string | undefined
}

/** @throws {ConfigError} naming the variable and the rule */
export function readWallets(env: Readonly<Record<string, string | undefined>>): WalletsConfig {
  const profile = env.WALLET_PROFILE || 'open'
  const providers = env.WALLET_PROVIDERS || undefined
  if (profile !== 'open' && profile !== 'haip') {
    throw new ConfigError(`WALLET_PROFILE=${profile} must be open or haip`)
  }
  if (profile === 'haip' && providers === undefined) {
    throw new ConfigError('WALLET_PROFILE=haip needs WALLET_PROVIDERS: no wallet could be attested')
  }
  return { profile, providers }
}
