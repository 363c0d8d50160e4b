/**
 * Faces that a learner shows: each with keys, credentials, links and history of its own, so that two who
 * see two of them find nothing that tells they are of one person. All lie under the learner's one data key.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { PROFILE_COLOURS, type ProfileColour } from '../../schemas/wallet-profile-names.ts'
import { walletProblems } from '../problems.ts'
import { FIRST_PROFILE, type Vault } from '../vault/vault.ts'
import { type ProfileRow, profileContents, profileStore } from './store.ts'

/** How a profile looks to its owner; nobody else sees it. */
export interface Look {
  readonly name: string
  readonly colour: ProfileColour
}

export interface Profile {
  readonly id: string
  /** None before the learner gives the first one a name. */
  readonly name?: string
  readonly colour: ProfileColour
  /** Used where none is named. */
  readonly isDefault: boolean
  readonly createdAt: UnixSeconds
}

/** How many things would go with a profile. */
export type Contents = Awaited<ReturnType<ReturnType<typeof profileContents>['count']>>

/** As many as the table has places. */
const MOST = 10

type Deps = Pick<Ground, 'clock' | 'random'>

const colourAt = (place: number): ProfileColour =>
  PROFILE_COLOURS[place % PROFILE_COLOURS.length] ?? PROFILE_COLOURS[0]

const firstRow = (createdAt: UnixSeconds): ProfileRow => ({
  id: FIRST_PROFILE,
  place: 0,
  isDefault: true,
  record: undefined,
  createdAt,
})

/** The rows there are; before anything was kept, the first profile, which has none. */
export async function profileRows(
  db: Db,
  personId: string,
  now: UnixSeconds,
): Promise<readonly ProfileRow[]> {
  const rows = await profileStore(db).list(personId)
  return rows.length > 0 ? rows : [firstRow(now)]
}

/** The profile that is used where none is named. */
export async function defaultProfile(db: Db, personId: string): Promise<string> {
  const rows = await profileStore(db).list(personId)
  return (rows.find(({ isDefault }) => isDefault) ?? rows[0])?.id ?? FIRST_PROFILE
}

export async function listProfiles(
  db: Db,
  vault: Vault,
  { clock }: Pick<Deps, 'clock'>,
): Promise<readonly Profile[]> {
  const rows = await profileRows(db, vault.personId, clock())
  return Promise.all(rows.map((row) => opened(row, vault)))
}

async function opened(
  { id, place, record, isDefault, createdAt }: ProfileRow,
  vault: Vault,
): Promise<Profile> {
  const look = record && ((await vault.openJson('wallet.profile', record, id)) as Partial<Look>)
  return { colour: colourAt(place), ...look, id, isDefault, createdAt }
}

/** @throws {Problem} `unknown-profile`, whoever's it is */
export async function findProfile(
  db: Db,
  { vault, id }: { readonly vault: Vault; readonly id: string },
  deps: Pick<Deps, 'clock'>,
): Promise<Profile> {
  const profile = (await listProfiles(db, vault, deps)).find((one) => one.id === id)
  if (!profile) throw new Problem(walletProblems.unknownProfile)
  return profile
}

/**
 * Makes a profile. The lowest free place is taken; where another took it meanwhile, the next: the table
 * has a place for so many and no more.
 *
 * @param id - of a restored one
 * @throws {Problem} `too-many-profiles`
 */
export async function createProfile(
  db: Db,
  {
    vault,
    look,
    id = '',
  }: {
    readonly vault: Vault
    readonly look: Partial<Look>
    readonly id?: string
  },
  { clock, random }: Deps,
): Promise<Profile> {
  const { personId } = vault
  const store = profileStore(db)
  const now = clock()
  await makeFirst(db, personId, now)
  const named = id || newId(random, now)
  for (let attempt = 0; attempt <= MOST; attempt += 1) {
    const taken = (await store.list(personId)).map(({ place }) => place)
    const place = Array.from({ length: MOST }, (_, at) => at).find((at) => !taken.includes(at))
    if (place === undefined) break
    const whole = { colour: colourAt(place), ...look }
    const record = await vault.sealJson('wallet.profile', whole, named)
    const row = { id: named, place, isDefault: false, record, createdAt: now }
    if (await store.add(personId, row)) return opened(row, vault)
  }
  throw new Problem(walletProblems.tooManyProfiles)
}

/** The first one gets its row when something is kept; never again once others are there. */
async function makeFirst(db: Db, personId: string, now: UnixSeconds): Promise<void> {
  const store = profileStore(db)
  if ((await store.list(personId)).length === 0) await store.add(personId, firstRow(now))
}

/**
 * Holds the profile of a vault to the end of the transaction, so that it is not removed while something
 * is put in it.
 *
 * @throws {Problem} `unknown-profile`
 */
export async function holdProfile(
  tx: Db,
  { personId, profileId }: Vault,
  now: UnixSeconds,
): Promise<void> {
  if (profileId === FIRST_PROFILE) await makeFirst(tx, personId, now)
  if (!(await profileStore(tx).hold(personId, profileId))) {
    throw new Problem(walletProblems.unknownProfile)
  }
}

export interface ProfileChange extends Partial<Look> {
  /** Makes it the one that is used where none is named. */
  readonly isDefault?: true
}

/** @throws {Problem} `unknown-profile` */
export async function changeProfile(
  db: Db,
  {
    vault,
    id,
    change,
  }: { readonly vault: Vault; readonly id: string; readonly change: ProfileChange },
  { clock }: Pick<Deps, 'clock'>,
): Promise<Profile> {
  const { personId } = vault
  await db.transaction(async (tx) => {
    await holdProfile(tx, vault.in(id), clock())
    const { name, colour } = await findProfile(tx, { vault, id }, { clock })
    const { isDefault, ...look } = change
    if (Object.keys(look).length > 0) {
      const whole = { ...(name !== undefined && { name }), colour, ...look }
      const record = await vault.sealJson('wallet.profile', whole, id)
      await profileStore(tx).putRecord(personId, id, record)
    }
    if (isDefault) await profileStore(tx).makeDefault(personId, id)
  })
  return findProfile(db, { vault, id }, { clock })
}

/**
 * Removes a profile and all that lies in it, keys included.
 *
 * @param credentials - how many the learner was told would be lost: one that came meanwhile is not lost
 *   unseen
 * @throws {Problem} `unknown-profile`, `last-profile`, `profile-not-as-told`
 */
export async function removeProfile(
  db: Db,
  {
    personId,
    id,
    credentials,
  }: { readonly personId: string; readonly id: string; readonly credentials: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const store = profileStore(tx)
    await store.hold(personId)
    const rows = await store.list(personId)
    const left = rows.filter((row) => row.id !== id)
    if (left.length === rows.length && (rows.length > 0 || id !== FIRST_PROFILE)) {
      throw new Problem(walletProblems.unknownProfile)
    }
    const [next] = left
    if (!next) throw new Problem(walletProblems.lastProfile)
    const contents = profileContents(tx, personId, id)
    const held = (await contents.count()).credentials
    if (held !== credentials) {
      throw new Problem(walletProblems.profileNotAsTold, {
        detail: `it holds ${held} credentials, and ${credentials} was confirmed`,
      })
    }
    await contents.remove()
    if (!left.some(({ isDefault }) => isDefault)) await store.makeDefault(personId, next.id)
  })
}
