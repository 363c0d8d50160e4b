/**
 * Front door of `wallet-api`: a learner's hosted wallet.
 *
 * ```ts
 * const wallet = createWallet({ db, clock, random, fetch, config, sealer })
 * wallet.holderDid(personId), wallet.list(personId), wallet.receive(personId, { offerUri, txCode?, language })
 * wallet.share({ personId, id }, days), wallet.present(personId, { credentialIds, challenge, domain })
 * wallet.personData                                                        // export and erasure
 * wallet.unlockers                                                         // ways into a wallet
 * walletRoutes(wallet, { rateLimit, idempotency, secure }): Router
 * ```
 *
 * @module
 */

export type { State, WalletCredential } from './credentials/credential.ts'
export { walletProblems } from './problems.ts'
export { type WalletEdge, walletRoutes } from './routes.ts'
export { type WalletTables, walletMigrations } from './tables.ts'
export { createWallet, type Wallet } from './wallet.ts'
