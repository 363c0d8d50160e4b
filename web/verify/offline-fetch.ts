/**
 * Over the way out: what cannot be reached is answered from what this device keeps, and that is noted.
 *
 * @module
 */

import type { Fetch, Fetched } from '../../credentials/browser.ts'
import { type Bundle, isTooOld, type Shelf, type Snapshot } from './snapshots.ts'

export interface OfflineTools {
  readonly fetch: Fetch
  readonly shelf: Shelf
  readonly bundle: () => Promise<Bundle | undefined>
  readonly now: () => number
}

export interface OfflineFetch {
  readonly fetch: Fetch
  /** When a document was read, where it came from what is kept; milliseconds since 1970. */
  readonly readAt: (url: string) => number | undefined
}

/** Only keys and lists are kept: records belong to one certificate each. */
const WORTH_KEEPING =
  /"BitstringStatusListCredential"|"verificationMethod"|^\s*[\w-]+\.[\w-]+\.[\w-]+\s*$/

export function createOfflineFetch({ fetch, shelf, bundle, now }: OfflineTools): OfflineFetch {
  const fromKept = new Map<string, number>()
  const newest = async (url: string): Promise<Snapshot | undefined> => {
    const own = await shelf.get(url)
    const shared = (await bundle())?.documents.get(url)
    const mine = own && { body: own.body, readAt: own.at }
    const later = mine && (!shared || mine.readAt > shared.readAt) ? mine : shared
    return later && !isTooOld(url, later, now()) ? later : undefined
  }
  return {
    readAt: (url) => fromKept.get(url),
    fetch: async (url, options) => {
      try {
        const answer = await fetch(url, options)
        fromKept.delete(url)
        if (answer.status === 200) void keep(answer, url, { shelf, now })
        return answer
      } catch (error) {
        const snapshot = error instanceof RangeError ? undefined : await newest(url)
        if (!snapshot) throw error
        fromKept.set(url, snapshot.readAt)
        return { status: 200, headers: {}, body: snapshot.body, url }
      }
    },
  }
}

async function keep(
  { body }: Fetched,
  url: string,
  { shelf, now }: Pick<OfflineTools, 'shelf' | 'now'>,
): Promise<void> {
  if (!WORTH_KEEPING.test(new TextDecoder().decode(body))) return
  await shelf.put(url, new Uint8Array(body), now())
}
