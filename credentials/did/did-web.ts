/**
 * did:web: the document lies on a web server.
 *
 * The identifier is taken apart before anything is decoded, so that an encoded slash, query,
 * credential or dot segment cannot change which address is asked.
 *
 * @module
 * @see did:web, method specification
 */

import { textFrom } from '../encoding/bytes.ts'
import { parseStrict } from '../encoding/strict-json.ts'
import { isObject } from '../json.ts'
import type { DidDocument, Fetch } from '../types.ts'

const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
const PORT = /^%3A([1-9]\d{0,4})$/i
const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,128}$/

/** Host and port of an identifier, as in a URL. */
function authorityOf(text: string): string | undefined {
  const at = text.search(/%3a/i)
  const host = at < 0 ? text : text.slice(0, at)
  // the last label of a name is never a number: that would be an address
  if (!HOST.test(host) || /^(0x[0-9a-f]*|\d+)$/i.test(host.split('.').at(-1) ?? ''))
    return undefined
  if (at < 0) return host
  const port = PORT.exec(text.slice(at))?.[1]
  return port === undefined || Number(port) > 65_535 ? undefined : `${host}:${port}`
}

/**
 * The address of the document of a did:web.
 *
 * @returns `undefined` when the identifier is odd in any way
 */
export function didWebUrl(did: string): string | undefined {
  if (did.length > 1024 || !did.startsWith('did:web:')) return undefined
  const [first = '', ...segments] = did.slice('did:web:'.length).split(':')
  const authority = authorityOf(first)
  if (authority === undefined || !segments.every((segment) => SEGMENT.test(segment))) {
    return undefined
  }
  const path = segments.length === 0 ? '.well-known' : segments.join('/')
  return `https://${authority}/${path}/did.json`
}

export type DidWebAnswer =
  | { readonly document: DidDocument; readonly source: string }
  | { readonly error: 'invalidDid' | 'notFound' | 'invalidDidDocument'; readonly detail: string }

const LIMITS = {
  headers: { accept: 'application/did+json, application/did+ld+json, application/json' },
  maxBytes: 262_144,
  timeoutMs: 5_000,
} as const

/** Fetches and reads the document; every failure is an answer. */
export async function didWebDocument(did: string, fetch: Fetch): Promise<DidWebAnswer> {
  const url = didWebUrl(did)
  if (url === undefined) return { error: 'invalidDid', detail: did }
  try {
    const { status, body } = await fetch(url, LIMITS)
    if (status !== 200) return { error: 'notFound', detail: `${url} answered ${status}` }
    return readDocument(did, { url, body })
  } catch (error) {
    return { error: 'notFound', detail: error instanceof Error ? error.message : url }
  }
}

function readDocument(
  did: string,
  { url, body }: { readonly url: string; readonly body: Uint8Array },
): DidWebAnswer {
  const text = textFrom(body)
  const parsed = text === undefined ? undefined : parseStrict(text)
  if (!parsed?.ok || !isObject(parsed.value) || parsed.value.id !== did) {
    return { error: 'invalidDidDocument', detail: `${url} holds no document of ${did}` }
  }
  return { document: { ...parsed.value, id: did }, source: url }
}
