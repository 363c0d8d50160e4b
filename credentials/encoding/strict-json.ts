/**
 * JSON that every reader reads alike (I-JSON, RFC 7493).
 *
 * `JSON.parse` keeps the last of two members with one name, rounds large numbers and lets lone
 * surrogates pass: two programs could then see two documents under one signature.
 *
 * @module
 */

import type { ReasonCode } from '../reasons.ts'

export type StrictResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly rule: ReasonCode; readonly detail: string }

export const JSON_LIMITS = {
  characters: 1_048_576,
  depth: 64,
  /** Members, and items behind the first, of all objects and lists together. */
  parts: 20_000,
  /** Characters of a number. */
  number: 1_024,
} as const

const no = (rule: ReasonCode, detail: string): StrictResult => ({ ok: false, rule, detail })

/** Parses a text, refusing what two parsers may read differently, and what would cost much before it is parsed. */
export function parseStrict(text: string): StrictResult {
  if (text.length > JSON_LIMITS.characters) return no('too-large', `${text.length} characters`)
  const { names, plain, fault } = look(text)
  if (fault) return fault
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return no('malformed', 'is not JSON')
  }
  if (!text.isWellFormed()) return no('malformed', 'holds half a character')
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
function look(text: string): Look {
  const tally: Tally = { names: 0, parts: 0, depth: 0, digits: 0 }
  let plain = true
  for (let at = 0; at < text.length && isWithin(tally); at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at + 1)
      plain &&= end > 0
      at = Math.abs(end)
    } else if (NUMERIC[code] === 1) {
      const end = endOfNumber(text, at)
      tally.digits = end - at + 1
      plain &&= isShort(text, at, end)
      at = end
    } else count(code, tally)
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

function count(code: number, tally: Tally): void {
  if (code === COLON) tally.names++
  else if (code === COMMA) tally.parts++
  else tally.depth += DEPTH[code] ?? 0
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

/** How far each character leads in. */
const DEPTH = new Int8Array(128)
for (const character of '[{') DEPTH[character.charCodeAt(0)] = 1
for (const character of ']}') DEPTH[character.charCodeAt(0)] = -1

/** What numbers are made of, but for exponents. */
const NUMERIC = new Uint8Array(128)
for (const character of '-.0123456789') NUMERIC[character.charCodeAt(0)] = 1

/** Where a string ends, or the text; negative when it holds characters by their numbers. */
function endOfString(text: string, from: number): number {
  let sign = 1
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) break
    if (code === BACKSLASH) {
      at++
      if (text.charCodeAt(at) === 0x75) sign = -1
    }
  }
  return sign * at
}

/** Numbers of so few characters are read alike everywhere, unless they have an exponent. */
const SHORT = 15

function isShort(text: string, from: number, end: number): boolean {
  const next = text.charCodeAt(end + 1)
  const isSigned = text.charCodeAt(from) === 0x2d && text.charCodeAt(from + 1) === 0x30 // may be -0
  return end - from < SHORT && next !== 0x65 && next !== 0x45 && !isSigned
}

/** The last character of a number before its exponent, if it has one. */
function endOfNumber(text: string, from: number): number {
  let at = from
  while (NUMERIC[text.charCodeAt(at)] === 1) at++
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
