/**
 * What this device keeps of keys and lists, so that it verifies without a network: the bundle of the
 * server, and what it read itself. Nothing of any certificate is kept.
 *
 * @module
 */

import type { JsonObject } from '../verdict/json.ts'

/** A document as it was read at a moment. */
export interface Snapshot {
  readonly body: Uint8Array<ArrayBuffer>
  /** Milliseconds since 1970. */
  readonly readAt: number
}

export interface KnownIssuer {
  readonly did: string
  readonly name: string
}

export interface Bundle {
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly issuers: readonly KnownIssuer[]
  readonly documents: ReadonlyMap<string, Snapshot>
}

/** Texts by name, kept over visits; the browser's cache of this origin. */
export interface Shelf {
  get(
    name: string,
  ): Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly at: number } | undefined>
  put(name: string, body: Uint8Array<ArrayBuffer> | string, at: number): Promise<void>
}

/** What is used of the browser's caches. */
interface Caches {
  open(name: string): Promise<{
    match(address: string): Promise<Response | undefined>
    put(address: string, response: Response): Promise<void>
  }>
}

const KEPT = 'verify-kept'

/** A browser that refuses storage keeps nothing, and verifies all the same while it has a network. */
export function browserShelf(caches: Caches | undefined): Shelf {
  const addressOf = (name: string) => `/kept/${encodeURIComponent(name)}`
  return {
    get: async (name) => {
      const cache = await caches?.open(KEPT).catch(() => undefined)
      const found = await cache?.match(addressOf(name))
      if (!found) return undefined
      const body = new Uint8Array(await found.arrayBuffer())
      return { body, at: Number(found.headers.get('x-read-at')) }
    },
    put: async (name, body, at) => {
      const cache = await caches?.open(KEPT).catch(() => undefined)
      const headers = { 'x-read-at': String(at) }
      await cache?.put(addressOf(name), new Response(body, { headers })).catch(() => undefined)
    },
  }
}

/** Milliseconds after which a kept list says nothing any more, and a kept key neither. */
export const LIST_LASTS = 7 * 86_400_000
const KEY_LASTS = 90 * 86_400_000

export const isKey = (url: string): boolean => /\/did\.json$/.test(new URL(url).pathname)

export const isTooOld = (url: string, { readAt }: Snapshot, now: number): boolean =>
  readAt + (isKey(url) ? KEY_LASTS : LIST_LASTS) < now || readAt > now + 86_400_000

export interface BundleAnswer {
  readonly content: string
  readonly seal: JsonObject
}

export interface BundleTools {
  readonly shelf: Shelf
  /** The DID that sealed exactly this content; `undefined` when nobody did. */
  readonly sealedBy: (answer: BundleAnswer) => Promise<string | undefined>
}

/** Keeps what the server gives over its own connection, and who says to have sealed it. */
export async function keepBundle(shelf: Shelf, answer: BundleAnswer, now: number): Promise<void> {
  await shelf.put('sealer', String(answer.seal.issuer), now)
  await shelf.put('bundle', JSON.stringify(answer), now)
}

/** The bundle that is kept, if it is whole and sealed by the one who sealed it when it came. */
export async function keptBundle({ shelf, sealedBy }: BundleTools): Promise<Bundle | undefined> {
  const [kept, pinned] = await Promise.all([shelf.get('bundle'), shelf.get('sealer')])
  if (!kept || !pinned) return undefined
  const decode = (body: Uint8Array) => new TextDecoder().decode(body)
  try {
    const answer = JSON.parse(decode(kept.body)) as BundleAnswer
    return (await sealedBy(answer)) === decode(pinned.body) ? readBundle(answer.content) : undefined
  } catch {
    return undefined // damaged where it lay: nothing is known
  }
}

interface Content {
  readonly issuedAt: string
  readonly issuers: readonly KnownIssuer[]
  readonly documents: readonly {
    readonly url: string
    readonly readAt: string
    readonly text: string
  }[]
}

function readBundle(text: string): Bundle {
  const { issuedAt, issuers, documents } = JSON.parse(text) as Content
  const encoder = new TextEncoder()
  return {
    issuedAt: Date.parse(issuedAt),
    issuers,
    documents: new Map(
      documents.map((document) => [
        document.url,
        { body: encoder.encode(document.text), readAt: Date.parse(document.readAt) },
      ]),
    ),
  }
}
