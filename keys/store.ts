import type { UnixSeconds } from '../platform/clock.ts'
import type { Db } from '../platform/db/database.ts'
import type { KeyRecord, KeyRequest, KeyState, NewKey, RingName } from './key.ts'
import type { KeyAlgorithm, PublicJwk } from './multikey.ts'
import type { KeysTables, KeyTable } from './tables.ts'

export interface KeyMetadataStore {
  /** `false` when another key for the same use was there first. */
  insert(key: NewKey): Promise<boolean>
  active(request: KeyRequest): Promise<KeyRecord | undefined>
  byId(id: string): Promise<KeyRecord | undefined>
  byDid(did: string): Promise<readonly KeyRecord[]>
  all(): Promise<readonly KeyRecord[]>
  /** The key, no longer active; `undefined` when it was not. */
  retire(id: string, at: UnixSeconds): Promise<KeyRecord | undefined>
  /** The key, never to be trusted again; `undefined` when it was so already or is unknown. */
  revoke(id: string, at: UnixSeconds): Promise<KeyRecord | undefined>
}

const COLUMNS = [
  'id',
  'ring',
  'name',
  'method',
  'did',
  'algorithm',
  'public_multibase',
  'public_jwk',
  'vault',
  'state',
  'created_at',
  'retired_at',
  'revoked_at',
] as const

export function keyMetadataStore(db: Db): KeyMetadataStore {
  const tables = db.tables<KeysTables>()
  const select = () => tables.selectFrom('keys_key').select(COLUMNS)
  return {
    insert: async (key) => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('keys_key')
        .values(toRow(key))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    active: (request) =>
      select()
        .where('ring', '=', request.ring)
        .where('name', '=', request.name)
        .where('method', '=', request.method)
        .where('algorithm', '=', request.algorithm)
        .where('state', '=', 'active')
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    byId: (id) =>
      select()
        .where('id', '=', id)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    byDid: async (did) =>
      (await select().where('did', '=', did).orderBy('created_at').orderBy('id').execute()).map(
        fromRow,
      ),
    all: async () => (await select().orderBy('created_at').orderBy('id').execute()).map(fromRow),
    retire: (id, at) =>
      tables
        .updateTable('keys_key')
        .set({ state: 'retired', retired_at: at })
        .where('id', '=', id)
        .where('state', '=', 'active')
        .returning(COLUMNS)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
    revoke: (id, at) =>
      tables
        .updateTable('keys_key')
        .set({ state: 'compromised', revoked_at: at })
        .where('id', '=', id)
        .where('state', '!=', 'compromised')
        .returning(COLUMNS)
        .executeTakeFirst()
        .then((row) => row && fromRow(row)),
  }
}

const toRow = (key: NewKey): KeyTable => ({
  id: key.id,
  ring: key.ring,
  name: key.name,
  method: key.method,
  did: key.did,
  algorithm: key.algorithm,
  public_multibase: key.publicKeyMultibase,
  public_jwk: JSON.stringify(key.publicJwk),
  vault: key.vault,
  state: 'active',
  created_at: key.createdAt,
  retired_at: null,
  revoked_at: null,
})

const fromRow = (row: KeyTable): KeyRecord => ({
  id: row.id,
  ring: row.ring as RingName,
  name: row.name,
  method: row.method as KeyRecord['method'],
  did: row.did,
  algorithm: row.algorithm as KeyAlgorithm,
  publicKeyMultibase: row.public_multibase,
  publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
  vault: row.vault as KeyRecord['vault'],
  state: row.state as KeyState,
  createdAt: row.created_at,
  retiredAt: row.retired_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
})

/** Certificates of our keys. */
export const certificateStore = (db: Db) => {
  const tables = db.tables<KeysTables>()
  return {
    /** The one that still holds at a time. */
    current: (owner: string, at: UnixSeconds): Promise<Uint8Array | undefined> =>
      tables
        .selectFrom('keys_certificate')
        .select('der')
        .where('owner', '=', owner)
        .where('not_after', '>', at)
        .orderBy('not_before', 'desc')
        .executeTakeFirst()
        .then((row) => row && new Uint8Array(row.der)),
    /** Keeps a certificate, unless the owner has one of this beginning. */
    add: async (certificate: {
      readonly owner: string
      readonly der: Uint8Array
      readonly notBefore: UnixSeconds
      readonly notAfter: UnixSeconds
    }): Promise<void> => {
      await tables
        .insertInto('keys_certificate')
        .values({
          owner: certificate.owner,
          der: certificate.der,
          not_before: certificate.notBefore,
          not_after: certificate.notAfter,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}
