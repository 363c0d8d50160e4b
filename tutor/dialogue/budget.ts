import type { UnixSeconds } from '../../platform/clock.ts'
import type { TutorGround } from '../deps.ts'
import { dialogueStore } from './store.ts'

const DAY = 24 * 3600

/** Per day, in UTC. */
export const BUDGET = {
  /** Things a learner says. */
  messages: 200,
  /** Answers of the model to one learner; then the ladder speaks. */
  model: 60,
  /** Answers of the model to a whole organisation. */
  tenant: 5_000,
} as const

/** What is left of today. */
export interface Budget {
  readonly messages: number
  readonly model: number
  /** Seconds until it is renewed. */
  readonly renewsIn: UnixSeconds
}

export async function budgetOf(
  { db, clock }: Pick<TutorGround, 'db' | 'clock'>,
  who: { readonly personId: string; readonly tenantId: string },
): Promise<Budget> {
  const now = clock()
  const midnight = now - (now % DAY)
  const spent = await dialogueStore(db).spent(who, midnight)
  return {
    messages: Math.max(0, BUDGET.messages - spent.said),
    model: Math.max(0, Math.min(BUDGET.model - spent.model, BUDGET.tenant - spent.tenant)),
    renewsIn: midnight + DAY - now,
  }
}
