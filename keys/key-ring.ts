/**
 * Rings as capabilities: whoever was not handed a ring cannot sign with its keys.
 *
 * @module
 */

import { hkdfSync } from 'node:crypto'
import type { Ground } from '../platform/ground.ts'
import { newId } from '../platform/id.ts'
import type { DidMethod, KeyRecord, KeyRequest, NewKey, RingName } from './key.ts'
import type { KeyAlgorithm } from './multikey.ts'
import type { PrivateKeys } from './private-keys.ts'
import { createSigner, didKeyOf, generateKey, publicKeyOf, type Signer } from './signer.ts'
import { type KeyMetadataStore, keyMetadataStore } from './store.ts'

export interface KeyRing {
  /**
   * The signer for a use, its key made at the first one.
   *
   * Asks the database each time, so a rotation elsewhere is seen; what it costs is one indexed read.
   * Not inside a transaction: a key outlives the transaction that wanted it.
   *
   * @param algorithm - `Ed25519` unless said
   */
  signer(
    name: string,
    how: { readonly did: DidMethod; readonly algorithm?: KeyAlgorithm },
  ): Promise<Signer>
  /**
   * 32 secret bytes that are the same ever after, for kinds of keys that are made elsewhere.
   *
   * They hang on the master secret, have no history and cannot be rotated: for a `did:key` alone.
   */
  seed(name: string): Uint8Array
}

type RingDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'log'> & {
  readonly privateKeys: PrivateKeys
  readonly master: Uint8Array
}

/** What makes, finds and replaces keys, behind all rings. */
export interface KeyMaker {
  ring(name: RingName): KeyRing
  /** The active key of the use, made when there is none. */
  activeKey(request: KeyRequest): Promise<KeyRecord>
  /** Forgets the private half, here and on disk. */
  destroy(id: string): Promise<void>
  /** Whether the private half is there and opens. */
  check(key: KeyRecord): Promise<void>
}

export function createKeyMaker(deps: RingDeps): KeyMaker {
  const signers = new Map<string, Promise<Signer>>()
  const signerOf = (key: KeyRecord): Promise<Signer> => {
    const known = signers.get(key.id)
    if (known !== undefined) return known
    const loaded = deps.privateKeys
      .load(key.id)
      .then((privateKey) => createSigner(key.algorithm, privateKey, key.did))
    signers.set(key.id, loaded)
    loaded.catch(() => signers.delete(key.id))
    return loaded
  }
  const activeKey = async (request: KeyRequest): Promise<KeyRecord> => {
    const store = keyMetadataStore(deps.db)
    return (await store.active(request)) ?? makeKey(deps, store, request)
  }
  return {
    activeKey,
    ring: (ring) => ({
      signer: async (name, { did, algorithm = 'Ed25519' }) =>
        signerOf(await activeKey({ ring, name, method: did, algorithm })),
      seed: (name) =>
        new Uint8Array(hkdfSync('sha256', deps.master, '', `brevet:seed:${ring}:${name}`, 32)),
    }),
    destroy: async (id) => {
      signers.delete(id)
      await deps.privateKeys.remove(id)
    },
    check: async (key) => {
      await signerOf(key)
    },
  }
}

/**
 * Makes a key, or takes the one that another process made meanwhile.
 *
 * The private half is on disk before the public half is announced, so whoever finds the key can use it.
 */
async function makeKey(
  deps: RingDeps,
  store: KeyMetadataStore,
  request: KeyRequest,
): Promise<KeyRecord> {
  const key = await draft(deps, request)
  if (!(await store.insert(key))) await deps.privateKeys.remove(key.id)
  const active = await store.active(request)
  if (!active) throw new Error(`the key ${request.ring}/${request.name} was retired while made`)
  if (active.id === key.id) {
    deps.log.info({ keyId: key.id, ring: key.ring, did: key.did }, 'a signing key was made')
  }
  return active
}

async function draft(deps: RingDeps, request: KeyRequest): Promise<NewKey> {
  const now = deps.clock()
  const id = newId(deps.random, now)
  const privateKey = generateKey(request.algorithm)
  const publicKey = publicKeyOf(request.algorithm, privateKey)
  await deps.privateKeys.add(id, privateKey)
  const did = request.method === 'did:key' ? didKeyOf(publicKey.publicKeyMultibase) : request.method
  return { ...request, ...publicKey, id, did, createdAt: now }
}
