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

export const JSON_LIMITS = { characters: 1_048_576, depth: 64 } as const

const no = (rule: ReasonCode, detail: string): StrictResult => ({ ok: false, rule, detail })

/** Parses a text, refusing what two parsers may read differently. */
export function parseStrict(text: string): StrictResult {
  if (text.length > JSON_LIMITS.characters) return no('too-large', `${text.length} characters`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return no('malformed', 'is not JSON')
  }
  if (!text.isWellFormed()) return no('malformed', 'holds half a character')
  return inspect(text) ?? { ok: true, value }
}

interface Walk {
  /** Names seen in each open object; `undefined` for an open array. */
  readonly open: (Set<string> | undefined)[]
  /** Whether the next string is a member's name. */
  name: boolean
}

/** Everything between the tokens of valid JSON that matters here. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|-?\d[\d.eE+-]*/g

/** Walks over the tokens of a text that `JSON.parse` accepted. */
function inspect(text: string): StrictResult | undefined {
  const walk: Walk = { open: [], name: false }
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const fault = take(walk, found[0])
    if (fault) {
      TOKEN.lastIndex = 0
      return fault
    }
  }
  return undefined
}

function take(walk: Walk, token: string): StrictResult | undefined {
  const first = token.charCodeAt(0)
  if (first === 0x22) return takeString(walk, token)
  if (first === 0x7b || first === 0x5b) return openLevel(walk, first === 0x7b)
  if (first === 0x7d || first === 0x5d) {
    walk.open.pop()
    walk.name = false
    return undefined
  }
  if (first === 0x2c) {
    walk.name = walk.open.at(-1) !== undefined
    return undefined
  }
  return takeNumber(token)
}

function openLevel(walk: Walk, object: boolean): StrictResult | undefined {
  walk.open.push(object ? new Set() : undefined)
  walk.name = object
  return walk.open.length > JSON_LIMITS.depth ? no('too-complex', 'is nested too deep') : undefined
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
  return !Number.isFinite(value) || (whole && !Number.isSafeInteger(value))
    ? no('malformed', `${token} is beyond what all readers read alike`)
    : undefined
}
