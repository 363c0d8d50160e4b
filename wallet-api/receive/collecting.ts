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
import { holdProfile } from '../profiles/profiles.ts'
import type { Vault } from '../vault/vault.ts'
import type { Grant } from './grant.ts'
import type { IssuerClient, Offer } from './issuer-client.ts'
import type { Progress, ProgressOfOffer } from './progress.ts'

export type ReceiveDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'>

export interface Receiving {
  readonly client: IssuerClient
  readonly offer: Offer
  readonly progress: ProgressOfOffer
  readonly language: Language
  /** Permission that an earlier try got. */
  readonly earlier: Grant | undefined
}

export type IssuerMetadata = Awaited<ReturnType<IssuerClient['metadata']>>

/**
 * @param permission - asked for when it is clear that the wallet can receive what is offered, and no
 *   earlier one is there
 * @returns ids of the credentials in the wallet
 */
export async function collectAll(
  receiving: Receiving,
  permission: (metadata: IssuerMetadata) => Promise<Grant>,
  deps: ReceiveDeps,
): Promise<readonly string[]> {
  const { client, offer, progress, language, earlier } = receiving
  const vault = progress.place()
  const metadata = await client.metadata(offer.issuer)
  const choice = client.choose(offer, metadata)
  const before = earlier ?? (await permission(metadata))
  const grant = await renewed(before, receiving, { metadata, now: deps.clock() })
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

/** Permission that was got before and is still good, or can be renewed. */
export const grantIn = (progress: Progress | undefined, now: number): Grant | undefined =>
  progress && 'grant' in progress && isOfUse(progress.grant, now) ? progress.grant : undefined

const isOfUse = ({ expiresAt, refreshToken }: Grant, now: number): boolean =>
  expiresAt > now || refreshToken !== undefined

/**
 * The permission, renewed where it ended. Of several at once one sends the refresh token: a server that
 * sees it twice ends all that came of it (RFC 9700 §4.14.2).
 */
async function renewed(
  grant: Grant,
  { client, progress }: Receiving,
  { metadata, now }: { readonly metadata: IssuerMetadata; readonly now: number },
): Promise<Grant> {
  if (grant.expiresAt > now) return grant
  const { renewingUntil = 0, ...ended } = grant
  const claim = { grant: { ...ended, renewingUntil: now + RENEWING } }
  if (renewingUntil > now || !(await progress.take(claim))) {
    throw new Problem(walletProblems.issuerNotReady, { retryAfter: 5 })
  }
  try {
    const next = await client.renew(ended, metadata)
    await progress.write({ grant: next })
    return next
  } catch (error) {
    await progress.write({ grant: ended })
    throw error
  }
}

/** A renewing that tells nothing for so long has broken down. */
const RENEWING = 60 // seconds

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
        // Where the profile was removed meanwhile its keys went with it, and that is what there is to say.
        await deps.db.transaction((tx) => holdProfile(tx, vault, deps.clock()))
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
