/**
 * The key by which a learner proves to be the subject of a credential: a did:key, one per profile and
 * kind of signature, sealed under the learner's data key.
 *
 * @module
 */

import { createPrivateKey } from 'node:crypto'
import type { JsonObject } from '../../credentials/index.ts'
import { createSigner, generateKey, type KeyAlgorithm, type Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { holderKeyContext, type Vault } from '../vault/vault.ts'
import { holderKeyStore } from './store.ts'

const PURPOSE = 'wallet.holder-key'

/** Kinds of signature that holder keys make; the first is used unless an issuer wants another. */
export const HOLDER_ALGORITHMS = ['Ed25519', 'ES256'] as const satisfies readonly KeyAlgorithm[]

export type HolderAlgorithm = (typeof HOLDER_ALGORITHMS)[number]

/** The signer of the learner's profile, its key made at the first use; of two first uses at once one key is kept. */
export async function holderOf(
  { db, clock }: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
  algorithm: HolderAlgorithm = 'Ed25519',
): Promise<Signer> {
  const { personId, profileId } = vault
  const store = holderKeyStore(db)
  const context = holderKeyContext(personId, profileId, algorithm)
  let sealed = await store.find(vault, algorithm)
  if (!sealed) {
    const der = generateKey(algorithm).export({ type: 'pkcs8', format: 'der' })
    const fresh = await vault.seal(PURPOSE, new Uint8Array(der), context)
    await store.add({ personId, profileId, algorithm, sealed: fresh, createdAt: clock() })
    sealed = (await store.find(vault, algorithm)) ?? fresh
  }
  return signerOf({ algorithm, der: await vault.open(PURPOSE, sealed, context) })
}

/** A private key of the profile. */
export interface HeldKey {
  /** Kind of signature; of a second key of one kind, that came with a restored wallet, its DID follows. */
  readonly name: string
  readonly algorithm: HolderAlgorithm
  /** PKCS #8. */
  readonly der: Uint8Array
}

/** Every key of the profile, as far as keys were made. */
export async function heldKeys(db: Db, vault: Vault): Promise<readonly HeldKey[]> {
  const { personId, profileId } = vault
  const store = holderKeyStore(db)
  const names = await store.algorithms(vault)
  const keys = names.map(async (name): Promise<readonly HeldKey[]> => {
    const algorithm = HOLDER_ALGORITHMS.find((known) => known === name.split(' ')[0])
    const sealed = await store.find(vault, name)
    if (!algorithm || !sealed) return []
    const context = holderKeyContext(personId, profileId, name)
    return [{ name, algorithm, der: await vault.open(PURPOSE, sealed, context) }]
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
  const { personId, profileId } = vault
  const name = held.some((key) => key.name === algorithm) ? `${algorithm} ${did}` : algorithm
  const sealed = await vault.seal(PURPOSE, der, holderKeyContext(personId, profileId, name))
  await holderKeyStore(db).add({ personId, profileId, algorithm: name, sealed, createdAt: now })
}

/** Signers of all the profile's keys. */
export async function holders(
  { db }: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
): Promise<readonly Signer[]> {
  const order = ({ algorithm }: HeldKey) => HOLDER_ALGORITHMS.indexOf(algorithm)
  const keys = [...(await heldKeys(db, vault))].sort((a, b) => order(a) - order(b))
  return keys.map(signerOf)
}

export const signerOf = ({ algorithm, der }: Omit<HeldKey, 'name'>): Signer =>
  createSigner(algorithm, createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }))

/** Whether a credential is the key's, by its subject or by `cnf`. */
export const isBoundTo = (
  { did, publicJwk }: Signer,
  {
    subject,
    credential,
  }: { readonly subject: string | undefined; readonly credential: JsonObject },
): boolean => subject === did || JSON.stringify(credential.cnf ?? '').includes(`"${publicJwk.x}"`)

/** DIDs under which the profile receives credentials, as far as keys were made. */
export const holderDids = async (
  ground: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
): Promise<readonly string[]> => (await holders(ground, vault)).map(({ did }) => did)
