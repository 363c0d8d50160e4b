/**
 * Keeping credentials: stored once, sealed, listed, checked again, removed.
 *
 * @module
 */

import {
  type CredentialDeps,
  type Verification,
  verifyCredential,
} from '../../credentials/index.ts'
import type { Db } from '../../platform/db/database.ts'
import { takeTurn } from '../../platform/db/turns.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { rememberEvent, type WalletEvent } from '../history/events.ts'
import { walletProblems } from '../problems.ts'
import { holdProfile } from '../profiles/profiles.ts'
import { choosableFields } from '../shares/fields.ts'
import { shareStore } from '../shares/store.ts'
import type { Vault } from '../vault/vault.ts'
import { workStore } from '../works/store.ts'
import {
  type Document,
  isGenuine,
  type Kept,
  type Source,
  type Summary,
  stateOf,
  statusOf,
  summaryOf,
  type WalletCredential,
} from './credential.ts'
import { digestOf } from './digest.ts'
import { credentialReader, credentialStore, type SealedCredential } from './store.ts'
import { wholeOf } from './whole.ts'

/** Credentials a wallet holds at the most. */
const MOST = 2000

export interface CredentialDetail extends WalletCredential {
  /** The claims as they were signed. */
  readonly credential: Kept['credential']
  /** Fields of which some can be shared alone. */
  readonly choosable?: readonly string[]
  /** Every check, made just now. */
  readonly verification: Verification
}

type Deps = Pick<Ground, 'clock' | 'random' | 'fetch'>

const depsOf = ({ clock, fetch }: Deps): CredentialDeps => ({ clock, fetch })

/** Verifies as {@link verifyCredential} does, a base proof by what is made from it. */
export const verified = async (
  document: Document,
  { language }: { readonly language: Language },
  deps: Deps,
): Promise<Verification> =>
  verifyCredential(await wholeOf(document, depsOf(deps)), { language }, depsOf(deps))

/**
 * Verifies a credential that comes from outside.
 *
 * @throws {Problem} `credential-refused`, naming the checks, when it is not what its issuer signed
 */
export async function verifyIncoming(
  document: Document,
  { language }: { readonly language: Language },
  deps: Deps,
): Promise<Verification> {
  const verification = await verified(document, { language }, deps)
  if (isGenuine(verification)) return verification
  const bad = verification.checks.filter(
    ({ outcome, reason }) =>
      (outcome === 'failed' || outcome === 'undetermined') && reason !== 'not-reached',
  )
  throw new Problem(walletProblems.credentialRefused, {
    ...(bad[0]?.message !== undefined && { detail: bad[0].message }),
    faults: bad.map(({ name, reason = 'malformed', message = '' }) => ({
      pointer: name,
      rule: reason,
      detail: message,
    })),
  })
}

/**
 * Keeps a credential that was found genuine.
 *
 * @returns its id; that of the copy in the wallet when it was there already
 * @throws {Problem} `wallet-full`, `unknown-profile`
 */
export async function keepCredential(
  db: Db,
  {
    vault,
    document,
    verification,
    source,
  }: {
    readonly vault: Vault
    readonly document: Document
    readonly verification: Verification
    readonly source: Source
  },
  deps: Deps,
): Promise<string> {
  const { clock } = deps
  const kept: Kept = { document, credential: verification.credential ?? {} }
  const summary = summaryOf(verification, source)
  const sealed = await sealCredential(vault, { kept, summary, receivedAt: clock() }, deps)
  return db.transaction(async (tx) => {
    await refuseWhenFull(tx, vault.personId, 1)
    await holdProfile(tx, vault, clock())
    const id = await credentialStore(tx).add(sealed)
    if (id === sealed.id) {
      const { title, issuer } = summary
      const event: WalletEvent = {
        kind: 'received',
        source,
        issuer: issuer.name ?? issuer.id,
        ...(title !== undefined && { title }),
      }
      await rememberEvent(tx, { vault, event }, deps)
    }
    return id
  })
}

/** Nothing else comes into the wallet until the transaction ends. @throws {Problem} `wallet-full` */
export async function refuseWhenFull(tx: Db, personId: string, more: number): Promise<void> {
  await takeTurn(tx, `wallet_credential ${personId}`)
  if ((await credentialReader(tx).count(personId)) + more > MOST) {
    throw new Problem(walletProblems.walletFull)
  }
}

