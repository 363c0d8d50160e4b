/**
 * Records of a CSV text (RFC 4180), each with the line it begins on.
 *
 * A quote that does not fit costs its own line alone: reading goes on at the next one. A parser that
 * looks for the end of such a quote takes all that follows with it, and says nothing of it.
 *
 * @module
 */

export type CsvRecord = { readonly line: number } & (
  | { readonly cells: readonly string[] }
  | { readonly fault: string }
)

type Read<T> = (T & { readonly end: number }) | { readonly fault: string }

/** Lines end with LF, CRLF or CR; records without a word in them are none. */
export function* recordsOf(text: string, delimiter: string): Generator<CsvRecord> {
  const plain = new RegExp(`[^${delimiter}\\r\\n]*`, 'y')
  let line = 1
  for (let at = 0; at < text.length; ) {
    const read = readRecord({ text, delimiter, plain }, at)
    const end = 'fault' in read ? nextLine(text, matched(REST_OF_LINE, text, at)) : read.end
    if ('fault' in read) yield { line, fault: read.fault }
    else if (read.cells.some((cell) => cell !== '')) yield { line, cells: read.cells }
    line += text.slice(at, end).match(BREAK)?.length ?? 0
    at = end
  }
}

interface Source {
  readonly text: string
  readonly delimiter: string
  /** All up to the next delimiter or line. */
  readonly plain: RegExp
}

const BREAK = /\r\n|\n|\r/g
const REST_OF_LINE = /[^\r\n]*/y

/** Where a sticky pattern ends that matches anything, or nothing. */
function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}

const nextLine = (text: string, at: number): number => at + (text.startsWith('\r\n', at) ? 2 : 1)

function readRecord(source: Source, from: number): Read<{ readonly cells: readonly string[] }> {
  const cells: string[] = []
  for (let at = from; ; at += 1) {
    const read = readCell(source, at)
    if ('fault' in read) return read
    cells.push(read.cell)
    at = read.end
    if (source.text[at] !== source.delimiter) return { cells, end: nextLine(source.text, at) }
  }
}

function readCell(source: Source, from: number): Read<{ readonly cell: string }> {
  const { text, plain } = source
  const end = matched(plain, text, from)
  const cell = text.slice(from, end).trim()
  if (cell.startsWith('"')) return readQuoted(source, text.indexOf('"', from))
  if (cell.includes('"')) return { fault: 'has a quote within a cell that is not quoted' }
  return { cell, end }
}

function readQuoted({ text, plain }: Source, open: number): Read<{ readonly cell: string }> {
  let close = text.indexOf('"', open + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close < 0) return { fault: 'has a quote that is never closed' }
  const end = matched(plain, text, close + 1)
  if (text.slice(close + 1, end).trim() !== '') return { fault: 'has text beside a quoted cell' }
  return { cell: text.slice(open + 1, close).replaceAll('""', '"'), end }
}
