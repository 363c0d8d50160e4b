/**
 * Text of strangers, made inert.
 *
 * @module
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as XML character data or attribute value. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

// Controls, bidi marks and overrides, invisible operators, byte order mark, specials.
const UNREADABLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff0-\ufffd]/gu

/**
 * The readable part of a text: control characters, bidi overrides and lone surrogates are dropped,
 * white space is one space, and what is too long ends in an ellipsis.
 *
 * A claim may carry U+202E to make a name read backwards on the sheet; direction is ours to decide.
 *
 * @param limit - most characters kept, as a reader counts them
 */
export function plainText(text: string, limit = 200): string {
  const readable = text
    .slice(0, 20 * limit)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\ufeff/g, '')
    .replace(/\s+/g, ' ')
    .replace(UNREADABLE, '')
    .trim()
  const characters = Array.from(new Intl.Segmenter().segment(readable), ({ segment }) => segment)
  if (characters.length <= limit) return readable
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`
}

/** Does the text read from right to left? Decided by its first strong letter (UAX #9 P2, P3). */
export function isRightToLeft(text: string): boolean {
  const strong = /\p{L}/u.exec(text)?.[0]
  return strong !== undefined && /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(strong)
}
