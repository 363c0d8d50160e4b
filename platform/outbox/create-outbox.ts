import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { Ground } from '../ground.ts'
import { newId } from '../id.ts'
import type { EventHandler, Events, EventType, Outbox } from './outbox.ts'
import { outboxStore } from './store.ts'

/** The outbox as its owner sees it. */
export interface SweptOutbox extends Outbox {
  /**
   * Blanks a person's id in the events, in the transaction that erases the person. What an event
   * still has to do goes by the other identifiers in it.
   */
  forgetPerson(tx: Db, personId: string): Promise<number>
  /**
   * Plans the deliveries that the writing process could not know of (it runs other services), and
   * removes events that are delivered and {@link KEPT} old. At start and every minute.
   */
  sweep(): Promise<{ readonly planned: number; readonly removed: number }>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'jobs'>

interface Subscription {
  readonly type: EventType
  readonly subscriber: string
}

/** How long delivered events are kept, 30 days. */
export const KEPT: UnixSeconds = 30 * 24 * 3600

const jobName = (subscriber: string): string => `outbox.${subscriber}`

export function createOutbox(deps: Deps): SweptOutbox {
  const { db, clock, random, jobs } = deps
  const subscriptions: Subscription[] = []

  const plan = async (tx: Db, eventId: string, subscriber: string): Promise<boolean> => {
    if (!(await outboxStore(tx).plan(eventId, subscriber))) return false
    await jobs.add(tx, jobName(subscriber), { eventId })
    return true
  }

  return {
    emit: (outer, type, payload) =>
      outer.transaction(async (tx) => {
        const now = clock()
        const id = newId(random, now)
        await outboxStore(tx).addEvent({ id, type, payload }, now)
        for (const wanted of subscriptions) {
          if (wanted.type === type) await plan(tx, id, wanted.subscriber)
        }
      }),

    on: (type, subscriber, handler) => {
      jobs.handle(jobName(subscriber), ({ eventId }) =>
        deliver(deps, { eventId: String(eventId), subscriber, type }, handler),
      )
      subscriptions.push({ type, subscriber })
    },

    forgetPerson: (tx, personId) => outboxStore(tx).forgetPerson(personId),

    sweep: async () => {
      let planned = 0
      for (const { type, subscriber } of subscriptions) {
        for (const eventId of await outboxStore(db).unplanned(type, subscriber)) {
          if (await db.transaction((tx) => plan(tx, eventId, subscriber))) planned++
        }
      }
      return { planned, removed: await outboxStore(db).removeBefore(clock() - KEPT) }
    },
  }
}

/** Runs the handler and remembers it in one transaction: both are written, or neither. */
async function deliver<T extends EventType>(
  { db, clock }: Deps,
  what: { eventId: string; subscriber: string; type: T },
  handler: EventHandler<T>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const store = outboxStore(tx)
    const event = await store.event(what.eventId)
    if (!event || !(await store.take(event.id, what.subscriber, clock()))) return
    await handler(tx, event.payload as Events[T])
  })
}
