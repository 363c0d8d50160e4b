/**
 * The key by which a learner proves to be the subject of a credential: a did:key, one per learner and
 * kind of signature, sealed under the learner's data key.
 *
 * @module
 */

import { createPrivateKey } from 'node:crypto'
import { createSigner, generateKey, type KeyAlgorithm, type Signer } from '../../keys/index.ts'
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
  const der = Buffer.from(await vault.open(PURPOSE, sealed, context))
  return createSigner(algorithm, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

/** DIDs under which the learner receives credentials, as far as keys were made. */
export async function holderDids(
  ground: { readonly db: Db; readonly clock: Ground['clock'] },
  vault: Vault,
): Promise<readonly string[]> {
  const made = await holderKeyStore(ground.db).algorithms(vault.personId)
  const known = HOLDER_ALGORITHMS.filter((algorithm) => made.includes(algorithm))
  const signers = await Promise.all(known.map((algorithm) => holderOf(ground, vault, algorithm)))
  return signers.map(({ did }) => did)
}
