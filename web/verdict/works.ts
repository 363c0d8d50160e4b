/**
 * What a link opens where works of the holder's own go with the certificate.
 *
 * Anybody may have made the link, so everything of it is looked at before it is shown.
 *
 * @module
 */

import { isObject, type JsonObject } from './json.ts'

export interface WorkSample {
  readonly title: string
  readonly note?: string
  /** https alone. */
  readonly url?: string
  readonly file?: {
    readonly name: string
    readonly mediaType: string
    /** base64url. */
    readonly content: string
  }
}

export interface SharedParts {
  /** The certificate, as text. */
  readonly credential: string
  readonly works: readonly WorkSample[]
}

const MOST = 10

/** The certificate and the works beside it; a text that holds only a certificate is that. */
export function partsOf(text: string): SharedParts {
  const whole = parsed(text)
  if (!isObject(whole) || !Array.isArray(whole.selfAsserted) || 'type' in whole) {
    return { credential: text, works: [] }
  }
  const { verifiableCredential: inner, selfAsserted } = whole
  const credential = typeof inner === 'string' ? inner : JSON.stringify(inner ?? {})
  const works = selfAsserted.filter(isObject).flatMap((one) => workOf(one) ?? [])
  return { credential, works: works.slice(0, MOST) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a compact certificate is no JSON
  }
}

function workOf({ title, note, url, file }: JsonObject): WorkSample | undefined {
  const link = typeof url === 'string' && isLink(url) ? { url } : {}
  const attached = isObject(file) ? fileOf(file) : {}
  if (typeof title !== 'string' || title === '') return undefined
  if (!('url' in link) && !('file' in attached)) return undefined
  return { title, ...link, ...attached, ...(typeof note === 'string' && { note }) }
}

const isLink = (url: string): boolean => URL.parse(url)?.protocol === 'https:'

function fileOf({ name, mediaType, content }: JsonObject): Pick<WorkSample, 'file'> {
  const texts = typeof name === 'string' && typeof mediaType === 'string'
  if (!texts || typeof content !== 'string' || !/^[\w-]+$/.test(content)) return {}
  return { file: { name, mediaType, content } }
}
