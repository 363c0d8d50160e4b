/** A JSON text that says one thing to one reader and another to the next. */
export class DuplicateMember extends SyntaxError {
  override readonly name = 'DuplicateMember'
}

/**
 * Parses JSON and refuses a member named twice: `{"level":0,"level":3}` would silently be a 3.
 *
 * @throws {SyntaxError} when the text is not JSON
 * @throws {DuplicateMember} when an object names a member twice
 * @see RFC 8259 §4 (names should be unique)
 */
export function parseStrictJson(text: string): unknown {
  const value = JSON.parse(text)
  refuseDuplicates(text)
  return value
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

/** Walks the tokens of a text that is known to be JSON: a string before a colon is a name. */
function refuseDuplicates(text: string): void {
  const open: Set<string>[] = []
  let previous = ''
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set())
    if (token === '}' || token === ']') open.pop()
    if (token === ':') noteName(open.at(-1), previous)
    previous = token
  }
}

function noteName(names: Set<string> | undefined, token: string): void {
  const name = String(JSON.parse(token))
  if (names?.has(name)) throw new DuplicateMember('a member is named twice')
  names?.add(name)
}
