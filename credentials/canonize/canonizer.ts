/**
 * Which way a document is canonized: by compiled contexts where they are sure, by the reference elsewhere.
 *
 * Samples are done both ways; the first difference switches the fast way off for good.
 *
 * @module
 */

import type { Canonize, JsonObject } from '../types.ts'
import type { FastAnswer, FastCanonizer } from './fast/index.ts'

export interface CanonizerStats {
  /** Whether the compiled contexts answer at all. */
  readonly enabled: boolean
  readonly fast: number
  readonly reference: number
  /** Samples done both ways. */
  readonly compared: number
  /** Samples for which the two differed: anything but 0 is a defect. */
  readonly mismatches: number
  readonly states: number
}

export interface Canonizer {
  readonly canonize: Canonize
  readonly stats: () => CanonizerStats
  /** The kill switch. */
  readonly enable: (enabled: boolean) => void
}

export interface CanonizerTools {
  readonly fast: FastCanonizer
  readonly reference: (document: JsonObject, hash?: 'sha256' | 'sha384') => Promise<string>
  /** One answer of so many is compared; 0: none. */
  readonly compareEvery?: number
}

const COMPARE_EVERY = 1024

export function createCanonizer({ fast, reference, compareEvery }: CanonizerTools): Canonizer {
  const every = compareEvery ?? COMPARE_EVERY
  const counts = { fast: 0, reference: 0, compared: 0, mismatches: 0 }
  let enabled = true
  const compare = async (document: JsonObject, nquads: string): Promise<void> => {
    const other = await reference(document).catch(() => undefined)
    counts.compared++
    if (other === nquads) return
    counts.mismatches++
    enabled = false
  }
  const decide = (document: JsonObject, answer: FastAnswer): string | Promise<string> => {
    if ('why' in answer) {
      counts.reference++
      return reference(document)
    }
    counts.fast++
    if (every > 0 && counts.fast % every === 0) {
      void compare(structuredClone(document), answer.nquads)
    }
    return answer.nquads
  }
  return {
    stats: () => ({ enabled, ...counts, states: fast.states() }),
    enable: (wanted) => {
      enabled = wanted
    },
    canonize: (document, hash = 'sha256') => {
      if (!enabled || hash !== 'sha256') {
        counts.reference++
        return reference(document, hash)
      }
      const now = fast.canonizeNow(document)
      return now
        ? decide(document, now)
        : fast.canonize(document).then((answer) => decide(document, answer))
    },
  }
}
