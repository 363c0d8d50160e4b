/**
 * Status lists: entries given out, set, and published signed.
 *
 * @see Bitstring Status List 1.0
 * @module
 */

import {
  type CredentialDeps,
  createStatusListCredential,
  emptyStatusList,
  STATUS_LIST_ENTRIES,
  setStatusBit,
} from '../../credentials/index.ts'
import type { Certificates, Signer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret, type RandomBytes } from '../../platform/id.ts'
import type { IssuerRef } from '../signers.ts'
import type { StatusEntry, StatusList, StatusPurpose } from './status-list.ts'
import { signStatusToken } from './status-token.ts'
import { entryStore, type ListKey, listStore } from './store.ts'

export interface StatusLists {
  /**
   * Gives a credential an entry at an unpredictable index, in the transaction that issues it.
   *
   * @param of - the credential's record, its issuer, and what the entry is to say
   */
  allocate(tx: Db, of: ListKey & { readonly recordId: string }): Promise<StatusEntry>
  /** As `allocate`, for many records of one issuer at once. @returns an entry for each, in order */
  allocateAll(tx: Db, key: ListKey, recordIds: readonly string[]): Promise<readonly StatusEntry[]>
  /** Takes the entries of records back that came to nothing, in the transaction that gave them out. */
  release(tx: Db, recordIds: readonly string[]): Promise<void>
  /** Sets or clears the bit of records in all lists of a purpose, in one transaction. */
  set(tx: Db, recordIds: readonly string[], to: StatusChange): Promise<void>
  /** What the entries of a record say. */
  of(db: Db, recordId: string): Promise<readonly StatusChange[]>
  /** The list as a signed credential, its JSON as text; `undefined` when there is none of this id. */
  publish(id: string): Promise<string | undefined>
  /** The list as a signed token (Token Status List); `undefined` when there is none of this id. */
  publishToken(id: string): Promise<string | undefined>
}

export interface StatusChange {
  readonly purpose: StatusPurpose
  readonly value: boolean
}

export type StatusListDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly credentialDeps: CredentialDeps
  readonly certificates: Certificates
  /** The keys of an issuer, for each DID it signs under. */
  readonly signersOf: (ref: IssuerRef) => Promise<readonly Signer[]>
  /** Entries given out per list at the most; all of them unless said. */
  readonly capacity?: number | undefined
}

/** A reader may keep a list this long, so that a revocation is seen within a minute. */
export const TTL = 10 // seconds

/** When so many indexes in a row were taken, the list is about nine tenths full: time for the next. */
const TRIES = 24

const MAX_LISTS = 3

export function createStatusLists(deps: StatusListDeps): StatusLists {
  return {
    allocate: (tx, of) => allocate(deps, tx, of),
    allocateAll: (tx, key, recordIds) => allocateAll(deps, tx, { key, recordIds }),
    release: (tx, recordIds) => entryStore(tx).release(recordIds),
    set: async (tx, recordIds, { purpose, value }) => {
      for (const listId of await entryStore(tx).set(recordIds, purpose, value)) {
        await listStore(tx).touch(listId)
      }
    },
    of: (db, recordId) => entryStore(db).of(recordId),
    publish: async (id) => {
      const list = await listStore(deps.db).byId(id)
      if (!list) return undefined
      const signer = await signerOf(deps, list)
      if (!signer || isCurrent(list, signer)) return list.signed
      return publishNewer(deps, list, signer)
    },
    publishToken: async (id) => {
      const list = await listStore(deps.db).byId(id)
      return list && publishToken(deps, list)
    },
  }
}

async function allocate(
  deps: StatusListDeps,
  tx: Db,
  of: ListKey & { readonly recordId: string },
): Promise<StatusEntry> {
  for (let lists = 0; lists < MAX_LISTS; lists++) {
    const list = await openList(deps, tx, { key: of, find: (store) => store.open(of) })
    const index = await takeIndex(deps.random, tx, { list, recordId: of.recordId })
    if (index !== undefined) return statusEntry(deps.config.publicUrl, list, index)
    await listStore(tx).close(list.id)
  }
  throw new Error(`no status list for ${of.issuerRef} has room`)
}

/**
 * What does not fit into one list goes to the next.
 *
 * A list is held while many of its entries are taken: two who take many at once in any order would
 * wait for each other in a ring.
 */
async function allocateAll(
  deps: StatusListDeps,
  tx: Db,
  { key, recordIds }: { readonly key: ListKey; readonly recordIds: readonly string[] },
): Promise<readonly StatusEntry[]> {
  const entries = new Map<string, StatusEntry>()
  for (let lists = 0; lists < MAX_LISTS && entries.size < recordIds.length; lists++) {
    const list = await openList(deps, tx, { key, find: (store) => store.held(key) })
    const left = recordIds.filter((id) => !entries.has(id))
    for (const { recordId, index } of await takeIndexes(deps.random, tx, { list, left })) {
      entries.set(recordId, statusEntry(deps.config.publicUrl, list, index))
    }
    if (entries.size < recordIds.length) await listStore(tx).close(list.id)
  }
  return recordIds.map((id) => {
    const entry = entries.get(id)
    if (!entry) throw new Error(`no status list for ${key.issuerRef} has room`)
    return entry
  })
}

