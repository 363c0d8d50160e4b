/**
 * Showing credentials to one who asked, and remembering what was shown to whom.
 *
 * @module
 */

import { envelope, type JsonObject, signPresentation } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { findCredential } from '../credentials/credentials.ts'
import { holderOf, holders } from '../holder/holder.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { presentationStore } from './store.ts'

export interface PresentationWish {
  readonly credentialIds: readonly string[]
  readonly challenge: string
  /** Who asked. */
  readonly domain: string
}

export interface ShownRecord {
  readonly presentationId: string
  readonly domain: string
  /** What the one who asked calls itself, and for what it asked. */
  readonly asker?: string
  readonly purpose?: string
  /** We knew who it was; absent where nobody looked. */
  readonly identified?: boolean
  readonly credentials: readonly {
    readonly id: string
    readonly title?: string
    /** Names of the claims that were shown; absent where all of it was. */
    readonly claims?: readonly string[]
  }[]
  readonly presentedAt: UnixSeconds
}

/** What is kept of a presentation, before it has a name. */
export type Shown = Omit<ShownRecord, 'presentationId' | 'presentedAt'>

type Deps = Pick<Ground, 'clock' | 'random' | 'fetch'>

/**
 * Signs a presentation of credentials of the profile for challenge and domain.
 *
 * @throws {Problem} `not-in-wallet`, `credential-of-another-profile`
 */
export async function presentCredentials(
  db: Db,
  { vault, wish }: { readonly vault: Vault; readonly wish: PresentationWish },
  deps: Deps,
): Promise<JsonObject> {
  const { challenge, domain } = wish
  const ids = [...new Set(wish.credentialIds)]
  const found = await Promise.all(
    ids.map(async (id) => ({ id, ...(await findCredential(db, vault, id)) })),
  )
  if (found.some(({ profileId }) => profileId !== vault.profileId)) {
    throw new Problem(walletProblems.otherProfile)
  }
  const subjects = found.map(({ summary }) => summary.subject)
  const holder = await holderFor(db, { vault, subjects }, deps)
  const credentials = found.map(({ document }) =>
    typeof document === 'string' ? envelope(document) : document,
  )
  const presentation = await signPresentation({ credentials, holder, challenge, domain }, deps)
  const shown = found.map(({ id, summary: { title } }) => ({ id, ...(title && { title }) }))
  await rememberShown(db, { vault, shown: { domain, credentials: shown } }, deps)
  return presentation
}

/** The key that the credentials are about, where one of the profile's is; else the usual one. */
async function holderFor(
  db: Db,
  {
    vault,
    subjects,
  }: { readonly vault: Vault; readonly subjects: readonly (string | undefined)[] },
  { clock }: Deps,
) {
  const all = await holders({ db, clock }, vault)
  return all.find(({ did }) => subjects.includes(did)) ?? holderOf({ db, clock }, vault)
}

/** Keeps what was shown to whom, for the learner. */
export async function rememberShown(
  db: Db,
  {
    vault,
    shown,
    at,
  }: {
    readonly vault: Vault
    readonly shown: Shown
    /** Now, when absent. */
    readonly at?: UnixSeconds
  },
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
): Promise<void> {
  const id = newId(random, clock())
  const record = await vault.sealJson('wallet.presentation', shown, id)
  await presentationStore(db).add(vault, { id, record, presentedAt: at ?? clock() })
}

/** By the profile. */
export async function shownBy(db: Db, vault: Vault): Promise<readonly ShownRecord[]> {
  const rows = await presentationStore(db).list(vault)
  return Promise.all(
    rows.map(async ({ id, record, presentedAt }) => {
      const shown = await vault.openJson('wallet.presentation', record, id)
      return { ...(shown as ShownRecord), presentationId: id, presentedAt }
    }),
  )
}
