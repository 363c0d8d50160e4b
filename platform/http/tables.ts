import type { UnixSeconds } from '../clock.ts'
import type { Migrations } from '../db/migrate.ts'

export interface HttpTables {
  http_idempotency: {
    /** SHA-256 of caller, method, address and key. */
    key_hash: string
    /** SHA-256 of the request. */
    fingerprint: string
    /** The answer, sealed; `null` while the request is worked on. */
    answer: Uint8Array | null
    /** Who works on it; another takes over after `held_until`. */
    holder: string
    held_until: UnixSeconds
    expires_at: UnixSeconds
  }
}

export const httpMigrations: Migrations = {
  'http-001-idempotency': async (db, columns) => {
    await db.schema
      .createTable('http_idempotency')
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('answer', columns.bytes)
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('held_until', columns.time, (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('http_idempotency_expires')
      .on('http_idempotency')
      .column('expires_at')
      .execute()
  },
  // Written by rate-limiter-flexible, and only on PostgreSQL: one process counts in memory.
  'http-002-rate-limit': async (db, columns, kind) => {
    if (kind !== 'postgres') return
    await db.schema
      .createTable('http_rate_limit')
      .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
      .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('expire', columns.bigint)
      .execute()
  },
  // Written by rate-limiter-flexible on both: a quota outlives the process.
  'http-003-quota': async (db, columns) => {
    await db.schema
      .createTable('http_quota')
      .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
      .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('expire', columns.bigint)
      .execute()
  },
}
