/**
 * What reading a picture for a baked badge can find. A value, never an exception: pictures come from strangers.
 *
 * @module
 */

/** Why a picture that may hold a badge could not be read. */
export type Damage =
  | 'not-a-picture'
  | 'truncated'
  | 'checksum'
  | 'too-large'
  | 'not-json'
  | 'not-xml'
  | 'not-inflatable'

export type Unbaked =
  /** The credential: an object, or a compact JWS or SD-JWT. */
  | {
      readonly found: 'credential'
      readonly credential: Readonly<Record<string, unknown>> | string
    }
  | { readonly found: 'nothing' }
  /** A badge of Open Badges 2.0 or older; `text` is what is baked in: an assertion, a JWS or a URL. */
  | { readonly found: 'open-badges-2'; readonly text: string }
  /** More than one badge: nobody can tell which is meant. */
  | { readonly found: 'several' }
  | { readonly found: 'damaged'; readonly damage: Damage }

/** Bytes of a picture that are read at the most. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** Bytes of a baked credential that are read at the most. */
export const MAX_BAKED_BYTES = 1024 * 1024

export const damaged = (damage: Damage): Unbaked => ({ found: 'damaged', damage })

/** A credential as it is baked: compact forms as they are, objects as JSON. */
export const bakedText = (credential: Readonly<Record<string, unknown>> | string): string =>
  typeof credential === 'string' ? credential : JSON.stringify(credential)

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*(~[\w.~-]*)?$/

/** Reads the text that was baked in. */
export function credentialFromText(text: string): Unbaked {
  const trimmed = text.trim()
  if (COMPACT.test(trimmed)) return { found: 'credential', credential: trimmed }
  try {
    const value = JSON.parse(trimmed)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { found: 'credential', credential: value as Readonly<Record<string, unknown>> }
    }
  } catch {
    // told apart from a missing badge by the answer
  }
  return damaged('not-json')
}

/** What a file of several badges amounts to. */
export function onlyOne(badges: readonly Unbaked[]): Unbaked {
  const [first, second] = badges
  if (second) return { found: 'several' }
  return first ?? { found: 'nothing' }
}
