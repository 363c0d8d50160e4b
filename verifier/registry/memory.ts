/**
 * Answers of the database that are asked for with every verification, kept for a moment.
 *
 * What is written here is seen at once, what another process writes after {@link SECONDS}. A failure is
 * not kept: the next who asks tries again, and a registry out of reach is said to be.
 *
 * @module
 */

import type { Clock, UnixSeconds } from '../../platform/clock.ts'

/** Seconds. */
const SECONDS = 5
/** Keys; beyond, memory begins anew. */
const MOST = 4096

export interface Memory<T> {
  /** The answer kept under the key, or what is read now; who asks meanwhile waits for the same. */
  get(key: string, read: () => Promise<T>): Promise<T>
  forget(): void
}

interface Kept<T> {
  readonly answer: Promise<T>
  readonly until: UnixSeconds
}

export function createMemory<T>(clock: Clock): Memory<T> {
  const kept = new Map<string, Kept<T>>()
  return {
    get: (key, read) => {
      const known = kept.get(key)
      if (known && clock() < known.until) return known.answer
      if (kept.size >= MOST) kept.clear()
      const found: Kept<T> = { answer: read(), until: clock() + SECONDS }
      kept.set(key, found)
      found.answer.catch(() => {
        if (kept.get(key) === found) kept.delete(key)
      })
      return found.answer
    },
    forget: () => kept.clear(),
  }
}
