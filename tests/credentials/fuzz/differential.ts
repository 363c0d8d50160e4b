import { loadPinned } from '../../../credentials/canonize/contexts.ts'
import {
  createFastCanonizer,
  type FastCanonizer,
} from '../../../credentials/canonize/fast/index.ts'
import type { JsonObject } from '../../../credentials/index.ts'
import { nodePrimitives } from '../../../credentials/primitives/node.ts'
import type { CanonizeHash } from '../../../credentials/types.ts'
import { badge, OB, plain, V2 } from '../support/documents.ts'
import { createBadges } from './badges.ts'
import { foreign } from './foreign.ts'
import { mutate } from './mutations.ts'
import { createRandom, type Random } from './random.ts'
import { byLibraries } from './reference.ts'

export interface Tally {
  documents: number
  /** Answered by the compiled contexts. */
  fast: number
  /** Refused by the reference. */
  refused: number
  /** Documents for which the two differ. */
  readonly mismatches: string[]
  /** Why the reference was left to decide, counted. */
  readonly why: Map<string, number>
  /** By which blank nodes are named. */
  readonly hash: CanonizeHash
}

export const newTally = (hash: CanonizeHash = 'sha256'): Tally => ({
  documents: 0,
  fast: 0,
  refused: 0,
  mismatches: [],
  why: new Map(),
  hash,
})

export const createCanonizer = (maxStates = 50_000): FastCanonizer =>
  createFastCanonizer({ loadContext: loadPinned, octets: nodePrimitives.octets, maxStates })

/** The rule: the fast way may be silent, but what it says the reference says too, byte for byte. */
export async function compare(fast: FastCanonizer, text: string, tally: Tally): Promise<void> {
  const document = JSON.parse(text) as JsonObject
  const answer = await fast.canonize(document, tally.hash)
  const reference = await byLibraries(text, tally.hash)
  tally.documents++
  if (reference === undefined) tally.refused++
  if (JSON.stringify(document) !== text) tally.mismatches.push(`changed its input: ${text}`)
  if ('why' in answer) {
    const why = answer.why.split(' ')[0] ?? ''
    if (reference !== undefined) tally.why.set(why, (tally.why.get(why) ?? 0) + 1)
    return
  }
  tally.fast++
  if (nodePrimitives.octets.decode(answer.octets) !== reference) tally.mismatches.push(text)
}

/** The document in a presentation, signed as others are: its proof is a graph in the graph of its claims. */
function presented(document: JsonObject, random: ReturnType<typeof createRandom>): JsonObject {
  const proofOf = (proofValue: string) => ({
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-11-22T12:00:00Z',
    verificationMethod: 'did:web:brevet.example#key-1',
    proofPurpose: 'assertionMethod',
    proofValue,
  })
  const signed = random.chance(0.8) ? { ...document, proof: proofOf('z58DAdFfa9Skq') } : document
  const second = proofOf(random.chance(0.9) ? 'z3FXQqFSLhZ4' : 'z58DAdFfa9Skq')
  const id = 'urn:uuid:00000000-0000-4000-8000-00000000000f'
  const other = { ...plain(), id, proof: second }
  return {
    '@context': random.chance(0.5) ? [V2] : [V2, OB],
    type: ['VerifiablePresentation'],
    ...(random.chance(0.5) ? { holder: 'did:web:brevet.example:amal' } : {}),
    verifiableCredential: random.pick([signed, [signed], [signed, other], [other, signed]]),
  }
}

interface Base {
  readonly random: Random
  readonly mutated: boolean
  readonly randomBadge: () => JsonObject
}

/** Badges of others, our own, or random ones, of which most are. */
function baseOf({ random, mutated, randomBadge }: Base): JsonObject {
  if (random.chance(0.15)) return foreign(random)
  return random.chance(mutated ? 0.3 : 0.1) ? random.pick([badge, plain])() : randomBadge()
}

/** Compares both ways on random badges, every second one mutated. */
export async function fuzz(
  seed: number,
  documents: number,
  hash: CanonizeHash = 'sha256',
): Promise<Tally> {
  const random = createRandom(seed)
  const { badge: randomBadge, values } = createBadges(random)
  const fast = createCanonizer()
  const tally = newTally(hash)
  for (let at = 0; at < documents; at++) {
    const mutated = at % 2 === 1
    const base = baseOf({ random, mutated: at % 2 === 1, randomBadge })
    const document = structuredClone(base) as Record<string, unknown>
    if (mutated) mutate(document, random, Object.values(values))
    const held = random.chance(0.2) ? presented(document, random) : document
    await compare(fast, JSON.stringify(held), tally)
  }
  return tally
}
