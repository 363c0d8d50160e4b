import { deepEqual, equal } from 'node:assert/strict'
import { array, assert, asyncProperty, integer, stringMatching } from 'fast-check'
import { LONGEST_LINE, linesOf } from '../../matching/jobs/lines.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = async (...chunks: readonly Uint8Array[]) => {
  const found: (string | undefined)[] = []
  for await (const line of linesOf(chunks)) {
    equal(line.line, found.length + 1)
    found.push('text' in line ? line.text : `(${line.fault})`)
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
    deepEqual(await read(bytes(`a\n${long}`), bytes('x\nb')), ['a', '(too-long)', 'b'])
    deepEqual(await read(bytes(`${long}x`), bytes(long), bytes(long)), ['(too-long)'])
  })

  it('are no text where their bytes are none, and no other line pays for it', async () => {
    const bad = Uint8Array.of(0x61, 0xff, 0x0a)
    deepEqual(await read(bad, bytes('b\n'), Uint8Array.of(0xc3)), ['(utf8)', 'b', '(utf8)'])
  })

  it('of any length come in bytes one by one without being copied each time', async () => {
    const count = 200_000
    function* single() {
      for (let at = 0; at < count; at++) yield bytes('x')
      yield bytes('\nb')
    }
    const found: unknown[] = []
    for await (const line of linesOf(single())) found.push('text' in line && line.text)
    deepEqual(found, ['x'.repeat(count), 'b'])
  })

  it('are counted in characters: three bytes each cost no more than one', async () => {
    const long = 'ⵣ'.repeat(LONGEST_LINE)
    deepEqual(await read(bytes(`${long}\nⵣ`)), [long, 'ⵣ'])
    deepEqual(await read(bytes(`${long}ⵣ\nⵣ`)), ['(too-long)', 'ⵣ'])
  })
})
