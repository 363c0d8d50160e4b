/** Careful reading of JSON that anybody may have written. */

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON-LD writes one value plainly and several as a list. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).filter(isObject)

/** Control characters, and marks that are not seen and turn the direction of what follows. */
const TRICKS = /[\p{Cc}\p{Bidi_Control}\u200b\ufeff]/gu

/** Longest text of a foreign document that is shown in one piece. */
const MOST = 600

/** A text of a foreign document, fit to be shown: no tricks with direction, no endless lines. */
export function shown(value: unknown): string | undefined {
  for (const one of listOf(value)) {
    const text = plain(isObject(one) ? (one['@value'] ?? one.value) : one)
    if (text) return text
  }
  return undefined
}

const plain = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? cut(String(value).replace(/\s/gu, ' ').replace(TRICKS, '').trim())
    : ''

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)

export const hasType = (value: JsonObject, type: string): boolean =>
  listOf(value.type ?? value['@type']).includes(type)
