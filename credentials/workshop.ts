/**
 * The tools of this folder as Node offers them, put together once.
 *
 * @module
 */

import { canonizeStock } from './canonize/stock.ts'
import { nodePrimitives } from './primitives/node.ts'
import type { CredentialDeps, Workshop } from './types.ts'

export const workshopFor = (deps: CredentialDeps): Workshop => ({
  ...deps,
  primitives: nodePrimitives,
  canonize: canonizeStock,
})
