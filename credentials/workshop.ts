/**
 * The tools of this folder as Node offers them, put together once.
 *
 * @module
 */

import { createCanonizer } from './canonize/canonizer.ts'
import { loadPinned } from './canonize/contexts.ts'
import { createFastCanonizer } from './canonize/fast/index.ts'
import { createReferencePool } from './canonize/worker-pool.ts'
import { nodePrimitives } from './primitives/node.ts'
import type { BbsSign } from './selective/bbs-signer.ts'
import type { CredentialDeps, Workshop } from './types.ts'

/** Compiled contexts and the thread for long work are shared by all who ask. */
const references = createReferencePool({ givesWay: true })
/** BBS takes a second where a canonical form takes milliseconds. */
const selective = createReferencePool({ deadline: 15_000, queue: 16 })

/** Whoever floods us with proofs to verify does not hold up those that we sign. */
const signing = createReferencePool({ deadline: 15_000, queue: 64 })

export const signBbs: BbsSign = (ask) => signing.run('multisign', ask)

export const canonizer = createCanonizer({
  fast: createFastCanonizer({ loadContext: loadPinned, octets: nodePrimitives.octets }),
  primitives: nodePrimitives,
  reference: (document, hash = 'sha256') => references.run('canonize', { document, hash }),
})

const workshops = new WeakMap<CredentialDeps, Workshop>()

/** The tools for those who hand in the same clock and network again and again are put together once. */
export function workshopFor(deps: CredentialDeps): Workshop {
  const known = workshops.get(deps)
  if (known) return known
  const made = makeWorkshop(deps)
  workshops.set(deps, made)
  return made
}

const makeWorkshop = (deps: CredentialDeps): Workshop => ({
  ...deps,
  primitives: nodePrimitives,
  canonize: canonizer.canonize,
  canonicalHash: canonizer.canonicalHash,
  verifySelective: (proof, key) => selective.run('verify', { proof, key }),
  prepareSelective: (proof, mandatory) => signing.run('prepare', { proof, mandatory }),
  deriveSelective: (proof, pointers) => selective.run('derive', { proof, pointers }),
})
