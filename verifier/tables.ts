import type { Migrations } from '../platform/db/migrate.ts'

export interface IssuerTable {
  /** The tenant whose list it is; empty for the list everybody sees. */
  readonly tenant_id: string
  readonly did: string
  readonly name: string
  /** JSON: identifiers of the skill frameworks it is registered for. */
  readonly frameworks: string
  /** Where the entry comes from: `operator`, or the address of an imported registry. */
  readonly source: string
  readonly registered_at: number
}

export interface RegistryTable {
  readonly tenant_id: string
  readonly url: string
  readonly kind: string
  readonly name: string
  /** Last time its entries were read; what is older than its lifetime is not believed. */
  readonly read_at: number | null
  readonly lifetime: number
  /** Why the last attempt failed. */
  readonly failure: string | null
  readonly failure_reason: string | null
  /** JSON: skill frameworks its issuers count as registered for. */
  readonly frameworks: string
  /** JSON: the keys it must be signed by. */
  readonly trust_keys: string | null
}

export interface PolicyTable {
  readonly tenant_id: string
  readonly id: string
  readonly version: number
  readonly name: string
  /** JSON: the rules. */
  readonly rules: string
  readonly created_at: number
}

export interface RequestTable {
  readonly id: string
  readonly tenant_id: string
  readonly handle: string
  readonly nonce: string
  readonly state_hash: string
  readonly response_code_hash: string | null
  readonly details: string
  readonly state: string
  readonly created_at: number
  readonly expires_at: number
  readonly result: Uint8Array | null
}

export interface WatchTable {
  readonly id: string
  readonly tenant_id: string
  readonly callback_url: string
  readonly reference: string | null
  readonly credential_id: string | null
  readonly issuer: string
  /** JSON: what is needed to read the status. */
  readonly entries: string
  readonly status: string
  readonly status_since: number
  readonly version: number
  readonly read_at: number
  readonly unread: string | null
  readonly delivery: string | null
  readonly answer: string | null
  readonly tries: number
  /** 1: nothing is told. */
  readonly paused: number
  /** What messages are signed with, sealed. */
  readonly secret: Uint8Array
}

export interface ReceiptTable {
  readonly id: string
  readonly tenant_id: string
  readonly created_at: number
  /** The receipt, sealed. */
  readonly sealed: Uint8Array
}

export interface VerifierTables {
  readonly verifier_receipt: ReceiptTable
  readonly verifier_watch: WatchTable
  readonly verifier_request: RequestTable
  readonly verifier_issuer: IssuerTable
  readonly verifier_registry: RegistryTable
  readonly verifier_policy: PolicyTable
}

export const verifierMigrations: Migrations = {
  'verifier-001-registry': async (db, columns) => {
    await db.schema
      .createTable('verifier_issuer')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('did', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('frameworks', columns.json, (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('registered_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('verifier_issuer_key', ['tenant_id', 'did', 'source'])
      .execute()
    await db.schema
      .createIndex('verifier_issuer_did')
      .on('verifier_issuer')
      .columns(['did', 'tenant_id'])
      .execute()
    await db.schema
      .createTable('verifier_registry')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('read_at', columns.time)
      .addColumn('lifetime', columns.bigint, (column) => column.notNull())
      .addColumn('failure', 'text')
      .addPrimaryKeyConstraint('verifier_registry_key', ['tenant_id', 'url'])
      .execute()
  },
  'verifier-002-policy': async (db, columns) => {
    await db.schema
      .createTable('verifier_policy')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('version', columns.bigint, (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('rules', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('verifier_policy_key', ['tenant_id', 'id', 'version'])
      .execute()
  },
  'verifier-003-request': async (db, columns) => {
    await db.schema
      .createTable('verifier_request')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('handle', 'text', (column) => column.notNull().unique())
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('state_hash', 'text', (column) => column.notNull())
      .addColumn('response_code_hash', 'text')
      .addColumn('details', columns.json, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .addColumn('result', columns.bytes)
      .execute()
    await db.schema
      .createIndex('verifier_request_created')
      .on('verifier_request')
      .column('created_at')
      .execute()
  },
  'verifier-004-registry-imports': async (db, columns) => {
    await db.schema
      .alterTable('verifier_registry')
      .addColumn('frameworks', columns.json, (column) => column.notNull().defaultTo('[]'))
      .execute()
    await db.schema.alterTable('verifier_registry').addColumn('trust_keys', 'text').execute()
  },
  'verifier-005-watches': async (db, columns) => {
    await db.schema
      .createTable('verifier_watch')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('callback_url', 'text', (column) => column.notNull())
      .addColumn('reference', 'text')
      .addColumn('credential_id', 'text')
      .addColumn('issuer', 'text', (column) => column.notNull())
      .addColumn('entries', columns.json, (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('status_since', columns.time, (column) => column.notNull())
      .addColumn('version', columns.bigint, (column) => column.notNull())
      .addColumn('read_at', columns.time, (column) => column.notNull())
      .addColumn('unread', 'text')
      .addColumn('delivery', 'text')
      .addColumn('answer', 'text')
      .addColumn('secret', columns.bytes, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('verifier_watch_tenant')
      .on('verifier_watch')
      .columns(['tenant_id', 'status_since'])
      .execute()
  },
  'verifier-006-receipts': async (db, columns) => {
    await db.schema
      .createTable('verifier_receipt')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addColumn('sealed', columns.bytes, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('verifier_receipt_tenant')
      .on('verifier_receipt')
      .columns(['tenant_id', 'id'])
      .execute()
  },
  'verifier-007-watch-tries': async (db) => {
    await db.schema
      .alterTable('verifier_watch')
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
  'verifier-008-paused-watches': async (db) => {
    await db.schema
      .alterTable('verifier_watch')
      .addColumn('paused', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
  'verifier-009-failure-reason': async (db) => {
    await db.schema.alterTable('verifier_registry').addColumn('failure_reason', 'text').execute()
  },
}
