/**
 * Which way a document is canonized: by compiled contexts where they are sure, by the reference elsewhere.
 *
 * Samples are done both ways; the first difference switches the fast way off for good. A sample that the
 * reference found no time for is none.
 *
 * @module
 */

import type { CanonicalHash, Canonize, CanonizeHash, JsonObject, Primitives } from '../types.ts'
import { CanonizeError } from './errors.ts'
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
  readonly canonicalHash: CanonicalHash
  readonly stats: () => CanonizerStats
  /** The kill switch. */
  readonly enable: (enabled: boolean) => void
}

export interface CanonizerTools {
  readonly fast: FastCanonizer
  readonly reference: (document: JsonObject, hash?: CanonizeHash) => Promise<string>
  readonly primitives: Pick<Primitives, 'octets' | 'sha256' | 'sha384'>
  /** One answer of so many is compared, more of them at first; 0: none. */
  readonly compareEvery?: number
}

/** A sample costs as much as fifty answers. */
const COMPARE_EVERY = 4096
const EARLIEST = 64

/** Samples are dense at first, so that those who verify little compare some too: every doubling, then steadily. */
const isDue = (answers: number, every: number): boolean =>
  every > 0 &&
  (answers % every === 0 ||
    (answers >= EARLIEST && answers < every && (answers & (answers - 1)) === 0))

/** What is made of the one form or of the other. */
interface Form<T> {
  readonly ofOctets: (octets: string) => T
  readonly ofText: (nquads: string) => T
}

const isTooLate = (answer: unknown): boolean =>
  answer instanceof CanonizeError && answer.reason === 'deadline-exceeded'

export function createCanonizer({
  fast,
  reference,
  primitives: { octets, sha256, sha384 },
  compareEvery = COMPARE_EVERY,
}: CanonizerTools): Canonizer {
  const counts = { fast: 0, reference: 0, compared: 0, mismatches: 0 }
  let enabled = true
  let comparing = false
  const compare = async (document: JsonObject, answer: string): Promise<void> => {
    comparing = true
    const other = await reference(document).catch((error: unknown) => error)
    comparing = false
    if (isTooLate(other)) return
    counts.compared++
    if (other === octets.decode(answer)) return
    counts.mismatches++
    enabled = false
  }
  const decide = <T>(document: JsonObject, answer: FastAnswer, form: Form<T>): T | Promise<T> => {
    if ('why' in answer) {
      counts.reference++
      return reference(document).then(form.ofText)
    }
    counts.fast++
    if (!comparing && isDue(counts.fast, compareEvery)) {
      void compare(structuredClone(document), answer.octets)
    }
    return form.ofOctets(answer.octets)
  }
  const answerIn = <T>(document: JsonObject, form: Form<T>): T | Promise<T> => {
    const now = fast.canonizeNow(document)
    return now
      ? decide(document, now, form)
      : fast.canonize(document).then((answer) => decide(document, answer, form))
  }
  const byReference = (document: JsonObject, hash: CanonizeHash): Promise<string> => {
    counts.reference++
    return reference(document, hash)
  }
  const text: Form<string> = { ofOctets: octets.decode, ofText: (nquads) => nquads }
  const digest: Form<Uint8Array> = { ofOctets: octets.sha256, ofText: sha256 }
  return {
    stats: () => ({ enabled, ...counts, states: fast.states() }),
    enable: (wanted) => {
      enabled = wanted
    },
    canonize: (document, hash = 'sha256') =>
      enabled && hash === 'sha256' ? answerIn(document, text) : byReference(document, hash),
    canonicalHash: (document, hash = 'sha256') => {
      if (hash === 'sha384') return byReference(document, hash).then(sha384)
      return enabled ? answerIn(document, digest) : byReference(document, hash).then(sha256)
    },
  }
}
