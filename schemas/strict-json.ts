/**
 * JSON that every reader reads alike (I-JSON, RFC 7493).
 *
 * `JSON.parse` keeps the last of two members with one name, rounds large numbers and lets lone
 * surrogates pass: two programs could then see two documents under one signature.
 *
 * @module
 */

const encoder = new TextEncoder()

/** Where texts are looked at in octets: a place for each would be as much garbage as the texts themselves. */
let scratch = new Uint8Array(65_536)

/** The UTF-8 of a text, until the next is asked for. */
function utf8(text: string): Uint8Array {
  const most = text.length * 3
  if (scratch.length < most) scratch = new Uint8Array(most)
  return scratch.subarray(0, encoder.encodeInto(text, scratch).written)
}

/** Why a text is refused. */
export type StrictRule = 'too-large' | 'too-complex' | 'malformed' | 'duplicate-member'

export type StrictResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly rule: StrictRule; readonly detail: string }

export const JSON_LIMITS = {
  characters: 1_048_576,
  depth: 64,
  /** Members, and items behind the first, of all objects and lists together. */
  parts: 20_000,
  /** Characters of a number. */
  number: 1_024,
} as const

const no = (rule: StrictRule, detail: string): StrictResult => ({ ok: false, rule, detail })

/**
 * Parses a text, refusing what two parsers may read differently, and what would cost much before it is parsed.
 *
 * @param octets - the UTF-8 that the text was read from, where it is at hand: looking at octets costs less
 */
export function parseStrict(text: string, octets?: Uint8Array): StrictResult {
  if (text.length > JSON_LIMITS.characters) return no('too-large', `${text.length} characters`)
  const { names, plain, fault } = look(octets ?? utf8(text))
  if (fault) return fault
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return no('malformed', 'is not JSON')
  }
  // what was read from UTF-8 is whole
  if (!octets && !text.isWellFormed()) return no('malformed', 'holds half a character')
  if (plain && names === namesIn(value)) return { ok: true, value }
  return inspect(text) ?? { ok: true, value }
}

interface Look {
  /** How many members it writes, which is more than the value has when a name comes twice. */
  readonly names: number
  /** Whether nothing wants a closer look. */
  readonly plain: boolean
  readonly fault?: StrictResult
}

/** One quick look at a text that may not be JSON, which spares nearly all of them the slow one that names a fault. */
function look(octets: Uint8Array): Look {
  const tally: Tally = { names: 0, parts: 0, depth: 0, digits: 0 }
  let plain = true
  for (let at = 0; at < octets.length && isWithin(tally); at++) {
    const octet = octets[at] ?? 0
    if (octet === QUOTE) {
      const end = endOfString(octets, at + 1)
      plain &&= end > 0
      at = Math.abs(end)
    } else if (NUMERIC[octet] === 1) {
      const end = endOfNumber(octets, at)
      tally.digits = end - at + 1
      plain &&= isShort(octets, at, end)
      at = end
    } else count(octet, tally)
  }
  const { names } = tally
  return isWithin(tally) ? { names, plain } : { names, plain, fault: faultOf(tally) }
}

interface Tally {
  names: number
  parts: number
  depth: number
  /** Characters of the last number. */
  digits: number
}

const isWithin = ({ depth, parts, digits }: Tally): boolean =>
  depth <= JSON_LIMITS.depth && parts <= JSON_LIMITS.parts && digits <= JSON_LIMITS.number

function count(octet: number, tally: Tally): void {
  if (octet === COLON) tally.names++
  else if (octet === COMMA) tally.parts++
  else tally.depth += DEPTH[octet] ?? 0
}

function faultOf({ depth, parts }: Tally): StrictResult {
  if (depth > JSON_LIMITS.depth) return no('too-complex', 'is nested too deep')
  return parts > JSON_LIMITS.parts
    ? no('too-complex', 'has too many parts')
    : no('malformed', 'holds a number beyond what all readers read alike')
}

const QUOTE = 0x22
const COLON = 0x3a
const COMMA = 0x2c
const BACKSLASH = 0x5c

/** How far each octet leads in. */
const DEPTH = new Int8Array(256)
for (const character of '[{') DEPTH[character.charCodeAt(0)] = 1
for (const character of ']}') DEPTH[character.charCodeAt(0)] = -1