/** The row of a credential, under a new id. */
export async function sealCredential(
  vault: Vault,
  {
    kept,
    summary,
    receivedAt,
  }: { readonly kept: Kept; readonly summary: Summary; readonly receivedAt: number },
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
) {
  const id = newId(random, clock())
  const { document } = kept
  return {
    id,
    personId: vault.personId,
    profileId: vault.profileId,
    digest: digestOf(vault, document),
    summary: await vault.sealJson('wallet.summary', summary, id),
    document: await vault.sealJson('wallet.document', kept, id),
    receivedAt,
  }
}

/** Those of the profile. */
export async function listCredentials(
  db: Db,
  vault: Vault,
  { clock }: Pick<Ground, 'clock'>,
): Promise<readonly WalletCredential[]> {
  const rows = await credentialReader(db).list(vault.personId, vault.profileId)
  return Promise.all(rows.map((row) => opened(row, vault, clock())))
}

/** Those named, of any profile. */
export async function someCredentials(
  db: Db,
  { vault, ids }: { readonly vault: Vault; readonly ids: readonly string[] },
  { clock }: Pick<Ground, 'clock'>,
): Promise<readonly WalletCredential[]> {
  const rows = await credentialReader(db).list(vault.personId)
  const named = rows.filter(({ id }) => ids.includes(id))
  return Promise.all(named.map((row) => opened(row, vault, clock())))
}

async function opened(
  { id, profileId, summary, receivedAt }: SealedCredential,
  vault: Vault,
  now: number,
): Promise<WalletCredential> {
  const plain = (await vault.openJson('wallet.summary', summary, id)) as Summary
  return { ...plain, id, profileId, receivedAt, state: stateOf(plain, now) }
}

interface Found extends Kept {
  readonly summary: Summary
  readonly profileId: string
  readonly receivedAt: number
}

/** Of any profile of the learner's. @throws {Problem} `not-in-wallet`, whoever's it is */
export async function findCredential(db: Db, vault: Vault, id: string): Promise<Found> {
  const row = await credentialReader(db).find(vault.personId, id)
  if (!row) throw new Problem(walletProblems.unknownCredential)
  const kept = (await vault.openJson('wallet.document', row.document, id)) as Kept
  const summary = (await vault.openJson('wallet.summary', row.summary, id)) as Summary
  return { ...kept, summary, profileId: row.profileId, receivedAt: row.receivedAt }
}

/** Looks a credential up and checks it again; what its issuer says now is remembered for the list. */
export async function checkCredential(
  db: Db,
  {
    vault,
    id,
    language,
  }: { readonly vault: Vault; readonly id: string; readonly language: Language },
  deps: Deps,
): Promise<CredentialDetail> {
  const found = await findCredential(db, vault, id)
  const { document, credential, summary, profileId, receivedAt } = found
  const verification = await verified(document, { language }, deps)
  const now = deps.clock()
  const status = statusOf(verification)
  const heard = status === 'unknown' ? summary : { ...summary, status, checkedAt: now }
  if (heard !== summary) {
    const sealed = await vault.sealJson('wallet.summary', heard, id)
    await credentialStore(db).putSummary(vault.personId, id, sealed)
  }
  const choosable = choosableFields(document)
  return {
    ...heard,
    id,
    profileId,
    receivedAt,
    state: stateOf(heard, now),
    credential,
    verification,
    ...(choosable && { choosable }),
  }
}

/** Removes a credential and its links. @throws {Problem} `not-in-wallet` */
export async function removeCredential(
  db: Db,
  { vault, id }: { readonly vault: Vault; readonly id: string },
  deps: Deps,
): Promise<void> {
  const { summary } = await findCredential(db, vault, id)
  const { title } = summary
  await db.transaction(async (tx) => {
    await shareStore(tx).removeAll(vault.personId, id)
    await workStore(tx).removeAll(vault.personId, id)
    const removed = await credentialStore(tx).remove(vault.personId, id)
    if (!removed) throw new Problem(walletProblems.unknownCredential)
    const event = { kind: 'removed', ...(title !== undefined && { title }) } as const
    await rememberEvent(tx, { vault, event }, deps)
  })
}
