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
import { didKeyOf, type Signer, signerFor } from './signer.ts'
import { type KeyMetadataStore, keyMetadataStore } from './store.ts'
import { openProved } from './vault.ts'
import type { Vaults } from './vaults.ts'

export interface KeyRing {
  /**
   * The signer for a use, its key made at the first one.
   *
   * Asks the database each time, so a rotation elsewhere is seen; what it costs is one indexed read.
   * Not inside a transaction: a key outlives the transaction that wanted it.
   *
   * @param algorithm - unless said `Ed25519` for instances, for all others what `ISSUING_ALGORITHM` says
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

type RingDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'log' | 'config'> & {
  readonly vaults: Vaults
  readonly master: Uint8Array
}

/** What makes, finds and replaces keys, behind all rings. */
export interface KeyMaker {
  ring(name: RingName): KeyRing
  /** The active key of the use, made when there is none. */
  activeKey(request: KeyRequest): Promise<KeyRecord>
  /** Forgets the private half, here and in its vault. */
  destroy(key: KeyRecord): Promise<void>
  /** Whether the private half is there and opens. */
  check(key: KeyRecord): Promise<void>
}

export function createKeyMaker(deps: RingDeps): KeyMaker {
  const signers = new Map<string, Promise<Signer>>()
  const signerOf = (key: KeyRecord): Promise<Signer> => {
    const known = signers.get(key.id)
    if (known !== undefined) return known
    const vault = deps.vaults.named(key.vault)
    const loaded = openProved(vault, key).then((sign) => signerFor(key, sign))
    signers.set(key.id, loaded)
    loaded.catch(() => signers.delete(key.id))
    return loaded
  }
  const activeKey = async (request: KeyRequest): Promise<KeyRecord> => {
    const store = keyMetadataStore(deps.db)
    return (await store.active(request)) ?? makeKey(deps, store, request)
  }
  const usualAlgorithm = (ring: RingName): KeyAlgorithm =>
    ring === 'instances' ? 'Ed25519' : deps.config.issuingAlgorithm
  return {
    activeKey,
    ring: (ring) => ({
      signer: async (name, { did, algorithm = usualAlgorithm(ring) }) =>
        signerOf(await activeKey({ ring, name, method: did, algorithm })),
      seed: (name) =>
        new Uint8Array(hkdfSync('sha256', deps.master, '', `brevet:seed:${ring}:${name}`, 32)),
    }),
    destroy: async ({ id, vault }) => {
      signers.delete(id)
      await deps.vaults.named(vault).remove(id)
    },
    check: async (key) => {
      await signerOf(key)
    },
  }
}

/**
 * Makes a key, or takes the one that another process made meanwhile.
 *
 * The private half is in its vault before the public half is announced, so whoever finds the key can use it.
 */
async function makeKey(
  deps: RingDeps,
  store: KeyMetadataStore,
  request: KeyRequest,
): Promise<KeyRecord> {
  const key = await draft(deps, request)
  if (!(await store.insert(key))) await deps.vaults.named(key.vault).remove(key.id)
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
  const vault = deps.vaults.of(request.ring)
  const publicKey = await vault.make(id, request.algorithm)
  const did = request.method === 'did:key' ? didKeyOf(publicKey.publicKeyMultibase) : request.method
  return { ...request, ...publicKey, id, did, vault: vault.name, createdAt: now }
}
