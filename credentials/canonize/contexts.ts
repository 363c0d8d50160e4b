import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { CanonizeError } from './errors.ts'

/** The only loader of contexts: what is not pinned is not there. */
export async function loadPinned(url: string) {
  const pinned = pinnedContexts.get(url)
  if (!pinned) throw new CanonizeError({ reason: 'context-unknown', detail: url })
  return { contextUrl: null, document: pinned.document, documentUrl: url } as const
}
