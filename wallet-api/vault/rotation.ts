/**
 * A new data key in place of one that somebody else may have.
 *
 * Replacing a passphrase is not enough where an old copy of the database and the old passphrase are in
 * the same hands: they open the key itself. So everything is sealed under a new one, and of the ways to
 * the old one none is left.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import { formerKeyStore } from './former-keys.ts'
import type { Owner, UnlockersDeps } from './owner.ts'
import { resealAll } from './records.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { unlockerEditor, unlockerStore } from './store.ts'

import { type DataKeys, KEY_BYTES, sealFormer, vaultOf } from './vault.ts'
import { type Secret, wrap } from './wrap.ts'

export interface Rotated {
  readonly key: Uint8Array
  /** The new recovery code, where there was one, or where the server has no way in. */
  readonly code?: string
}

/**
 * @param ways - which of the learner's own ways lead to the new key; every other one is gone
 * @throws {Problem} `wallet-locked`, also when another rotation came first
 */
export async function rotateDataKey(
  owner: Owner,
  ways: readonly Secret[],
  deps: UnlockersDeps,
): Promise<Rotated> {
  const { db, random, vaults } = deps
  const { personId, dataKey } = owner
  const old = await vaults.keys(db, personId, dataKey)
  const key = random(KEY_BYTES)
  const keys: DataKeys = { current: key, former: [...old.former, old.current] }
  const code = newRecoveryCode(random)
  const recovery: Secret = { kind: 'recovery', name: '', secret: readRecoveryCode(code) }
  const wrapped = await Promise.all(
    [...ways, recovery].map(async ({ kind, name, secret }) => {
      const way = { kind, name, secret, personId }
      return { personId, kind, name, wrapped: await wrap(key, way, deps), createdAt: deps.clock() }
    }),
  )
  return db.transaction(async (tx) => {
    const editor = unlockerEditor(tx)
    await editor.lock(personId)
    // Of two rotations at once the second finds that its key opens nothing any more.
    await vaults.keys(tx, personId, old.current)
    const kinds = (await editor.list(personId)).map(({ kind }) => kind)
    const withServer = kinds.includes('server')
    const withCode = !withServer || kinds.includes('recovery')
    await unlockerStore(tx).erase(personId)
    if (withServer) await vaults.addServer(tx, personId, key)
    for (const way of wrapped) if (withCode || way.kind !== 'recovery') await editor.put(way)
    await reseal(tx, { personId, old, keys }, deps)
    return { key, ...(withCode && { code }) }
  })
}

interface Replacement {
  readonly personId: string
  readonly old: DataKeys
  readonly keys: DataKeys
}

async function reseal(
  tx: Db,
  { personId, old, keys }: Replacement,
  { clock, random }: UnlockersDeps,
): Promise<void> {
  const before = vaultOf(personId, old, random)
  const after = vaultOf(personId, keys, random)
  await resealAll(tx, personId, async ({ purpose, context, sealed }) =>
    after.seal(purpose, await before.open(purpose, sealed, context), context),
  )
  await formerKeyStore(tx).replace(personId, await sealFormer(keys, { personId, random }), clock())
}