async function takeIndexes(
  random: RandomBytes,
  tx: Db,
  { list, left }: { readonly list: StatusList; readonly left: readonly string[] },
): Promise<readonly { readonly recordId: string; readonly index: number }[]> {
  const taken: { readonly recordId: string; readonly index: number }[] = []
  let waiting = left
  for (let tries = 0; tries < TRIES && waiting.length > 0; tries++) {
    const wanted = distinct(waiting, () => randomIndex(random, list))
    const given = await entryStore(tx).takeAll(list.id, list.purpose, wanted)
    taken.push(...given)
    const done = new Set(given.map(({ recordId }) => recordId))
    waiting = waiting.filter((id) => !done.has(id))
  }
  return taken
}

/** An index for each record, none twice; who draws one that is drawn waits for the next round. */
function distinct(recordIds: readonly string[], draw: () => number) {
  const byIndex = new Map<number, string>()
  for (const recordId of recordIds) {
    const index = draw()
    if (!byIndex.has(index)) byIndex.set(index, recordId)
  }
  return [...byIndex].map(([index, recordId]) => ({ index, recordId }))
}

const randomIndex = (random: RandomBytes, { capacity }: StatusList): number =>
  new DataView(random(4).buffer).getUint32(0) % capacity

type ListStore = ReturnType<typeof listStore>

/** The open list of a key, or a new one; another may fill and close it meanwhile, and rarely does so twice. */
async function openList(
  deps: StatusListDeps,
  tx: Db,
  {
    key,
    find,
  }: {
    readonly key: ListKey
    readonly find: (store: ListStore) => Promise<StatusList | undefined>
  },
): Promise<StatusList> {
  const store = listStore(tx)
  const capacity = Math.min(deps.capacity ?? STATUS_LIST_ENTRIES, STATUS_LIST_ENTRIES)
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await find(store)
    if (found) return found
    await store.add({ ...key, id: newSecret(deps.random, 9), capacity }, deps.clock())
  }
  throw new Error('status lists were closed as soon as they were opened')
}

async function takeIndex(
  random: RandomBytes,
  tx: Db,
  { list, recordId }: { readonly list: StatusList; readonly recordId: string },
): Promise<number | undefined> {
  const store = entryStore(tx)
  for (let tries = 0; tries < TRIES; tries++) {
    const index = randomIndex(random, list)
    const entry = { listId: list.id, index }
    if (await store.take(entry, { recordId, purpose: list.purpose })) return index
  }
  return undefined
}

export const statusListUrl = (publicUrl: string, id: string): string =>
  `${publicUrl}/status-lists/${id}`

function statusEntry(publicUrl: string, { id, purpose }: StatusList, index: number): StatusEntry {
  const url = statusListUrl(publicUrl, id)
  return {
    id: `${url}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: url,
  }
}

/** A key that was put out of use may have been stolen: what it signed last is signed anew by its successor. */
const isCurrent = ({ version, signedVersion, signed }: StatusList, signer: Signer): boolean =>
  signedVersion === version && signed?.includes(`"${signer.verificationMethod}"`) === true

/**
 * Signs the list as it stands.
 *
 * The version is read before the entries: a change in between is signed now and signed again at the
 * next reading, never missed. A list whose did:key was replaced can no longer be signed and stays as it was.
 */
async function publishNewer(
  deps: StatusListDeps,
  list: StatusList,
  signer: Signer,
): Promise<string | undefined> {
  const bits = emptyStatusList()
  for (const index of await entryStore(deps.db).setIndexes(list.id)) setStatusBit(bits, index, true)
  const id = statusListUrl(deps.config.publicUrl, list.id)
  const credential = await createStatusListCredential(
    { id, purpose: list.purpose, bits, signer, ttl: TTL },
    deps.credentialDeps,
  )
  const signed = JSON.stringify(credential)
  await deps.db.transaction((tx) => listStore(tx).keepSigned(list, signed, deps.clock()))
  return signed
}

/** Signed at each reading: it costs a millisecond, and readers keep it. */
async function publishToken(deps: StatusListDeps, list: StatusList): Promise<string | undefined> {
  const signer = await signerOf(deps, list, 'ES256')
  if (!signer) return undefined
  const indexes = await entryStore(deps.db).setIndexes(list.id)
  const listUrl = statusListUrl(deps.config.publicUrl, list.id)
  return signStatusToken({ list, listUrl, indexes, signer, ttl: TTL }, deps)
}

/** A key of the DID that the list belongs to, of a kind where there are several; else the usual one. */
async function signerOf(
  deps: StatusListDeps,
  { issuerRef, did }: StatusList,
  algorithm?: Signer['algorithm'],
): Promise<Signer | undefined> {
  const signers = (await deps.signersOf(issuerRef)).filter((signer) => signer.did === did)
  return signers.find((signer) => signer.algorithm === algorithm) ?? signers[0]
}
