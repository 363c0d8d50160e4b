/**
 * The key by which a learner proves to be the subject of a credential: a did:key, one per learner and
 * kind of signature, sealed under the learner's data key.
 *
 * @module
 */

import { createPrivateKey } from 'node:crypto'
import { createSigner, generateKey, type KeyAlgorithm, type Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Vault } from '../vault/vault.ts'
import { holderKeyStore } from './store.ts'

const PURPOSE = 'wallet.holder-key'

/** Kinds of signature that holder keys make; the first is used unless an issuer wants another. */
export const HOLDER_ALGORITHMS = ['Ed25519', 'ES256'] as const satisfies readonly KeyAlgorithm[]

export type HolderAlgorithm = (typeof HOLDER_ALGORITHMS)[number]

/** The learner's signer, its key made at the first use; of two first uses at once one key is kept. */
export async function holderOf(
  { db, clock }: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
  algorithm: HolderAlgorithm = 'Ed25519',
): Promise<Signer> {
  const { personId } = vault
  const store = holderKeyStore(db)
  const context = `${personId} ${algorithm}`
  let sealed = await store.find(personId, algorithm)
  if (!sealed) {
    const der = generateKey(algorithm).export({ type: 'pkcs8', format: 'der' })
    const fresh = await vault.seal(PURPOSE, new Uint8Array(der), context)
    await store.add({ personId, algorithm, sealed: fresh, createdAt: clock() })
    sealed = (await store.find(personId, algorithm)) ?? fresh
  }
  return signerOf({ algorithm, der: await vault.open(PURPOSE, sealed, context) })
}

/** A private key of the learner. */
export interface HeldKey {
  /** Kind of signature; of a second key of one kind, that came with a restored wallet, its DID follows. */
  readonly name: string
  readonly algorithm: HolderAlgorithm
  /** PKCS #8. */
  readonly der: Uint8Array
}

/** Every key of the learner, as far as keys were made. */
export async function heldKeys(db: Db, vault: Vault): Promise<readonly HeldKey[]> {
  const { personId } = vault
  const store = holderKeyStore(db)
  const names = await store.algorithms(personId)
  const keys = names.map(async (name): Promise<readonly HeldKey[]> => {
    const algorithm = HOLDER_ALGORITHMS.find((known) => known === name.split(' ')[0])
    const sealed = await store.find(personId, name)
    if (!algorithm || !sealed) return []
    return [{ name, algorithm, der: await vault.open(PURPOSE, sealed, `${personId} ${name}`) }]
  })
  return (await Promise.all(keys)).flat()
}

/** Takes in a key from another wallet, beside a different one of its kind. */
export async function keepHeldKey(
  db: Db,
  { vault, algorithm, der }: Omit<HeldKey, 'name'> & { readonly vault: Vault },
  now: UnixSeconds,
): Promise<void> {
  const held = await heldKeys(db, vault)
  const { did } = signerOf({ algorithm, der })
  if (held.some((key) => signerOf(key).did === did)) return
  const { personId } = vault
  const name = held.some((key) => key.name === algorithm) ? `${algorithm} ${did}` : algorithm
  const sealed = await vault.seal(PURPOSE, der, `${personId} ${name}`)
  await holderKeyStore(db).add({ personId, algorithm: name, sealed, createdAt: now })
}

/** Signers of all the learner's keys. */
export async function holders(
  { db }: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
): Promise<readonly Signer[]> {
  const order = ({ algorithm }: HeldKey) => HOLDER_ALGORITHMS.indexOf(algorithm)
  const keys = [...(await heldKeys(db, vault))].sort((a, b) => order(a) - order(b))
  return keys.map(signerOf)
}

const signerOf = ({ algorithm, der }: Omit<HeldKey, 'name'>): Signer =>
  createSigner(algorithm, createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }))

/** DIDs under which the learner receives credentials, as far as keys were made. */
export const holderDids = async (
  ground: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
): Promise<readonly string[]> => (await holders(ground, vault)).map(({ did }) => did)
