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

const MARK = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/gs

/** A name that an object of a text, which is JSON, has twice; without recursion, however deep. */
function nameTwice(text: string): string | undefined {
  const open: Set<string>[] = []
  for (const { 0: mark, 1: colon } of text.matchAll(MARK)) {
    if (mark === '{') open.push(new Set())
    else if (mark === '}') open.pop()
    else if (colon !== undefined) {
      const name = JSON.parse(mark.slice(0, -colon.length)) as string
      const names = open.at(-1)
      if (names?.has(name)) return name
      names?.add(name)
    }
  }
  return undefined
}
