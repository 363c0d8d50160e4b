/**
 * Opens the address of a certificate in the reader's browser, where the other site lets it.
 *
 * @module
 */

import { type Found, MOST_FILE_BYTES, readFile } from '../verdict/read-input.ts'
import { isPublic } from './page-fetch.ts'

const TIMEOUT = 10_000 // milliseconds

interface Opening {
  /** Our own. */
  readonly origin: string
  readonly ask: typeof fetch
}

/**
 * What lies at the address: a certificate, or why there is none. Nothing further is followed, no cookies
 * go along, and addresses of private networks are not asked.
 */
export async function openLink(link: string, { origin, ask }: Opening): Promise<Found> {
  const url = new URL(link)
  if (url.origin !== origin && !isPublic(url)) return { kind: 'private-address' }
  try {
    const response = await ask(url, {
      headers: { accept: 'application/vc, application/json, image/png, image/svg+xml, */*;q=0.1' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    })
    if (!response.ok) return { kind: 'link', url: url.href }
    const file = await upTo(response, MOST_FILE_BYTES)
    const found = file ? await readFile(file, origin) : { kind: 'too-large' as const }
    return found.kind === 'unknown' || found.kind === 'share'
      ? { kind: 'link', url: url.href }
      : found
  } catch {
    return { kind: 'link', url: url.href } // the other site lets no page read it, or does not answer
  }
}

async function upTo(response: Response, most: number): Promise<Blob | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length
    if (size > most) {
      await reader?.cancel()
      return undefined
    }
    parts.push(next.value)
  }
  return new Blob(parts)
}
