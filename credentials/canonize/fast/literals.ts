/**
 * Texts, numbers and IRIs as canonical N-Quads writes them.
 *
 * @module
 * @see RDF 1.1 N-Triples, canonical form; JSON-LD 1.1 API §8.6 (object to RDF)
 */

export const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Absolute IRIs of plain characters: what needs no thought about escapes or normal forms. */
const SAFE_IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]+$/

export const isSafeIri = (text: string): boolean => SAFE_IRI.test(text)

const SPECIAL = /["\\\p{Cc}]/u
const NAMED: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

function escapeCharacter(character: string): string {
  const named = NAMED[character]
  if (named !== undefined) return named
  const code = character.charCodeAt(0)
  if (code > 0x7f) return character // the upper control characters stand for themselves
  return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
}

export const quote = (text: string): string =>
  SPECIAL.test(text) ? `"${text.replace(/["\\\p{Cc}]/gu, escapeCharacter)}"` : `"${text}"`

/** A number or truth value, typed by its property or by its kind. */
export function nativeLiteral(
  value: number | boolean,
  datatype: string | undefined,
): string | undefined {
  if (typeof value === 'boolean') return `"${value}"^^<${datatype ?? `${XSD}boolean`}>`
  if (datatype === `${XSD}string`) return undefined
  if (Number.isSafeInteger(value)) return `"${value.toFixed(0)}"^^<${datatype ?? `${XSD}integer`}>`
  const text = String(value)
  if (!text.includes('.')) return undefined // what has no point is no fraction to the reference
  const canonical = value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')
  return `"${canonical}"^^<${datatype ?? `${XSD}double`}>`
}
