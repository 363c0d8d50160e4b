/**
 * Works of the learner's own beside a credential: a link or a small file, the learner's word alone.
 *
 * They are no part of the credential, nobody signed them, and whatever shows them says so.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { takeTurn } from '../../platform/db/turns.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { WorkSample } from '../../schemas/wallet-works.ts'
import { findCredential } from '../credentials/credentials.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { type SealedWork, workStore } from './store.ts'

export interface Work extends WorkSample {
  readonly id: string
  readonly createdAt: UnixSeconds
}

/** Works beside one credential at the most. */
const MOST = 10

type Deps = Pick<Ground, 'clock' | 'random'>

interface Beside {
  readonly vault: Vault
  readonly credentialId: string
}

interface NewWork extends Beside {
  readonly sample: WorkSample
}

/** @throws {Problem} `not-in-wallet`, `work-without-content`, `too-many-works` */
export async function addWork(
  db: Db,
  { vault, credentialId, sample }: NewWork,
  { clock, random }: Deps,
): Promise<Work> {
  if (!sample.url && !sample.file) throw new Problem(walletProblems.workWithoutContent)
  await findCredential(db, vault, credentialId)
  return db.transaction(async (tx) => {
    await takeTurn(tx, `wallet_work ${credentialId}`)
    const work = await keepWork(tx, { vault, credentialId, sample }, { clock, random })
    const all = await workStore(tx).list(vault.personId, credentialId)
    if (all.length > MOST) throw new Problem(walletProblems.tooManyWorks)
    return work
  })
}

/** Puts a work where it belongs, without a look at what else is there. */
export async function keepWork(
  db: Db,
  { vault, credentialId, sample }: NewWork,
  { clock, random }: Deps,
): Promise<Work> {
  const id = newId(random, clock())
  const createdAt = clock()
  const record = await vault.sealJson('wallet.work', sample, id)
  await workStore(db).add(vault.personId, { id, credentialId, record, createdAt })
  return { ...sample, id, createdAt }
}

/** Of one credential. @throws {Problem} `not-in-wallet` */
export async function worksOf(db: Db, { vault, credentialId }: Beside): Promise<readonly Work[]> {
  await findCredential(db, vault, credentialId)
  const rows = await workStore(db).list(vault.personId, credentialId)
  return Promise.all(rows.map((row) => opened(row, vault)))
}

const opened = async ({ id, record, createdAt }: SealedWork, vault: Vault): Promise<Work> => ({
  ...((await vault.openJson('wallet.work', record, id)) as WorkSample),
  id,
  createdAt,
})

/** @throws {Problem} `unknown-work` */
export async function removeWork(db: Db, personId: string, id: string): Promise<void> {
  if (!(await workStore(db).remove(personId, id))) throw new Problem(walletProblems.unknownWork)
}

/** Every work of the person. */
export async function allWorks(db: Db, vault: Vault): Promise<readonly Work[]> {
  const rows = await workStore(db).list(vault.personId)
  return Promise.all(rows.map((row) => opened(row, vault)))
}

/** The works chosen, as others see them. @throws {Problem} `unknown-work` */
export async function samplesFor(
  db: Db,
  { vault, credentialId }: Beside,
  ids: readonly string[],
): Promise<readonly WorkSample[]> {
  const all = await worksOf(db, { vault, credentialId })
  return ids.map((id) => {
    const work = all.find((one) => one.id === id)
    if (!work) throw new Problem(walletProblems.unknownWork)
    return sampleOf(work)
  })
}

/** A work as others see it. */
export function sampleOf({ id: _, createdAt: __, ...sample }: Work): WorkSample {
  return sample
}
