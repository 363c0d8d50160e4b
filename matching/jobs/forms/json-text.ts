/**
 * JSON as it was written: a member that stands twice is two statements, and a reader keeps one of them.
 *
 * @see RFC 7493 §2.3 (I-JSON: no duplicate names)
 * @module
 */

/** Why a text is no JSON that all readers read the same. */
export interface JsonFault {
  readonly rule: 'json' | 'duplicate-member'
  readonly detail: string
}

/** The value, or what is wrong with the text. */
export function readJson(
  text: string,
): { readonly value: unknown } | { readonly fault: JsonFault } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { fault: { rule: 'json', detail: 'is not JSON' } }
  }
  const twice = nameTwice(text)
  if (twice === undefined) return { value }
  const detail = `has the member ${JSON.stringify(twice)} twice`
  return { fault: { rule: 'duplicate-member', detail } }
}

const [QUOTE, BACKSLASH, OPENS, CLOSES] = [0x22, 0x5c, 0x7b, 0x7d] as const
const COLON = /\s*:/y

/**
 * A name that an object of a text, which is JSON, has twice; without recursion, however deep, and without a pattern
 * for strings, which would keep a text of megabytes on its stack.
 */
function nameTwice(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const name of namesOf(text)) {
    if (name === OPENS) open.push(new Set())
    else if (name === CLOSES) open.pop()
    else if (open.at(-1)?.has(name)) return name
    else open.at(-1)?.add(name)
  }
  return undefined
}

/** Names of members, and where objects open and close. */
function* namesOf(text: string): Generator<string | typeof OPENS | typeof CLOSES> {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === OPENS || code === CLOSES) yield code
    if (code !== QUOTE) continue
    const end = endOfString(text, at + 1)
    const name = nameIn(text, at, end)
    if (name !== undefined) yield name
    at = end
  }
}

/** What a string says, where it is the name of a member. */
function nameIn(text: string, from: number, end: number): string | undefined {
  COLON.lastIndex = end + 1
  return COLON.test(text) ? (JSON.parse(text.slice(from, end + 1)) as string) : undefined
}

/** Where the quote stands that ends a string. */
function endOfString(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at)) {
    at += code === BACKSLASH ? 2 : 1
  }
  return at
}
