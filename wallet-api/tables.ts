import type { Migrations } from '../platform/db/migrate.ts'
import { profileMigrations } from './profiles/tables.ts'

/** Ways to a learner's data key; each can be replaced or removed without touching what the key seals. */
export interface UnlockerTable {
  readonly person_id: string
  /** `server`, or an unlocker that only the learner has: `passkey`, `passphrase`, `recovery`. */
  readonly kind: string
  /** Tells several of one kind apart. */
  readonly name: string
  readonly wrapped: Uint8Array
  readonly created_at: number
}

/** Data keys that were replaced. */
export interface FormerKeyTable {
  readonly person_id: string
  /** From the oldest, 0. */
  readonly number: number
  /** Under the key in use. */
  readonly sealed: Uint8Array
  readonly created_at: number
}

/** When a learner last took the whole wallet away as a file. */
export interface BackupTable {
  readonly person_id: string
  readonly exported_at: number
}

/** A face that a learner shows: with keys, credentials and history of its own. */
export interface ProfileTable {
  /** Of one learner: everybody's first is `first`. */
  readonly id: string
  readonly person_id: string
  /** From 0; there are as many profiles as places. */
  readonly place: number
  /** 1 for the one that is used where none is named. */
  readonly standard: number
  /** Sealed: name and colour; none before the learner gives it a name. */
  readonly record: Uint8Array | null
  readonly created_at: number
}

export interface HolderKeyTable {
  readonly person_id: string
  readonly profile_id: string
  readonly algorithm: string
  readonly sealed: Uint8Array
  readonly created_at: number
}

export interface CredentialTable {
  readonly id: string
  readonly person_id: string
  readonly profile_id: string
  /** Keyed digest of what is sealed, so that one credential is kept once. */
  readonly digest: string
  /** Sealed: what a list shows. */
  readonly summary: Uint8Array
  /** Sealed: the credential as it was received. */
  readonly document: Uint8Array
  readonly received_at: number
}

export interface ReceivingTable {
  readonly person_id: string
  /** Where it was begun. */
  readonly profile_id: string
  /** Keyed digest of issuer and code. */
  readonly offer: string
  /** Sealed: how far it came, and what came of it. */
  readonly progress: Uint8Array
  readonly updated_at: number
}

export interface ShareTable {
  readonly id: string
  readonly person_id: string
  readonly credential_id: string
  readonly iv: Uint8Array
  /** Under the key of the link, which is not kept in clear. */
  readonly ciphertext: Uint8Array
  /** Sealed: the key of the link, for the learner to see the link again. */
  readonly link_key: Uint8Array
  readonly created_at: number
  readonly expires_at: number
  readonly views: number
  readonly viewed_at: number | null
  readonly view_limit: number | null
  /** Salt and scrypt hash. */
  readonly passcode: Uint8Array | null
  /** Guesses at the passcode that are left. */
  readonly attempts_left: number | null
  /** Sealed: what the learner noted about it: for whom, and which fields it shows. */
  readonly note: Uint8Array | null
}

export interface ShareAccessTable {
  readonly id: string
  readonly share_id: string
  readonly outcome: string
  readonly at: number
}

export interface PresentationTable {
  readonly id: string
  readonly person_id: string
  readonly profile_id: string
  /** Sealed: what was shown to whom. */
  readonly record: Uint8Array
  readonly presented_at: number
}

export interface EventTable {
  readonly id: string
  readonly person_id: string
  readonly profile_id: string
  /** Sealed: what happened. */
  readonly record: Uint8Array
  readonly at: number
}

export interface WorkTable {
  readonly id: string
  readonly person_id: string
  readonly credential_id: string
  /** Sealed: a link or a file of the learner's own. */
  readonly record: Uint8Array
  readonly created_at: number
}

