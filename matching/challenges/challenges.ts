/**
 * Challenges that presentations answer: single use, ten minutes, for one purpose and employer.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { matchingProblems } from '../problems.ts'
import { sha256 } from '../secret.ts'
import type { Challenge } from './challenge.ts'
import { challengeStore } from './store.ts'

export interface Challenges {
  create(actor: Actor, wanted: { purpose: string; employer?: string }): Promise<NewChallenge>
  /**
   * Uses up the challenge that a presentation signs.
   *
   * @throws {Problem} `unknown-challenge` when it is not open
   */
  take(challenge: string): Promise<Challenge>
}

export interface NewChallenge {
  readonly challenge: string
  readonly domain: string
  readonly expiresAt: UnixSeconds
}

const TEN_MINUTES = 600 // seconds

export function createChallenges(
  deps: Pick<Ground, 'db' | 'clock' | 'random' | 'config'>,
): Challenges {
  const { db, clock, random, config } = deps
  return {
    create: async (actor, { purpose, employer = '' }) => {
      const now = clock()
      const challenge = newSecret(random)
      const expiresAt = now + TEN_MINUTES
      await challengeStore(db).removeExpired(now - TEN_MINUTES)
      await challengeStore(db).add(sha256(challenge), {
        purpose,
        employer: actor.kind === 'client' ? actor.tenantId : employer,
        personId: actor.kind === 'person' ? actor.personId : undefined,
        tenantId: actor.kind === 'client' ? actor.tenantId : undefined,
        expiresAt,
      })
      return { challenge, domain: domainOf(config), expiresAt }
    },
    take: async (challenge) => {
      const taken = await challengeStore(db).take(sha256(challenge), clock())
      if (!taken) throw new Problem(matchingProblems.unknownChallenge)
      return taken
    },
  }
}

/** What presentations are made for: our host. */
export const domainOf = ({ publicUrl }: Ground['config']): string => new URL(publicUrl).host
