/**
 * Where a text stops being JSON. The engine's own message names the place only sometimes.
 *
 * @module
 */

export interface TextPosition {
  /** Characters before the fault. */
  readonly offset: number
  /** From 1. */
  readonly line: number
  /** From 1, in characters. */
  readonly column: number
}

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

interface Scanner {
  expect: Expect
  /** What encloses the place: `{` or `[`, innermost last. */
  readonly open: ('{' | '[')[]
}

const TOKEN = /[{}[\],:]|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const SPACE = /[ \t\n\r]*/y

/** The first character that cannot belong to JSON (RFC 8259); `undefined` when the text is JSON. */
export function jsonFault(text: string): TextPosition | undefined {
  const scanner: Scanner = { expect: 'value', open: [] }
  let at = 0
  for (;;) {
    at = afterSpace(text, at)
    if (at >= text.length) return scanner.expect === 'nothing' ? undefined : position(text, at)
    const token = text[at] === '"' ? scanString(text, at) : scanToken(text, at)
    if ('fault' in token) return position(text, token.fault)
    if (!accept(scanner, text.slice(at, token.end))) return position(text, at)
    at = token.end
  }
}

const afterSpace = (text: string, at: number): number => endOf(SPACE, text, at) ?? at

type Scanned = { readonly end: number } | { readonly fault: number }

function scanToken(text: string, at: number): Scanned {
  const end = endOf(TOKEN, text, at)
  return end === undefined ? { fault: at } : { end }
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function scanString(text: string, from: number): Scanned {
  let at = from + 1
  while (at < text.length) {
    const character = text[at] ?? ''
    if (character === '"') return { end: at + 1 }
    if (character < ' ') return { fault: at }
    const next = character === '\\' ? endOf(ESCAPE, text, at) : at + 1
    if (next === undefined) return { fault: at }
    at = next
  }
  return { fault: at }
}

function position(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** Takes the token if it may stand here. */
function accept(scanner: Scanner, token: string): boolean {
  const { expect, open } = scanner
  switch (token) {
    case '{':
    case '[':
      if (expect !== 'value' && expect !== 'value-or-end') return false
      open.push(token)
      scanner.expect = token === '{' ? 'key-or-end' : 'value-or-end'
      return true
    case '}':
    case ']':
      return close(scanner, token)
    case ':':
      scanner.expect = 'value'
      return expect === 'colon'
    case ',':
      scanner.expect = open.at(-1) === '{' ? 'key' : 'value'
      return expect === 'comma-or-end'
    default:
      return acceptScalar(scanner, token)
  }
}

function close(scanner: Scanner, token: '}' | ']'): boolean {
  const { expect, open } = scanner
  const fits = open.pop() === (token === '}' ? '{' : '[')
  const empty = token === '}' ? 'key-or-end' : 'value-or-end'
  scanner.expect = open.length === 0 ? 'nothing' : 'comma-or-end'
  return fits && (expect === 'comma-or-end' || expect === empty)
}

function acceptScalar(scanner: Scanner, token: string): boolean {
  const { expect, open } = scanner
  if (expect === 'key' || expect === 'key-or-end') {
    scanner.expect = 'colon'
    return token.startsWith('"')
  }
  scanner.expect = open.length === 0 ? 'nothing' : 'comma-or-end'
  return expect === 'value' || expect === 'value-or-end'
}
