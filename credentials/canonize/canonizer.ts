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
  readonly ofOctets: (octets: string, hash: CanonizeHash) => T
  readonly ofText: (nquads: string, hash: CanonizeHash) => T
}

interface Asked {
  readonly document: JsonObject
  readonly hash: CanonizeHash
}

const isTooLate = (answer: unknown): boolean =>
  answer instanceof CanonizeError && answer.reason === 'deadline-exceeded'

export function createCanonizer({
  fast,
  reference,
  primitives,
  compareEvery = COMPARE_EVERY,
}: CanonizerTools): Canonizer {
  const { octets } = primitives
  const counts = { fast: 0, reference: 0, compared: 0, mismatches: 0 }
  let enabled = true
  let comparing = false
  const compare = async ({ document, hash }: Asked, answer: string): Promise<void> => {
    comparing = true
    const other = await reference(document, hash).catch((error: unknown) => error)
    comparing = false
    if (isTooLate(other)) return
    counts.compared++
    if (other === octets.decode(answer)) return
    counts.mismatches++
    enabled = false
  }
  const byReference = <T>({ document, hash }: Asked, form: Form<T>): Promise<T> => {
    counts.reference++
    return reference(document, hash).then((nquads) => form.ofText(nquads, hash))
  }
  const decide = <T>(asked: Asked, answer: FastAnswer, form: Form<T>): T | Promise<T> => {
    if ('why' in answer) return byReference(asked, form)
    counts.fast++
    if (!comparing && isDue(counts.fast, compareEvery)) {
      void compare(structuredClone(asked), answer.octets)
    }
    return form.ofOctets(answer.octets, asked.hash)
  }
  const answerIn = <T>(asked: Asked, form: Form<T>): T | Promise<T> => {
    if (!enabled) return byReference(asked, form)
    const { document, hash } = asked
    const now = fast.canonizeNow(document, hash)
    return now
      ? decide(asked, now, form)
      : fast.canonize(document, hash).then((answer) => decide(asked, answer, form))
  }
  const text: Form<string> = { ofOctets: octets.decode, ofText: (nquads) => nquads }
  const digest: Form<Uint8Array> = {
    ofOctets: (nquads, hash) => octets.digest(hash, nquads),
    ofText: (nquads, hash) => primitives[hash](nquads),
  }
  return {
    stats: () => ({ enabled, ...counts, states: fast.states() }),
    enable: (wanted) => {
      enabled = wanted
    },
    canonize: (document, hash = 'sha256') => answerIn({ document, hash }, text),
    canonicalHash: (document, hash = 'sha256') => answerIn({ document, hash }, digest),
  }
}
