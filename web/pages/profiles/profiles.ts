import type { WalletProfile, WalletProfiles } from '../../../schemas/wallet-profiles.ts'
import { useChosenProfile } from '../../api/profile.ts'
import { useResource } from '../../api/use-resource.ts'
import type { Texts } from '../../i18n/use-texts.ts'

export const PROFILES = '/api/wallet/profiles'

export const profilePath = (id: string): string => `${PROFILES}/${encodeURIComponent(id)}`

/** All of the learner's; none as long as they are not known, or the wallet is locked. */
export function useProfiles(): readonly WalletProfile[] {
  const held = useResource<WalletProfiles>(PROFILES)
  return held.state === 'ready' ? held.value.profiles : []
}

/** The one looked at. */
export function useActive(profiles: readonly WalletProfile[]): WalletProfile | undefined {
  const chosen = useChosenProfile()
  return profiles.find(({ id }) => id === chosen) ?? profiles.find((one) => one.default)
}

/** The first one has no name before its owner gives it one. */
export const nameOf = (
  { name }: { readonly name?: string | undefined },
  { t }: Pick<Texts, 't'>,
): string => name ?? t('profiles.unnamed')
