/**
 * Certificates that were opened on this device, to be shown without a network.
 *
 * They lie encrypted under a key that the browser keeps and gives to no script; that key goes with them
 * when the person signs out, so that nothing that stays behind can be read.
 *
 * @module
 */

import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import type { WalletProfile } from '../../../schemas/wallet-profiles.ts'

/** What is shown without a network: how it stood when it was opened, its sheet, and codes to scan. */
export interface KeptCertificate {
  /** In which it is; not there in what was kept before there were profiles. */
  readonly profile?: Pick<WalletProfile, 'id' | 'name' | 'default'>
  readonly certificate: WalletCredentialView
  /** SVG. */
  readonly sheet: string
  readonly codes: readonly KeptCode[]
  /** When it was kept, milliseconds since 1970. */
  readonly keptAt: number
}

export interface KeptCode {
  /** `slim` is checked without a network; `link` opens a share link, which ends at a time. */
  readonly kind: 'slim' | 'link'
  /** SVG. */
  readonly qr: string
  readonly expiresAt?: string
}

/** A record as it lies there. */
interface Sealed {
  readonly id: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly ciphertext: ArrayBuffer
  /** Milliseconds since 1970; read no more afterwards, and removed. */
  readonly until: number
}

const NAME = 'brevet-wallet'
const RECORDS = 'certificates'
const META = 'meta'
const KEY = 'key'
const OWNER = 'owner'
const IV_BYTES = 12

const { indexedDB: factory } = globalThis as { readonly indexedDB?: IDBFactory }

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function open(): Promise<IDBDatabase> {
  if (!factory) throw new Error('this browser keeps nothing')
  const request = factory.open(NAME, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDS, { keyPath: 'id' })
    request.result.createObjectStore(META)
  }
  return done(request)
}

/** Runs one step on the database, and closes it: an open one would keep others from removing it. */
async function using<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const database = await open()
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

const meta = (database: IDBDatabase, mode: IDBTransactionMode) =>
  database.transaction(META, mode).objectStore(META)
const records = (database: IDBDatabase, mode: IDBTransactionMode) =>
  database.transaction(RECORDS, mode).objectStore(RECORDS)

/** Of two first uses at once one key is kept: what another sealed could never be read. */
async function keyOf(database: IDBDatabase): Promise<CryptoKey> {
  const kept: unknown = await done(meta(database, 'readonly').get(KEY))
  if (kept instanceof CryptoKey) return kept
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const store = meta(database, 'readwrite')
  const meanwhile: unknown = await done(store.get(KEY))
  if (meanwhile instanceof CryptoKey) return meanwhile
  await done(store.put(fresh, KEY))
  return fresh
}

const bound = (id: string) => new TextEncoder().encode(`${NAME} ${id}`)

interface Keep {
  /** Whose it is. */
  readonly personId: string
  /** Milliseconds since 1970. */
  readonly until: number
}

/** @throws {Error} when the device is not that person's any more: somebody signed out meanwhile */
export const keep = (value: KeptCertificate, { personId, until }: Keep): Promise<void> =>
  using(async (database) => {
    const { id } = value.certificate
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    const algorithm = { name: 'AES-GCM', iv, additionalData: bound(id) }
    const ciphertext = await crypto.subtle.encrypt(algorithm, await keyOf(database), plain)
    const both = database.transaction([META, RECORDS], 'readwrite')
    const owner: unknown = await done(both.objectStore(META).get(OWNER))
    if (owner !== personId) throw new Error('signed out meanwhile')
    const sealed: Sealed = { id, iv, ciphertext, until }
    await done(both.objectStore(RECORDS).put(sealed))
  })

/** Everything that is kept, newest first; what is over or cannot be read is removed. */
export const keptCertificates = (now: number): Promise<readonly KeptCertificate[]> =>
  using(async (database) => {
    const all = (await done(records(database, 'readonly').getAll())) as Sealed[]
    const found = await Promise.all(all.map((record) => unsealed(database, record, now)))
    return found.filter((one) => one !== undefined).sort((a, b) => b.keptAt - a.keptAt)
  })

async function unsealed(
  database: IDBDatabase,
  { id, iv, ciphertext, until }: Sealed,
  now: number,
): Promise<KeptCertificate | undefined> {
  try {
    if (until <= now) throw new RangeError('its time is over')
    const algorithm = { name: 'AES-GCM', iv, additionalData: bound(id) }
    const plain = await crypto.subtle.decrypt(algorithm, await keyOf(database), ciphertext)
    return JSON.parse(new TextDecoder().decode(plain)) as KeptCertificate
  } catch {
    await done(records(database, 'readwrite').delete(id))
    return undefined
  }
}

/** Removes all of it, the key first. */
export async function wipe(): Promise<void> {
  if (!factory) return
  await using(async (database) => {
    await done(meta(database, 'readwrite').clear())
    await done(records(database, 'readwrite').clear())
  })
  await done(factory.deleteDatabase(NAME))
}

/** Removes what another person left on this device. */
export async function keepFor(personId: string): Promise<void> {
  const owner: unknown = await using((database) => done(meta(database, 'readonly').get(OWNER)))
  if (owner !== undefined && owner !== personId) await wipe()
  if (owner !== personId) {
    await using((database) => done(meta(database, 'readwrite').put(personId, OWNER)))
  }
}

export const forget = (id: string): Promise<void> =>
  using(async (database) => {
    await done(records(database, 'readwrite').delete(id))
  })

/** What was kept of a profile that is gone. */
export async function forgetProfile(profileId: string): Promise<void> {
  const kept = await keptCertificates(Date.now())
  const gone = kept.filter(({ certificate }) => certificate.profileId === profileId)
  for (const { certificate } of gone) await forget(certificate.id)
}
