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

/** Whether a text stands in a line as it is: nothing but letters and signs of ASCII. */
export const isPlain = (text: string): boolean => !/[^ !#-[\]-~]/.test(text)

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

export const withEscapes = (text: string): string => text.replace(/["\\\p{Cc}]/gu, escapeCharacter)

/** A number or truth value, typed by its property or by its kind. */
export function nativeLiteral(
  value: number | boolean,
  datatype: string | undefined,
): string | undefined {
  if (datatype === `${XSD}string`) return undefined
  if (typeof value === 'boolean') return `"${value}"^^<${datatype ?? `${XSD}boolean`}>`
  if (!Number.isFinite(value)) return undefined
  if (datatype === `${XSD}double`) return double(value, datatype)
  if (Number.isSafeInteger(value)) return `"${value.toFixed(0)}"^^<${datatype ?? `${XSD}integer`}>`
  // what has no point is no fraction to the reference
  return String(value).includes('.') ? double(value, datatype) : undefined
}

const double = (value: number, datatype = `${XSD}double`): string =>
  `"${value.toExponential(15).replace(/(\d)0*e\+?/, '$1E')}"^^<${datatype}>`