export interface WalletTables {
  readonly wallet_unlocker: UnlockerTable
  readonly wallet_former_key: FormerKeyTable
  readonly wallet_backup: BackupTable
  readonly wallet_profile: ProfileTable
  readonly wallet_holder_key: HolderKeyTable
  readonly wallet_credential: CredentialTable
  readonly wallet_receiving: ReceivingTable
  readonly wallet_share: ShareTable
  readonly wallet_share_access: ShareAccessTable
  readonly wallet_presentation: PresentationTable
  readonly wallet_event: EventTable
  readonly wallet_work: WorkTable
}

export const walletMigrations: Migrations = {
  'wallet-001-vault': async (db, columns) => {
    await db.schema
      .createTable('wallet_unlocker')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('wrapped', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_unlocker_key', ['person_id', 'kind', 'name'])
      .execute()
    await db.schema
      .createTable('wallet_holder_key')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('sealed', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_holder_key_key', ['person_id', 'algorithm'])
      .execute()
  },
  'wallet-002-credential': async (db, columns) => {
    await db.schema
      .createTable('wallet_credential')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('summary', columns.bytes, (column) => column.notNull())
      .addColumn('document', columns.bytes, (column) => column.notNull())
      .addColumn('received_at', columns.time, (column) => column.notNull())
      .addUniqueConstraint('wallet_credential_once', ['person_id', 'digest'])
      .execute()
    await db.schema
      .createTable('wallet_receiving')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('offer', 'text', (column) => column.notNull())
      .addColumn('progress', columns.bytes, (column) => column.notNull())
      .addColumn('updated_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_receiving_key', ['person_id', 'offer'])
      .execute()
  },
  'wallet-003-share': async (db, columns) => {
    await db.schema
      .createTable('wallet_share')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull())
      .addColumn('iv', columns.bytes, (column) => column.notNull())
      .addColumn('ciphertext', columns.bytes, (column) => column.notNull())
      .addColumn('link_key', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .addColumn('views', columns.bigint, (column) => column.notNull())
      .addColumn('viewed_at', columns.time)
      .execute()
    await db.schema
      .createIndex('wallet_share_person')
      .on('wallet_share')
      .columns(['person_id', 'credential_id'])
      .execute()
    await db.schema
      .createTable('wallet_presentation')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('record', columns.bytes, (column) => column.notNull())
      .addColumn('presented_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('wallet_presentation_person')
      .on('wallet_presentation')
      .column('person_id')
      .execute()
  },
  'wallet-004-share-rules': async (db, columns) => {
    const share = () => db.schema.alterTable('wallet_share')
    await share().addColumn('view_limit', columns.bigint).execute()
    await share().addColumn('passcode', columns.bytes).execute()
    await share().addColumn('attempts_left', columns.bigint).execute()
    await share().addColumn('note', columns.bytes).execute()
    await db.schema
      .createTable('wallet_share_access')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('share_id', 'text', (column) =>
        column.notNull().references('wallet_share.id').onDelete('cascade'),
      )
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('wallet_share_access_share')
      .on('wallet_share_access')
      .columns(['share_id', 'at'])
      .execute()
  },
  'wallet-005-rotation-and-backup': async (db, columns) => {
    await db.schema
      .createTable('wallet_former_key')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('sealed', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('wallet_former_key_key', ['person_id', 'number'])
      .execute()
    await db.schema
      .createTable('wallet_backup')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('exported_at', columns.time, (column) => column.notNull())
      .execute()
  },
  'wallet-005-event': async (db, columns) => {
    await db.schema
      .createTable('wallet_event')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('record', columns.bytes, (column) => column.notNull())
      .addColumn('at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('wallet_event_person')
      .on('wallet_event')
      .columns(['person_id', 'at'])
      .execute()
  },
  'wallet-006-work': async (db, columns) => {
    await db.schema
      .createTable('wallet_work')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull())
      .addColumn('record', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('wallet_work_person')
      .on('wallet_work')
      .columns(['person_id', 'credential_id'])
      .execute()
  },
  ...profileMigrations,
}
