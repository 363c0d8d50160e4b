import { sql } from 'kysely'
import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { OutboxTables } from './tables.ts'

interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly payload: unknown
}

export interface OutboxStore {
  addEvent(event: StoredEvent, now: UnixSeconds): Promise<void>
  event(id: string): Promise<StoredEvent | undefined>
  /** `true` for the first that plans this delivery. */
  plan(eventId: string, subscriber: string): Promise<boolean>
  /** `true` for the first that delivers; the others' effects must not be written. */
  take(eventId: string, subscriber: string, now: UnixSeconds): Promise<boolean>
  /** Events of the type that nobody has planned to deliver to the subscriber. */
  unplanned(type: string, subscriber: string): Promise<readonly string[]>
  /** Blanks a person's id in what was written, delivered or not; returns the number of events. */
  forgetPerson(personId: string): Promise<number>
  /** Removes events that are older and delivered to all; returns how many. */
  removeBefore(time: UnixSeconds): Promise<number>
}

export function outboxStore(db: Db): OutboxStore {
  const tables = () => db.tables<OutboxTables>()
  return {
    addEvent: async ({ id, type, payload }, now) => {
      await tables()
        .insertInto('outbox_event')
        .values({ id, type, payload: JSON.stringify(payload), created_at: now })
        .execute()
    },

    forgetPerson: async (personId) => {
      const { numUpdatedRows } = await tables()
        .updateTable('outbox_event')
        .set({ payload: sql<string>`replace(payload, ${personId}, '')` })
        .where('payload', 'like', `%"personId":"${personId}"%`)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    event: async (id) => {
      const row = await tables()
        .selectFrom('outbox_event')
        .select(['id', 'type', 'payload'])
        .where('id', '=', id)
        .executeTakeFirst()
      return row && { ...row, payload: JSON.parse(row.payload) }
    },

    plan: async (eventId, subscriber) => {
      const planned = await tables()
        .insertInto('outbox_delivery')
        .values({ event_id: eventId, subscriber, delivered_at: null })
        .onConflict((conflict) => conflict.columns(['event_id', 'subscriber']).doNothing())
        .executeTakeFirst()
      return planned.numInsertedOrUpdatedRows === 1n
    },

    take: async (eventId, subscriber, now) => {
      const taken = await tables()
        .updateTable('outbox_delivery')
        .set({ delivered_at: now })
        .where('event_id', '=', eventId)
        .where('subscriber', '=', subscriber)
        .where('delivered_at', 'is', null)
        .executeTakeFirst()
      return taken.numUpdatedRows === 1n
    },

    unplanned: (type, subscriber) => unplanned(db, type, subscriber),
    removeBefore: (time) => removeBefore(db, time),
  }
}

async function unplanned(db: Db, type: string, subscriber: string): Promise<string[]> {
  const rows = await db
    .tables<OutboxTables>()
    .selectFrom('outbox_event')
    .leftJoin('outbox_delivery', (join) =>
      join
        .onRef('outbox_delivery.event_id', '=', 'outbox_event.id')
        .on('outbox_delivery.subscriber', '=', subscriber),
    )
    .select('outbox_event.id')
    .where('outbox_event.type', '=', type)
    .where('outbox_delivery.event_id', 'is', null)
    .orderBy('outbox_event.created_at')
    .orderBy('outbox_event.id')
    .limit(1000)
    .execute()
  return rows.map(({ id }) => id)
}

async function removeBefore(db: Db, time: UnixSeconds): Promise<number> {
  const removed = await db
    .tables<OutboxTables>()
    .deleteFrom('outbox_event')
    .where('created_at', '<', time)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox_delivery')
            .select('event_id')
            .whereRef('event_id', '=', 'outbox_event.id')
            .where('delivered_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(removed.numDeletedRows)
}
