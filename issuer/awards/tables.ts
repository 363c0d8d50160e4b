import type { Migrations } from '../../platform/db/migrate.ts'

export interface AwardTable {
  readonly id: string
  readonly kind: string
  readonly tenant_id: string
  readonly achievement_slug: string
  readonly achievement_version: string
  readonly language: string
  readonly assessment_id: string | null
  readonly client_id: string | null
  readonly person_id: string | null
  /** Sealed: recipient, results, evidence. */
  readonly details: Uint8Array | null
  readonly status_purpose: string
  readonly valid_until: number | null
  readonly state: string
  readonly awarded_at: number
  readonly revoked_at: number | null
  readonly revoked_by: string | null
  /** Sealed: why. */
  readonly revocation: Uint8Array | null
  readonly claim_hash: string | null
  readonly claim_expires_at: number | null
}

/** Whether an assessment still stands: decides between an award and an overturning that cross. */
export interface AssessmentTable {
  readonly assessment_id: string
  readonly state: string
}

export interface AwardsTables {
  readonly issuer_award: AwardTable
  readonly issuer_assessment: AssessmentTable
}

export const awardsMigrations: Migrations = {
  'issuer-007-award': async (db, columns) => {
    await db.schema
      .createTable('issuer_award')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('achievement_slug', 'text', (column) => column.notNull())
      .addColumn('achievement_version', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('assessment_id', 'text', (column) => column.unique())
      .addColumn('client_id', 'text')
      .addColumn('person_id', 'text')
      .addColumn('details', columns.bytes)
      .addColumn('status_purpose', 'text', (column) => column.notNull())
      .addColumn('valid_until', columns.time)
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('awarded_at', columns.time, (column) => column.notNull())
      .addColumn('revoked_at', columns.time)
      .addColumn('revoked_by', 'text')
      .addColumn('revocation', columns.bytes)
      .addColumn('claim_hash', 'text', (column) => column.unique())
      .addColumn('claim_expires_at', columns.time)
      .execute()
    await db.schema
      .createIndex('issuer_award_person')
      .on('issuer_award')
      .columns(['person_id', 'awarded_at'])
      .execute()
    await db.schema
      .createIndex('issuer_award_tenant')
      .on('issuer_award')
      .columns(['tenant_id', 'id'])
      .execute()
  },
  'issuer-008-assessment': async (db) => {
    await db.schema
      .createTable('issuer_assessment')
      .addColumn('assessment_id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute()
  },
}
