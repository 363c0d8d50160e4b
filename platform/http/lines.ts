/**
 * Many things in one request: lines in, lines out, in order, however many.
 *
 * Only a window of lines is worked on at a time; the next is read when an answer was taken. So memory
 * stays flat, and a slow reader slows the writer.
 *
 * @module
 */

/** Bytes of one line that are taken at the most. */
export const MAX_LINE_BYTES = 1_048_576

/** Lines that are taken in one request. */
export const MAX_LINES = 10_000

/** Lines worked on at once. */
const WINDOW = 16

export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'too-long' | 'too-many' | 'not-utf8' }

/**
 * Splits bytes into lines without ever holding more than one.
 *
 * After a line that is too long, and after the last line allowed, nothing more is read.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0
  for await (const bytes of splitLines(chunks)) {
    const line = lineOf(bytes, number + 1)
    if (!line) continue
    number++
    yield line
    if ('fault' in line && line.fault !== 'not-utf8') return
  }
}

/** A line that grows too long is given as far as it came. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.subarray(0, end)
      rest = rest.subarray(end + 1)
    }
    if (rest.length > MAX_LINE_BYTES) break
  }
  yield rest
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** `undefined` for an empty line, which is not counted. */
function lineOf(bytes: Uint8Array, number: number): Line | undefined {
  if (bytes.length > MAX_LINE_BYTES) return { number, fault: 'too-long' }
  try {
    const text = decoder.decode(bytes).trim()
    if (text === '') return undefined
    return number > MAX_LINES ? { number, fault: 'too-many' } : { number, text }
  } catch {
    return { number, fault: 'not-utf8' }
  }
}

/** Does the work on each line, several at once, and gives the answers in the order of the lines. */
export async function* inOrder<Item, Answer>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const underWay: Promise<Answer>[] = []
  for await (const item of items) {
    const answer = work(item)
    answer.catch(() => {}) // heard when its turn comes
    underWay.push(answer)
    if (underWay.length >= WINDOW) yield* underWay.splice(0, 1)
  }
  yield* underWay
}