/** What numbers are made of, but for exponents. */
const NUMERIC = new Uint8Array(256)
for (const character of '-.0123456789') NUMERIC[character.charCodeAt(0)] = 1

/** Where a string ends, or the text; negative when it holds characters by their numbers. */
function endOfString(octets: Uint8Array, from: number): number {
  let sign = 1
  let at = from
  for (; at < octets.length; at++) {
    const octet = octets[at]
    if (octet === QUOTE) break
    if (octet === BACKSLASH) {
      at++
      if (octets[at] === 0x75) sign = -1
    }
  }
  return sign * at
}

/** Numbers of so few characters are read alike everywhere, unless they have an exponent. */
const SHORT = 15

function isShort(octets: Uint8Array, from: number, end: number): boolean {
  const next = octets[end + 1]
  const isSigned = octets[from] === 0x2d && octets[from + 1] === 0x30 // may be -0
  return end - from < SHORT && next !== 0x65 && next !== 0x45 && !isSigned
}

/** The last character of a number before its exponent, if it has one. */
function endOfNumber(octets: Uint8Array, from: number): number {
  let at = from
  while (NUMERIC[octets[at] ?? 0] === 1) at++
  return at - 1
}

/** Members of a value and of all in it; its depth is known to be small. */
function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) {
    let names = 0
    for (const item of value as readonly unknown[]) names += namesIn(item)
    return names
  }
  const own = Object.keys(value)
  let names = own.length
  for (const name of own) names += namesIn((value as Record<string, unknown>)[name])
  return names
}

interface Walk {
  /** Names seen in each open object; `undefined` for an open array. */
  readonly open: (Set<string> | undefined)[]
  /** Whether the next string is a member's name. */
  name: boolean
}

/** Everything between the tokens of valid JSON that matters here. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|-?\d[\d.eE+-]*/g

/** Walks over the tokens of a text that `JSON.parse` accepted; how deep it is and how long was looked at before. */
function inspect(text: string): StrictResult | undefined {
  const walk: Walk = { open: [], name: false }
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const fault = take(walk, found[0])
    if (fault) return fault
  }
  return undefined
}

function take(walk: Walk, token: string): StrictResult | undefined {
  const first = token.charCodeAt(0)
  if (first === 0x22) return takeString(walk, token)
  if (first === 0x7b || first === 0x5b) return openLevel(walk, first === 0x7b)
  if (first === 0x7d || first === 0x5d) {
    walk.open.pop()
    return undefined
  }
  if (first === 0x2c) {
    walk.name = walk.open.at(-1) !== undefined
    return undefined
  }
  return takeNumber(token)
}

function openLevel(walk: Walk, object: boolean): undefined {
  walk.open.push(object ? new Set() : undefined)
  walk.name = object
}

function takeString(walk: Walk, token: string): StrictResult | undefined {
  const escaped = token.includes('\\')
  const text = escaped ? String(JSON.parse(token)) : token.slice(1, -1)
  if (escaped && !text.isWellFormed()) return no('malformed', 'holds half a character')
  if (!walk.name) return undefined
  walk.name = false
  const names = walk.open.at(-1)
  if (names?.has(text)) return no('duplicate-member', `holds "${text}" twice`)
  names?.add(text)
  return undefined
}

function takeNumber(token: string): StrictResult | undefined {
  const value = Number(token)
  const whole = !/[.eE]/.test(token)
  return !Number.isFinite(value) || (whole && !Number.isSafeInteger(value)) || !isHeld(token, value)
    ? no('malformed', `${token.slice(0, SHOWN)} is beyond what all readers read alike`)
    : undefined
}

/** Characters of a number that are told. */
const SHOWN = 40

/** Digits by which every two numbers of 64 bits differ: with more, a text says what the number does not. */
const DIGITS = 17

/** Whether a number holds all that its text says: 4.99999999999999999 would be read as 5, 1e-400 and -0 as 0. */
function isHeld(token: string, value: number): boolean {
  const digits = significantDigits(token)
  return value === 0 ? digits === 0 && !token.startsWith('-') : digits <= DIGITS
}

/** Digits from the first to the last that is not nought, the exponent left out. */
function significantDigits(token: string): number {
  let digits = 0
  let significant = 0
  for (const character of token) {
    if (character === 'e' || character === 'E') break
    if (character === '-' || character === '.') continue
    if (digits > 0 || character !== '0') digits++
    if (character !== '0') significant = digits
  }
  return significant
}
