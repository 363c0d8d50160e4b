import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { dialogueStore } from './store.ts'

const MINUTE: UnixSeconds = 60
const DAY: UnixSeconds = 24 * 3600

/** What is left of today and of this minute, in UTC. */
export interface Budget {
  /** Things the learner may say today. */
  readonly messages: number
  /** Things the learner may say within this minute. */
  readonly now: number
  /** Answers of the model to the learner: of the learner's own, and of the organisation's. */
  readonly model: number
  /** Start of the next day. */
  readonly renewedAt: UnixSeconds
}

interface Spender {
  readonly personId: string
  readonly tenantId: string
}

export async function budgetOf(
  { db, clock, config }: Pick<TutorGround, 'db' | 'clock' | 'config'>,
  who: Spender,
): Promise<Budget> {
  const limits = config.tutorLimits
  const now = clock()
  const day = now - (now % DAY)
  const spent = await dialogueStore(db).spent(who, { day, minute: now - (now % MINUTE) })
  const left = (limit: number, used: number) => Math.max(0, limit - used)
  return {
    messages: left(limits.messagesPerDay, spent.said.day),
    now: left(limits.messagesPerMinute, spent.said.minute),
    model: Math.min(
      left(limits.answersPerDay, spent.model.day),
      left(limits.organisationAnswersPerDay, spent.tenant.day),
      left(limits.organisationAnswersPerMinute, spent.tenant.minute),
    ),
    renewedAt: day + DAY,
  }
}

/**
 * The budget, while the learner may speak.
 *
 * @throws {Problem} `tutor-budget-spent`, `tutor-too-fast`, each with when to come back
 */
export async function budgetToSpeak(
  ground: Pick<TutorGround, 'db' | 'clock' | 'config'>,
  who: Spender,
): Promise<Budget> {
  const budget = await budgetOf(ground, who)
  const now = ground.clock()
  if (budget.messages === 0) {
    throw new Problem(tutorProblems.tutorBudget, { retryAfter: budget.renewedAt - now })
  }
  if (budget.now === 0) {
    throw new Problem(tutorProblems.tutorTooFast, { retryAfter: MINUTE - (now % MINUTE) })
  }
  return budget
}
