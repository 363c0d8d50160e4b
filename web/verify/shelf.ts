import { get } from '../api/client.ts'
import { type BundleAnswer, browserShelf, keepBundle } from './snapshots.ts'

/** Absent where the browser gives no storage to a page, as without https. */
const { caches } = globalThis as { readonly caches?: CacheStorage }

export const shelf = browserShelf(caches)

/** Fetches the newest bundle for a time without a network. @returns when it was made, Unix seconds */
export async function renewBundle(): Promise<number | undefined> {
  const answer = await get<BundleAnswer>('/api/trust/bundle').catch(() => undefined)
  if (answer) await keepBundle(shelf, answer, Date.now())
  const kept = await shelf.get('bundle')
  return kept && Math.floor(kept.at / 1000)
}
