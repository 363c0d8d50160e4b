import type { WalletProfile } from '../../../schemas/wallet-profiles.ts'

/** First letter of a profile in its colour; what it is called stands beside it. */
export function ProfileMark({ name, colour }: Pick<WalletProfile, 'colour'> & { name: string }) {
  const [letter = ''] = Array.from(name.trim())
  return (
    <span className="profile-mark" data-colour={colour} aria-hidden="true">
      {letter.toLocaleUpperCase()}
    </span>
  )
}
