/**
 * Narrowing of parsed JSON.
 *
 * @module
 */

import type { JsonObject } from './types.ts'

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as a list: an array as it is, anything else as its only item, nothing as none. */
export const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/** The `id` of a reference, which is a string or an object with one. */
export function idOf(value: unknown): string | undefined {
  const id = isObject(value) ? value.id : value
  return typeof id === 'string' ? id : undefined
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/**
 * An absolute URL, DID or URN: a scheme, then no space, quote, control character (RFC 3986 §4.3), sign that turns the
 * direction of a line (RFC 3987 §4.1), or what is no character or private (§2.2).
 */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Co}\p{Cs}\ufff0-\uffff]+$/u.test(
    value,
  )

/** Whether a text holds what no reference does, absolute or relative: readers would show or follow another one. */
export const isNoReference = (text: string): boolean =>
  /[\s<>"\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Cs}]/u.test(text)

/** A pointer with one more step (RFC 6901 §3). */
export const step = (pointer: string, member: string | number): string =>
  `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Every object inside a value, with the pointer to it; `skip` names members of the whole to pass by. */
export function* objectsIn(
  value: unknown,
  skip: ReadonlySet<string>,
  pointer = '',
): Generator<readonly [pointer: string, node: JsonObject]> {
  if (typeof value !== 'object' || value === null) return
  if (isObject(value)) yield [pointer, value]
  for (const [name, item] of Object.entries(value) as [string, unknown][]) {
    if (typeof item !== 'object' || item === null) continue
    if (pointer !== '' || !skip.has(name)) yield* objectsIn(item, skip, step(pointer, name))
  }
}
