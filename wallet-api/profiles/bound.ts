import type { JsonObject } from '../../credentials/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { findCredential } from '../credentials/credentials.ts'
import { digestOf } from '../credentials/digest.ts'
import { credentialMover, credentialReader } from '../credentials/store.ts'
import { rememberEvent } from '../history/events.ts'
import { holders, isBoundTo } from '../holder/holder.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { findProfile, holdProfile, profileRows } from './profiles.ts'

type Deps = Pick<Ground, 'clock' | 'random'>

interface Claims {
  readonly subject: string | undefined
  readonly credential: JsonObject
}

/**
 * Two profiles with one DID in them would be one person for whoever sees both.
 *
 * @param vault - for the profile that is to hold the credential
 * @throws {Problem} `bound-to-profile` for one that is bound to a key of another profile
 */
export async function refuseBoundElsewhere(
  db: Db,
  { vault, ...claims }: Claims & { readonly vault: Vault },
  { clock }: Pick<Deps, 'clock'>,
): Promise<void> {
  const rows = await profileRows(db, vault.personId, clock())
  for (const { id } of rows.filter((row) => row.id !== vault.profileId)) {
    const keys = await holders({ db, clock }, vault.in(id))
    if (keys.some((key) => isBoundTo(key, claims))) {
      throw new Problem(walletProblems.boundToProfile)
    }
  }
}

/** @throws {Problem} `credential-of-another-profile` for one that the learner holds, but elsewhere */
export async function refuseOtherProfile(
  db: Db,
  { personId, profileId }: Vault,
  ids: readonly string[],
): Promise<void> {
  const found = await Promise.all(ids.map((id) => credentialReader(db).find(personId, id)))
  if (found.some((row) => row && row.profileId !== profileId)) {
    throw new Problem(walletProblems.otherProfile)
  }
}

/**
 * Moves a credential that no key holds to another profile, with its links and works.
 *
 * @throws {Problem} `not-in-wallet`, `unknown-profile`, `bound-to-profile`, `already-in-profile`
 */
export async function moveCredential(
  db: Db,
  { vault, id, to }: { readonly vault: Vault; readonly id: string; readonly to: string },
  deps: Deps,
): Promise<void> {
  const { document, credential, summary, profileId } = await findCredential(db, vault, id)
  await findProfile(db, { vault, id: to }, deps)
  if (profileId === to) return
  const { subject, title } = summary
  const target = vault.in(to)
  await refuseBoundElsewhere(db, { vault: target, subject, credential }, deps)
  const event = { kind: 'moved', ...(title !== undefined && { title }) } as const
  await db.transaction(async (tx) => {
    await holdProfile(tx, target, deps.clock())
    const place = { profileId: to, digest: digestOf(target, document) }
    if (!(await credentialMover(tx).move(vault.personId, id, place))) {
      throw new Problem(walletProblems.alreadyInProfile)
    }
    await rememberEvent(tx, { vault: vault.in(profileId), event }, deps)
    await rememberEvent(tx, { vault: target, event }, deps)
  })
}
