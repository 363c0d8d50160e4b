import { deepEqual, equal } from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { recordsOf } from '../../matching/jobs/forms/csv-records.ts'

const cellsOf = (text: string, delimiter = ',') =>
  [...recordsOf(text, delimiter)].map((record) => ('cells' in record ? record.cells : 'broken'))
const linesOf = (text: string) => [...recordsOf(text, ',')].map(({ line }) => line)
const FAULTS = (text: string) =>
  [...recordsOf(text, ',')].flatMap((record) => ('fault' in record ? [record.line] : []))

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

describe('records of a spreadsheet', () => {
  it('are what a program wrote that quotes every cell', () => {
    const cell = fc
      .array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', 'é', '😀'))
      .map((all) => all.join(''))
    const rows = fc.array(
      fc.array(
        cell.map((text) => `x${text}`),
        { minLength: 1 },
      ),
    )
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n', '\r'), (written, end) => {
        const text = written.map((row) => row.map(quoted).join(',')).join(end)
        deepEqual(cellsOf(text), written)
      }),
    )
  })

  it('are those of csv-parse wherever neither finds a fault', () => {
    const mark = fc.constantFrom('"', '"', ';', '\n', ' ', 'a', 'b')
    const text = fc.array(mark, { maxLength: 30 }).map((all) => all.join(''))
    let compared = 0
    fc.assert(
      fc.property(text, (written) => {
        const found = reference(written)
        if (!found) return
        compared += 1
        const read = cellsOf(written, ';').filter((cells) => cells !== 'broken')
        if (read.length < cellsOf(written, ';').length) return
        deepEqual(trimmed(read), found, JSON.stringify(written))
      }),
      { numRuns: 3000 },
    )
    equal(compared > 300, true, String(compared))
  })

  it('begin on the line that is counted, whatever ends a line', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '', 'c,"d', '', 'e"', '  ', ',', 'f,g'].join(end)
      deepEqual(linesOf(text), [1, 3, 8], JSON.stringify(end))
    }
    deepEqual(linesOf('a\r\nb\nc\rd'), [1, 2, 3, 4])
  })

  it('lose nothing to a quote that is never closed, stands inside, or has something beside it', () => {
    for (const broken of ['"b', 'b"b', '"b"b', '"b" b', 'b,"c']) {
      const text = `a,1\n${broken}\nc,3\nd,4`
      deepEqual([linesOf(text), FAULTS(text)], [[1, 2, 3, 4], [2]], broken)
    }
    deepEqual(FAULTS('a,"one\ntwo" x\nb,2'), [1, 2])
  })

  it('are read in time however many quotes there are', () => {
    for (const part of ['"', '"a\n', '"""\n', 'x,"\n', '"" "', '"\r', ',']) {
      const text = part.repeat(1_000_000 / part.length)
      for (const _ of recordsOf(text, ','));
    }
  })
})

/** What the two may see differently: blanks inside quotes, and rows of nothing else. */
const trimmed = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean))

function reference(text: string): readonly (readonly string[])[] | undefined {
  try {
    const found = parse(text, {
      delimiter: ';',
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][]
    return trimmed(found)
  } catch {
    return undefined
  }
}
