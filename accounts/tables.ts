import { type Generated, type Kysely, sql } from 'kysely'
import type { PortableColumns } from '../platform/db/columns.ts'
import type { DbKind } from '../platform/db/database.ts'
import type { Migrations } from '../platform/db/migrate.ts'
import { type GrantTables, grantMigrations } from './grants/tables.ts'

/** A moment as better-auth keeps it: ISO text on SQLite, a text of PostgreSQL's own when we read it there. */
type AuthTime = string
/** A flag as better-auth keeps it: 0 or 1 on SQLite, a boolean on PostgreSQL. */
type AuthFlag = number | boolean

/** What our own statements see of the tables; better-auth writes the first five. */
export interface AccountsTables extends GrantTables {
  accounts_user: {
    id: string
    name: string
    email: string
    email_verified: AuthFlag
    language: string | null
    created_at: AuthTime
    updated_at: AuthTime
  }
  accounts_session: {
    id: string
    user_id: string
    user_agent: string | null
    organisation_id: string | null
    created_at: AuthTime
    expires_at: AuthTime
  }
  accounts_account: { id: string; user_id: string }
  accounts_verification: { id: string; identifier: string; value: string; expires_at: AuthTime }
  accounts_passkey: {
    id: string
    user_id: string
    name: string | null
    created_at: AuthTime | null
  }
  accounts_organisation: { id: string; name: string; created_at: number }
  accounts_member: { organisation_id: string; person_id: string; role: string; since: number }
  accounts_invitation: {
    id: string
    organisation_id: string
    email: string
    roles: string
    language: string
    created_at: number
    expires_at: number
  }
  accounts_client: {
    id: string
    secret_hash: string
    name: string
    organisation_id: string
    scopes: string
    created_at: number
    disabled_at: number | null
    /** `null`: as all clients. */
    requests_per_minute: number | null
    credentials_per_day: number | null
  }
  accounts_consent: {
    id: string
    person_id: string
    purpose: string
    employer: string
    given_at: number
    withdrawn_at: number | null
  }
  accounts_mail: {
    number: Generated<number>
    id: string
    recipient: string
    content: Uint8Array
    created_at: number
    expires_at: number
  }
  accounts_secret: { name: string; sealed: Uint8Array; created_at: number }
}

export const accountsMigrations: Migrations = {
  'accounts-001-sign-in': signIn,
  'accounts-002-organisations': organisations,
  'accounts-003-clients': clients,
  'accounts-004-consents': consents,
  'accounts-005-mail': mail,
  'accounts-006-quotas': quotas,
  ...grantMigrations,
}

/** Column types as better-auth wants them; a test compares its own plan with what stands here. */
const authColumns = (kind: DbKind) => ({
  flag: kind === 'sqlite' ? sql`integer` : sql`boolean`,
  time: kind === 'sqlite' ? sql`date` : sql`timestamptz`,
})

/** The tables of better-auth and its passkey plugin, in our names. */
async function signIn(db: Kysely<unknown>, _: PortableColumns, kind: DbKind): Promise<void> {
  const { flag, time } = authColumns(kind)
  await db.schema
    .createTable('accounts_user')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('email_verified', flag, (column) => column.notNull())
    .addColumn('image', 'text')
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .addColumn('language', 'text')
    .execute()
  await db.schema
    .createTable('accounts_session')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('user_id', 'text', (column) =>
      column.notNull().references('accounts_user.id').onDelete('cascade'),
    )
    .addColumn('organisation_id', 'text')
    .execute()
  await signInByAccount(db, kind)
  await signInByPasskey(db, kind)
  await index(db, 'accounts_session', 'user_id')
  await index(db, 'accounts_account', 'user_id')
  await index(db, 'accounts_verification', 'identifier')
  await index(db, 'accounts_passkey', 'user_id')
  await index(db, 'accounts_passkey', 'credential_id')
}

