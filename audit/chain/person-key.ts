/**
 * A key per person: erasing it erases what was written under it, and no link of a chain breaks.
 *
 * @module
 */

import { createSealer, type Sealer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { RandomBytes } from '../../platform/id.ts'
import { canonicalJson, type Json } from './canonical-json.ts'
import { personKeyStore } from './store.ts'

const WRAP = 'audit.person-key'
const PART = 'audit.personal'

export interface PersonKeys {
  /** Encrypts the personal part of an entry; the person's key is made at the first one. */
  encrypt(tx: Db, part: { personId: string; entryId: string; personal: Json }): Promise<Uint8Array>
  decrypt(db: Db, part: { personId: string; entryId: string; payload: Uint8Array }): Promise<Json>
}

export function createPersonKeys(deps: {
  readonly sealer: Sealer
  readonly random: RandomBytes
}): PersonKeys {
  const { sealer, random } = deps
  const unwrap = async (personId: string, wrapped: Uint8Array): Promise<Sealer> =>
    createSealer(await sealer.open(WRAP, wrapped, personId), random)
  return {
    encrypt: async (tx, { personId, entryId, personal }) => {
      const store = personKeyStore(tx)
      const wrapped =
        (await store.get(personId)) ??
        (await store.ensure(personId, await sealer.seal(WRAP, random(32), personId)))
      const key = await unwrap(personId, wrapped)
      return key.seal(PART, Buffer.from(canonicalJson(personal)), entryId)
    },
    decrypt: async (db, { personId, entryId, payload }) => {
      const wrapped = await personKeyStore(db).get(personId)
      if (!wrapped) throw new Error(`the key of entry ${entryId} is erased`)
      const key = await unwrap(personId, wrapped)
      return JSON.parse(Buffer.from(await key.open(PART, payload, entryId)).toString()) as Json
    },
  }
}
