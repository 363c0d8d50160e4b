import { webPrimitives } from '../primitives/web.ts'
import type { CanonizeHash, JsonObject } from '../types.ts'
import { createCanonizer } from './canonizer.ts'
import { loadPinned } from './contexts.ts'
import { createFastCanonizer } from './fast/index.ts'

async function byReference(document: JsonObject, hash: CanonizeHash = 'sha256'): Promise<string> {
  const { canonizeStock } = await import('./stock.ts')
  return canonizeStock(document, hash)
}

/** Compiled contexts first; generic JSON-LD is loaded when a document needs it. */
export const browserCanonizer = createCanonizer({
  fast: createFastCanonizer({ loadContext: loadPinned, octets: webPrimitives.octets }),
  primitives: webPrimitives,
  reference: byReference,
  compareEvery: 0,
})
