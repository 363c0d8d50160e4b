import type { AwardView } from '../../../schemas/issuer.ts'

/** Awards that can be received: live, and no form of them signed that still stands. */
export const openAwards = (awards: readonly AwardView[]): readonly AwardView[] =>
  awards.filter(
    ({ state, credentials }) =>
      state === 'live' && credentials.every((credential) => credential.state === 'revoked'),
  )

/** The award that a certificate came from. */
export const awardOf = (
  awards: readonly AwardView[],
  credentialId: string,
): AwardView | undefined =>
  awards.find(({ credentials }) => credentials.some(({ id }) => id === credentialId))

/** Address of an achievement's badge on this server. */
export const badgeOf = ({ achievement }: AwardView): string =>
  `${URL.canParse(achievement.id) ? new URL(achievement.id).pathname : ''}/badge.png`
