/**
 * Characters that HTML names: those of the languages spoken here, and the marks of printed text.
 *
 * @see HTML 4.01 §24 (Latin 1, markup-significant and internationalization characters)
 * @module
 */

/** From U+00A0 on, one after another. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

/** A map, not an object: `&constructor;` names nothing. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(' ').map((name, at) => [name, String.fromCodePoint(0xa0 + at)] as const),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }),
  ...Object.entries({ OElig: 'Œ', oelig: 'œ', Yuml: 'Ÿ', ensp: '\u2002', emsp: '\u2003' }),
  ...Object.entries({ ndash: '–', mdash: '—', hellip: '…', bull: '•', euro: '€', trade: '™' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„' }),
  ...Object.entries({ lsaquo: '‹', rsaquo: '›', rarr: '→', larr: '←', thinsp: '\u2009' }),
  ...Object.entries({ zwnj: '\u200c', zwj: '\u200d', lrm: '\u200e', rlm: '\u200f' }),
])

/** What a reference (`&name;`, `&#233;`, `&#xe9;`) stands for; one that stands for nothing stays as it is written. */
export function characterOf(reference: string): string {
  const [, decimal, hex, name = ''] = REFERENCE.exec(reference) ?? []
  if (decimal === undefined && hex === undefined) return NAMED.get(name) ?? reference
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return isCharacter(code) ? String.fromCodePoint(code) : reference
}

const REFERENCE = /^&(?:#(\d+)|#x([\da-f]+)|(\w+));$/i

/** Neither NUL, nor half of one, nor beyond Unicode. */
const isCharacter = (code: number): boolean =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
