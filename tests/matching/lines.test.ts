import { deepEqual, equal } from 'node:assert/strict'
import { array, assert, asyncProperty, integer, stringMatching } from 'fast-check'
import { LONGEST_LINE, linesOf } from '../../matching/jobs/lines.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = async (...chunks: readonly Uint8Array[]) => {
  const found: (string | undefined)[] = []
  for await (const { line, text } of linesOf(chunks)) {
    equal(line, found.length + 1)
    found.push(text)
  }
  return found
}

describe('lines of a file', () => {
  it('are the same however the bytes come', async () => {
    const lines = array(stringMatching(/^[a-zé😀]{0,9}$/u), { minLength: 1, maxLength: 9 })
    await assert(
      asyncProperty(lines, integer({ min: 1, max: 9 }), async (texts, size) => {
        const all = bytes(`${texts.join('\n')}\n`)
        const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
          all.slice(at * size, (at + 1) * size),
        )
        deepEqual(await read(...chunks), texts)
      }),
    )
  })

  it('end with LF or CRLF, the last one with the file', async () => {
    deepEqual(await read(bytes('\uFEFFa\r\nb\nc')), ['a', 'b', 'c'])
    deepEqual(await read(), [])
    deepEqual(await read(bytes('')), [])
  })

  it('may be as long as allowed; a longer one has no text and costs no other', async () => {
    const long = 'x'.repeat(LONGEST_LINE)
    deepEqual(await read(bytes(`a\n${long}\n`), bytes('b')), ['a', long, 'b'])
    deepEqual(await read(bytes(`a\n${long}`), bytes('x\nb')), ['a', undefined, 'b'])
    deepEqual(await read(bytes(`${long}x`), bytes(long), bytes(long)), [undefined])
  })
})