/** Accounts at other providers (none are used, better-auth looks for them) and one-time values. */
async function signInByAccount(db: Kysely<unknown>, kind: DbKind): Promise<void> {
  const { time } = authColumns(kind)
  await db.schema
    .createTable('accounts_account')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) =>
      column.notNull().references('accounts_user.id').onDelete('cascade'),
    )
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', time)
    .addColumn('refresh_token_expires_at', time)
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('accounts_verification')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('updated_at', time, (column) => column.notNull())
    .execute()
}

async function signInByPasskey(db: Kysely<unknown>, kind: DbKind): Promise<void> {
  const { flag, time } = authColumns(kind)
  await db.schema
    .createTable('accounts_passkey')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text')
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) =>
      column.notNull().references('accounts_user.id').onDelete('cascade'),
    )
    .addColumn('credential_id', 'text', (column) => column.notNull())
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('device_type', 'text', (column) => column.notNull())
    .addColumn('backed_up', flag, (column) => column.notNull())
    .addColumn('transports', 'text')
    .addColumn('created_at', time)
    .addColumn('aaguid', 'text')
    .execute()
}

async function organisations(db: Kysely<unknown>, columns: PortableColumns): Promise<void> {
  await db.schema
    .createTable('accounts_organisation')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', columns.time, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('accounts_member')
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('accounts_organisation.id').onDelete('cascade'),
    )
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('since', columns.time, (column) => column.notNull())
    .addPrimaryKeyConstraint('accounts_member_key', ['organisation_id', 'person_id', 'role'])
    .execute()
  await index(db, 'accounts_member', 'person_id')
  await db.schema
    .createTable('accounts_invitation')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('accounts_organisation.id').onDelete('cascade'),
    )
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('roles', columns.json, (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('created_at', columns.time, (column) => column.notNull())
    .addColumn('expires_at', columns.time, (column) => column.notNull())
    .addUniqueConstraint('accounts_invitation_once', ['organisation_id', 'email'])
    .execute()
  await index(db, 'accounts_invitation', 'email')
}

async function clients(db: Kysely<unknown>, columns: PortableColumns): Promise<void> {
  await db.schema
    .createTable('accounts_client')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('organisation_id', 'text', (column) =>
      column.notNull().references('accounts_organisation.id').onDelete('cascade'),
    )
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', columns.time, (column) => column.notNull())
    .addColumn('disabled_at', columns.time)
    .execute()
  await index(db, 'accounts_client', 'organisation_id')
}

async function quotas(db: Kysely<unknown>): Promise<void> {
  for (const column of ['requests_per_minute', 'credentials_per_day']) {
    await db.schema.alterTable('accounts_client').addColumn(column, 'integer').execute()
  }
}

async function consents(db: Kysely<unknown>, columns: PortableColumns): Promise<void> {
  await db.schema
    .createTable('accounts_consent')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('employer', 'text', (column) => column.notNull())
    .addColumn('given_at', columns.time, (column) => column.notNull())
    .addColumn('withdrawn_at', columns.time)
    .execute()
  await sql`
    create unique index accounts_consent_live on accounts_consent (person_id, purpose, employer)
    where withdrawn_at is null
  `.execute(db)
}

async function mail(db: Kysely<unknown>, columns: PortableColumns, kind: DbKind): Promise<void> {
  await db.schema
    .createTable('accounts_mail')
    // Ids are in order by the second; the inbox shows which of two came later.
    .addColumn('number', kind === 'sqlite' ? 'integer' : 'bigint', (column) =>
      kind === 'sqlite'
        ? column.primaryKey().autoIncrement()
        : column.generatedAlwaysAsIdentity().primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('content', columns.bytes, (column) => column.notNull())
    .addColumn('created_at', columns.time, (column) => column.notNull())
    .addColumn('expires_at', columns.time, (column) => column.notNull())
    .execute()
  await index(db, 'accounts_mail', 'recipient')
  await db.schema
    .createTable('accounts_secret')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('sealed', columns.bytes, (column) => column.notNull())
    .addColumn('created_at', columns.time, (column) => column.notNull())
    .execute()
}

const index = (db: Kysely<unknown>, table: string, column: string): Promise<void> =>
  db.schema.createIndex(`${table}_${column}_idx`).on(table).column(column).execute()
