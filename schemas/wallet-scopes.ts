/** What a learner may let a platform do in their wallet. */
export const WALLET_SCOPES = ['wallet:read', 'wallet:receive', 'wallet:share'] as const
export type WalletScopeName = (typeof WALLET_SCOPES)[number]
