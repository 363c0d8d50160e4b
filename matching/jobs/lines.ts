/**
 * Lines of a stream of bytes, none of them longer in memory than a job can be.
 *
 * @module
 */

/** A line, counted from 1; without a text when it was too long to be looked at. */
export interface Line {
  readonly line: number
  readonly text: string | undefined
}

/** Characters; a job of two hundred skills with long names has fewer. */
export const LONGEST_LINE = 256 * 1024

/** Splits at LF or CRLF; a byte order mark at the beginning is not part of the first line. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let line = 1
  let rest = ''
  for await (const chunk of chunks) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n')
    for (const [at, part] of parts.entries()) {
      rest = part.length + rest.length > LONGEST_LINE ? TOO_LONG : rest + part
      if (at === parts.length - 1) break
      yield { line, text: lineText(rest) }
      line += 1
      rest = ''
    }
  }
  rest += decoder.decode()
  if (rest !== '') yield { line, text: lineText(rest) }
}

/** Stands for what was too long to be kept; one character more and it is still too long. */
const TOO_LONG = ' '.repeat(LONGEST_LINE + 1)

const lineText = (text: string): string | undefined =>
  text.length > LONGEST_LINE ? undefined : text.replace(/\r$/, '')
