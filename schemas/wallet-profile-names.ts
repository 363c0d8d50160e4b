/** Names the profile that a request to the wallet is about. */
export const PROFILE_HEADER = 'brevet-profile'

export const PROFILE_COLOURS = ['blue', 'green', 'amber', 'red', 'violet', 'grey'] as const
export type ProfileColour = (typeof PROFILE_COLOURS)[number]
