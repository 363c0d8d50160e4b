/**
 * Recognises what a reader scanned, pasted or dropped.
 *
 * @module
 */

import { hasType, isObject, type JsonObject, listOf } from './json.ts'
import { isPng, unbakePng, unbakeSvg } from './unbake.ts'
import { isPdf, unbakePdf } from './unbake-pdf.ts'

/** Something that can be checked, or why it cannot. */
export type Found =
  | { readonly kind: 'credential'; readonly value: JsonObject | string }
  | { readonly kind: 'presentation'; readonly value: JsonObject | string }
  | { readonly kind: 'share'; readonly path: string }
  | { readonly kind: 'link'; readonly url: string }
  /** The text of a code for checking without a network. */
  | { readonly kind: 'slim'; readonly code: string }
  | { readonly kind: Unreadable }

export type Unreadable =
  | 'empty'
  | 'too-large'
  | OlderBadge
  | 'picture-without'
  | 'picture-with-several'
  | 'pdf-without'
  | 'code-damaged'
  | 'private-address'
  | 'archive-too-large'
  | 'damaged'
  | 'unknown'

/** A badge of before Open Badges 3.0, by its version; of `older` an address is all that is there. */
type OlderBadge =
  | 'open-badges-2-0'
  | 'open-badges-1-1'
  | 'open-badges-1-0'
  | 'open-badges-0-5'
  | 'open-badges-older'

/** Largest file read, in bytes. */
export const MOST_FILE_BYTES = 6_000_000

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*(~.*)?$/

/** @param origin - our own, whose share links are opened here */
export function readText(text: string, origin: string): Found {
  const plain = text.replace(/^\ufeff/, '').trim()
  if (plain === '') return { kind: 'empty' }
  if (/^https?:\/\/\S+$/i.test(plain)) return readLink(plain, origin)
  if (plain.startsWith('BREVET1:')) return { kind: 'slim', code: plain }
  if (COMPACT.test(plain)) return readCompact(plain)
  if (plain.startsWith('<')) return readSvg(plain, origin)
  return readJson(plain)
}

export async function readFile(file: Blob, origin: string): Promise<Found> {
  if (file.size > MOST_FILE_BYTES) return { kind: 'too-large' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (isPng(bytes)) return readBaked(await unbakePng(bytes), { kind: 'picture-without' }, origin)
  if (isPdf(bytes)) return readBaked(unbakePdf(bytes), { kind: 'pdf-without' }, origin)
  return readText(new TextDecoder().decode(bytes), origin)
}

function readBaked(baked: readonly string[], without: Found, origin: string): Found {
  if (baked.length > 1) return { kind: 'picture-with-several' }
  if (baked[0] === undefined) return without
  // An address instead of a credential: how badges of before 3.0 are baked.
  if (/^https?:\/\/\S+$/i.test(baked[0].trim())) return { kind: 'open-badges-older' }
  return readText(baked[0], origin)
}

function readSvg(svg: string, origin: string): Found {
  const baked = unbakeSvg(svg)
  if (baked !== undefined) return readBaked([baked], { kind: 'picture-without' }, origin)
  return { kind: /<svg\b/i.test(svg) ? 'picture-without' : 'unknown' }
}

function readLink(link: string, origin: string): Found {
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (!url) return { kind: 'unknown' }
  const isShare = url.origin === origin && /^\/v\/[^/]+$/.test(url.pathname)
  return isShare
    ? { kind: 'share', path: url.pathname + url.hash }
    : { kind: 'link', url: url.href }
}

/** `vp+jwt` is a presentation; every other compact form a credential (its checks find out more). */
function readCompact(compact: string): Found {
  const header = parsed(fromBase64Url(compact.split('.')[0] ?? ''))
  if (!isObject(header)) return { kind: 'unknown' }
  return { kind: header.typ === 'vp+jwt' ? 'presentation' : 'credential', value: compact }
}

function readJson(text: string): Found {
  const value = parsed(text)
  if (typeof value === 'string' && COMPACT.test(value)) return readCompact(value)
  if (!isObject(value)) return { kind: 'unknown' }
  if (isObject(value.verifiableCredential)) return classify(value.verifiableCredential)
  return classify(value)
}

function classify(value: JsonObject): Found {
  const isPresentation = ['VerifiablePresentation', 'EnvelopedVerifiablePresentation'].some(
    (type) => hasType(value, type),
  )
  if (isPresentation) return { kind: 'presentation', value }
  const isCredential = ['VerifiableCredential', 'EnvelopedVerifiableCredential'].some((type) =>
    hasType(value, type),
  )
  if (isCredential || 'credentialSubject' in value) return { kind: 'credential', value }
  return { kind: olderBadge(value) ?? 'unknown' }
}

const VERSION = /^https?:\/\/(?:w3id\.org\/openbadges\/v([12])$|openbadgespec\.org\/v([12])\/)/

/** Which version an assertion is of; that of the first ones, without a context, is told by their members. */
function olderBadge(value: JsonObject): OlderBadge | undefined {
  const [, one, two] =
    listOf(value['@context'])
      .map((context) => VERSION.exec(String(context)))
      .find((found) => found !== null) ?? []
  if (one ?? two) return (one ?? two) === '2' ? 'open-badges-2-0' : 'open-badges-1-1'
  if (!('badge' in value && 'recipient' in value)) return undefined
  return isObject(value.badge) && typeof value.badge.version === 'string'
    ? 'open-badges-0-5'
    : 'open-badges-1-0'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fromBase64Url(text: string): string {
  try {
    return atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  } catch {
    return ''
  }
}
