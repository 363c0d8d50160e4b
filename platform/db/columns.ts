import { type RawBuilder, sql } from 'kysely'
import type { DbKind } from './database.ts'

/** Column types that mean the same on SQLite and PostgreSQL. */
export interface PortableColumns {
  /** 64-bit integer. */
  readonly bigint: RawBuilder<unknown>
  /** Bytes; a `Uint8Array` (Buffer) on both. */
  readonly bytes: RawBuilder<unknown>
  /** JSON kept as text: parsed by the store, never by the driver. */
  readonly json: RawBuilder<unknown>
  /** 0 or 1: SQLite knows no booleans. */
  readonly flag: RawBuilder<unknown>
  /** {@link UnixSeconds}. */
  readonly time: RawBuilder<unknown>
}

export function columns(kind: DbKind): PortableColumns {
  const sqlite = kind === 'sqlite'
  return {
    bigint: sqlite ? sql`integer` : sql`bigint`,
    bytes: sqlite ? sql`blob` : sql`bytea`,
    json: sql`text`,
    flag: sql`integer`,
    time: sqlite ? sql`integer` : sql`bigint`,
  }
}
