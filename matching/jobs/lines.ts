/**
 * Lines of a stream of bytes, none of them longer in memory than a job can be.
 *
 * @module
 */

/** A line, counted from 1; or why it has no text. */
export type Line = { readonly line: number } & (
  | { readonly text: string }
  | { readonly fault: 'too-long' | 'utf8' }
)

/** Characters; a job of two hundred skills with long names has fewer. */
export const LONGEST_LINE = 256 * 1024

/** What so many characters are at the most. */
const LONGEST_BYTES = 4 * LONGEST_LINE

const LF = 10

/** Splits at LF or CRLF; a byte order mark at the beginning is not part of the first line. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line> {
  let line = 1
  let rest = new Bytes()
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      rest.add(chunk.subarray(from, end))
      yield lineOf(line, rest)
      rest = new Bytes()
      line += 1
      from = end + 1
    }
    rest.add(chunk.subarray(from))
  }
  if (rest.length > 0) yield lineOf(line, rest)
}

/** Bytes of one line; of one that grew too long only how many there were. */
class Bytes {
  length = 0
  #parts: Uint8Array[] = []

  add(part: Uint8Array): void {
    this.length += part.length
    if (this.length > LONGEST_BYTES) this.#parts = []
    else if (part.length > 0) this.#parts.push(part)
  }

  /** @throws {TypeError} when they are no text: a sign put in their place would be somebody else's word */
  text(): string {
    return decoder.decode(Buffer.concat(this.#parts))
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function lineOf(line: number, bytes: Bytes): Line {
  if (bytes.length > LONGEST_BYTES) return { line, fault: 'too-long' }
  try {
    const text = bytes.text().replace(line === 1 ? /^\uFEFF|\r$/g : /\r$/, '')
    return text.length > LONGEST_LINE ? { line, fault: 'too-long' } : { line, text }
  } catch {
    return { line, fault: 'utf8' }
  }
}
