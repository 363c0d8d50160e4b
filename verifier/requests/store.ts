import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { VerifierTables } from '../tables.ts'

export type RequestState = 'open' | 'fetched' | 'answered'

/** A request for a presentation, as it is kept. */
export interface StoredRequest {
  readonly id: string
  readonly tenantId: string
  /** Names the request in addresses that a wallet sees; tells nothing of `id`. */
  readonly handle: string
  readonly nonce: string
  readonly stateHash: string
  readonly responseCodeHash: string | undefined
  /** JSON: query, purpose, policy, client identifiers. */
  readonly details: string
  readonly state: RequestState
  readonly createdAt: UnixSeconds
  readonly expiresAt: UnixSeconds
  /** Sealed: what was presented, and what was found. */
  readonly result: Uint8Array | undefined
}

const COLUMNS = [
  'id',
  'tenant_id',
  'handle',
  'nonce',
  'state_hash',
  'response_code_hash',
  'details',
  'state',
  'created_at',
  'expires_at',
  'result',
] as const

/** Requests for presentations. */
export const requestStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  const findBy = async (column: 'id' | 'handle', value: string) => {
    const row = await tables
      .selectFrom('verifier_request')
      .select(COLUMNS)
      .where(column, '=', value)
      .executeTakeFirst()
    return row && fromRow(row)
  }
  return {
    add: async (request: StoredRequest): Promise<void> => {
      await tables.insertInto('verifier_request').values(toRow(request)).execute()
    },
    byId: (id: string) => findBy('id', id),
    byHandle: (handle: string) => findBy('handle', handle),
    /** Newest first. */
    ofTenant: async (tenantId: string, limit: number): Promise<readonly StoredRequest[]> => {
      const rows = await tables
        .selectFrom('verifier_request')
        .select(COLUMNS)
        .where('tenant_id', '=', tenantId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
    markFetched: async (id: string): Promise<void> => {
      await tables
        .updateTable('verifier_request')
        .set({ state: 'fetched' })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .execute()
    },
    /** @returns whether this answer was the first, in time */
    answer: async (
      id: string,
      answer: {
        readonly result: Uint8Array
        readonly responseCodeHash: string | undefined
        readonly now: UnixSeconds
      },
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('verifier_request')
        .set({
          state: 'answered',
          result: answer.result,
          response_code_hash: answer.responseCodeHash ?? null,
        })
        .where('id', '=', id)
        .where('state', '!=', 'answered')
        .where('expires_at', '>', answer.now)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    sweep: sweeping(tables),
  }
}

/** What was presented is personal: it goes when it is old. */
const sweeping =
  (tables: Kysely<VerifierTables>) =>
  async (before: UnixSeconds): Promise<number> => {
    const { numDeletedRows } = await tables
      .deleteFrom('verifier_request')
      .where('created_at', '<', before)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }

const toRow = (request: StoredRequest) => ({
  id: request.id,
  tenant_id: request.tenantId,
  handle: request.handle,
  nonce: request.nonce,
  state_hash: request.stateHash,
  response_code_hash: request.responseCodeHash ?? null,
  details: request.details,
  state: request.state,
  created_at: request.createdAt,
  expires_at: request.expiresAt,
  result: request.result ?? null,
})

function fromRow(row: {
  id: string
  tenant_id: string
  handle: string
  nonce: string
  state_hash: string
  response_code_hash: string | null
  details: string
  state: string
  created_at: number
  expires_at: number
  result: Uint8Array | null
}): StoredRequest {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    handle: row.handle,
    nonce: row.nonce,
    stateHash: row.state_hash,
    responseCodeHash: row.response_code_hash ?? undefined,
    details: row.details,
    state: row.state as RequestState,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    result: row.result ?? undefined,
  }
}
