/**
 * From the permission to the credentials in the wallet, however the permission was got.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { Document } from '../credentials/credential.ts'
import { keepCredential, verifyIncoming } from '../credentials/credentials.ts'
import { credentialReader } from '../credentials/store.ts'
import { holderDids, holderOf } from '../holder/holder.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import type { Grant, IssuerClient, Offer } from './issuer-client.ts'
import type { Progress, ProgressOfOffer } from './progress.ts'

export type ReceiveDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'>

export interface Receiving {
  readonly client: IssuerClient
  readonly offer: Offer
  readonly vault: Vault
  readonly progress: ProgressOfOffer
  readonly language: Language
}

export type IssuerMetadata = Awaited<ReturnType<IssuerClient['metadata']>>

/**
 * @param permission - asked for when it is clear that the wallet can receive what is offered
 * @returns ids of the credentials in the wallet
 */
export async function collectAll(
  receiving: Receiving,
  permission: (metadata: IssuerMetadata) => Promise<Grant>,
  deps: ReceiveDeps,
): Promise<readonly string[]> {
  const { client, offer, vault, progress, language } = receiving
  const metadata = await client.metadata(offer.issuer)
  const choice = client.choose(offer, metadata)
  const grant = await permission(metadata)
  const holder = await holderOf(deps, vault, choice.algorithm)
  const delivery = await client.collect({ metadata, choice, grant, holder })
  if (!('documents' in delivery)) {
    await progress.write({ grant: { ...grant, transactionId: delivery.transactionId } })
    throw new Problem(walletProblems.issuerNotReady, { retryAfter: 5 })
  }
  const { documents } = delivery
  const credentialIds = await keepAll(vault, { documents, language }, deps)
  await progress.write({ credentialIds })
  return credentialIds
}

/** Permission that was got before and is still good. */
export const grantIn = (progress: Progress | undefined, now: number): Grant | undefined =>
  progress && 'grant' in progress && progress.grant.expiresAt > now ? progress.grant : undefined

/** Credentials the learner deleted meanwhile may be received again, if the issuer allows. */
export async function heldOf(
  db: Db,
  vault: Vault,
  progress: Progress | undefined,
): Promise<readonly string[]> {
  if (!progress || !('credentialIds' in progress)) return []
  const reader = credentialReader(db)
  const found = await Promise.all(
    progress.credentialIds.map((id) => reader.find(vault.personId, id)),
  )
  return found.flatMap((credential) => credential?.id ?? [])
}

/** All of them or none: one that is not genuine spoils the delivery. */
async function keepAll(
  vault: Vault,
  { documents, language }: { readonly documents: readonly Document[]; readonly language: Language },
  deps: ReceiveDeps,
): Promise<readonly string[]> {
  const ours = await holderDids(deps, vault)
  const checked = await Promise.all(
    documents.map(async (document) => {
      const verification = await verifyIncoming(document, { language }, deps)
      const { subject } = verification
      if (subject?.startsWith('did:') && !ours.includes(subject)) {
        throw new Problem(walletProblems.notForThisWallet)
      }
      return { document, verification }
    }),
  )
  return deps.db.transaction(async (tx) => {
    const ids: string[] = []
    for (const one of checked) {
      ids.push(await keepCredential(tx, { ...one, vault, source: 'openid4vci' }, deps))
    }
    return ids
  })
}
