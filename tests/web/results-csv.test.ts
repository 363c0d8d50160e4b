import { deepEqual, equal } from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { toCsv } from '../../web/verdict/results-csv.ts'

const read = (csv: string): string[][] => parse(csv, { bom: true }) as string[][]

describe('the list of results as CSV', () => {
  it('comes back as it went in, with quotes, lines, Arabic and Tifinagh (RFC 4180 §2)', () => {
    const rows = [
      ['a "b"', 'c,d', 'e\r\nf'],
      ['شهادة', 'ⴰⵙⵍⴽⵉⵏ', ''],
    ]
    deepEqual(read(toCsv(rows)), rows)
    equal(toCsv(rows).charCodeAt(0), 0xfeff)
  })

  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|calc']) {
    it(`holds no formula: ${JSON.stringify(formula)}`, () => {
      deepEqual(read(toCsv([[formula, 'b']])), [[`'${formula}`, 'b']])
    })
  }

  it('never starts a cell with what a spreadsheet runs, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 5 }), (row) => {
        const [back = []] = read(toCsv([row]))
        deepEqual(
          back.map((text, index) => (text === `'${row[index]}` ? row[index] : text)),
          row,
        )
        equal(
          back.some((text) => /^\s*[=+\-@|]/.test(text)),
          false,
        )
      }),
    )
  })
})
