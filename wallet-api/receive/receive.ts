/**
 * Receiving a credential: an offer is redeemed, the credential fetched, checked and kept.
 *
 * A code works once. So what the issuer answers to it is kept before the next step, and an offer that is
 * tried again goes on where it stopped; an offer that was received already gives the same credentials.
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
import { createIssuerClient, type Grant, type IssuerClient, type Offer } from './issuer-client.ts'
import { receivingStore } from './store.ts'

export interface ReceiveRequest {
  readonly offerUri: string
  readonly txCode?: string
  readonly language: Language
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'>

type Progress = { readonly grant: Grant } | { readonly credentialIds: readonly string[] }

/**
 * Receives what an offer offers.
 *
 * @returns ids of the credentials in the wallet
 * @throws {Problem} `invalid-offer`, `unsupported-offer`, `transaction-code-needed`, `offer-refused`,
 *   `issuer-unreachable`, `issuer-not-ready`, `credential-refused`, `not-for-this-wallet`, `wallet-full`
 */
export async function receiveOffer(
  vault: Vault,
  request: ReceiveRequest,
  deps: Deps,
): Promise<readonly string[]> {
  const client = createIssuerClient(deps)
  const offer = await client.readOffer(request.offerUri)
  const progress = progressOf(vault, offer, deps)
  const known = await progress.read()
  if (known && 'credentialIds' in known) {
    const held = await stillHeld(deps.db, vault, known.credentialIds)
    if (held.length > 0) return held
  }
  const grant =
    known && 'grant' in known && known.grant.expiresAt > deps.clock() ? known.grant : undefined
  const documents = await fetchDocuments({ client, offer, vault, grant, progress }, request, deps)
  const credentialIds = await keepAll(vault, { documents, language: request.language }, deps)
  await progress.write(deps.db, { credentialIds })
  return credentialIds
}

interface ProgressOfOffer {
  read(): Promise<Progress | undefined>
  write(db: Db, progress: Progress): Promise<void>
}

function progressOf(vault: Vault, { issuer, code }: Offer, { db, clock }: Deps): ProgressOfOffer {
  const offer = vault.digest(JSON.stringify([issuer, code]))
  return {
    read: async () => {
      const sealed = await receivingStore(db).find(vault.personId, offer)
      return sealed && ((await vault.openJson('wallet.receiving', sealed, offer)) as Progress)
    },
    write: async (tx, progress) => {
      const sealed = await vault.sealJson('wallet.receiving', progress, offer)
      const entry = { progress: sealed, at: clock() }
      await receivingStore(tx).put(vault.personId, offer, entry)
    },
  }
}

/** Credentials the learner deleted meanwhile may be received again, if the issuer allows. */
async function stillHeld(db: Db, vault: Vault, ids: readonly string[]): Promise<readonly string[]> {
  const reader = credentialReader(db)
  const found = await Promise.all(ids.map((id) => reader.find(vault.personId, id)))
  return found.flatMap((credential) => credential?.id ?? [])
}

interface Receiving {
  readonly client: IssuerClient
  readonly offer: Offer
  readonly vault: Vault
  readonly grant: Grant | undefined
  readonly progress: ProgressOfOffer
}

async function fetchDocuments(
  { client, offer, vault, grant: earlier, progress }: Receiving,
  { txCode }: ReceiveRequest,
  { db, clock }: Deps,
): Promise<readonly Document[]> {
  if (!earlier && offer.needsTxCode && txCode === undefined) {
    throw new Problem(walletProblems.transactionCodeNeeded)
  }
  const metadata = await client.metadata(offer.issuer)
  const choice = client.choose(offer, metadata)
  const grant = earlier ?? (await client.redeem(offer, metadata, txCode))
  if (!earlier) await progress.write(db, { grant })
  const holder = await holderOf({ db, clock }, vault, choice.algorithm)
  const delivery = await client.collect({ metadata, choice, grant, holder })
  if ('documents' in delivery) return delivery.documents
  await progress.write(db, { grant: { ...grant, transactionId: delivery.transactionId } })
  throw new Problem(walletProblems.issuerNotReady, { retryAfter: 5 })
}

/** All of them or none: one that is not genuine spoils the delivery. */
async function keepAll(
  vault: Vault,
  { documents, language }: { readonly documents: readonly Document[]; readonly language: Language },
  deps: Deps,
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
