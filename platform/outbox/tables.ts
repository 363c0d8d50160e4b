import type { UnixSeconds } from '../clock.ts'
import type { Migrations } from '../db/migrate.ts'

export interface OutboxTables {
  outbox_event: { id: string; type: string; payload: string; created_at: UnixSeconds }
  /** One row per event and subscriber; `delivered_at` once the effects are written. */
  outbox_delivery: { event_id: string; subscriber: string; delivered_at: UnixSeconds | null }
}

export const outboxMigrations: Migrations = {
  'outbox-001-event': async (db, columns) => {
    await db.schema
      .createTable('outbox_event')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('payload', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('outbox_delivery')
      .addColumn('event_id', 'text', (column) =>
        column.notNull().references('outbox_event.id').onDelete('cascade'),
      )
      .addColumn('subscriber', 'text', (column) => column.notNull())
      .addColumn('delivered_at', columns.time)
      .addPrimaryKeyConstraint('outbox_delivery_key', ['event_id', 'subscriber'])
      .execute()
    await db.schema
      .createIndex('outbox_event_created')
      .on('outbox_event')
      .columns(['type', 'created_at'])
      .execute()
  },
}
