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
import type { CredentialDeps, Workshop } from './types.ts'

/** Compiled contexts and the thread of the reference are shared by all who ask. */
export const canonizer = createCanonizer({
  fast: createFastCanonizer({ loadContext: loadPinned, sha256Hex: nodePrimitives.sha256Hex }),
  reference: createReferencePool().canonize,
})

export const workshopFor = (deps: CredentialDeps): Workshop => ({
  ...deps,
  primitives: nodePrimitives,
  canonize: canonizer.canonize,
})
