import type { Sealer } from '../../keys/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { secretStore } from './store.ts'

const SECRET_BYTES = 32

/**
 * A secret of this installation, made at the first start and the same for all its processes.
 *
 * It is kept sealed, so that a copy of the database alone signs nobody in.
 *
 * @param name - e.g. `session`; bound to the seal
 * @throws {SealBroken} when the database was sealed by another installation
 */
export async function openSecret(
  deps: Pick<Ground, 'db' | 'clock' | 'random'> & { readonly sealer: Sealer },
  name: string,
): Promise<Uint8Array> {
  const { db, clock, random, sealer } = deps
  const store = secretStore(db)
  if (!(await store.sealed(name))) {
    const sealed = await sealer.seal('accounts.secret', random(SECRET_BYTES), name)
    await store.addUnlessThere(name, sealed, clock())
  }
  const kept = await store.sealed(name)
  if (!kept) throw new Error(`the secret ${name} was removed while being made`)
  return await sealer.open('accounts.secret', kept, name)
}
