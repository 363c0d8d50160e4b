import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import {
  inOrder,
  type Line,
  linesOf,
  MAX_LINE_BYTES,
  MAX_LINES,
} from '../../platform/http/lines.ts'

async function* chunksOf(...parts: readonly (string | Uint8Array)[]) {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const texts = async (...parts: readonly (string | Uint8Array)[]) =>
  (await collect(linesOf(chunksOf(...parts)))).map((line) =>
    'text' in line ? line.text : line.fault,
  )

describe('lines of a batch', () => {
  it('are split wherever the chunks end', async () => {
    deepEqual(await texts('a\nb\n', 'c', 'd\n', '\ne'), ['a', 'b', 'cd', 'e'])
    deepEqual(await texts('é'.repeat(3), '\n'), ['ééé'])
  })

  it('are the same however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 8 }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.join('\n'))
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
            (a, b) => a - b,
          )
          const parts = places.slice(1).map((end, at) => bytes.subarray(places[at], end))
          deepEqual(await texts(...parts), await texts(bytes))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('are not counted where they are empty', async () => {
    const lines = await collect(linesOf(chunksOf('\n \r\na\n\nb\r\n')))
    deepEqual(lines, [
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ])
    deepEqual(await texts(''), [])
  })

  it('end with one that is too long, told as soon as it is', async () => {
    let given = 0
    async function* endless() {
      for (;;) {
        given++
        yield Buffer.alloc(65_536, 'x')
      }
    }
    const lines = await collect(linesOf(endless()))
    deepEqual(lines, [{ number: 1, fault: 'too-long' }])
    ok(given * 65_536 < 2 * MAX_LINE_BYTES)
    deepEqual(await texts(`${'x'.repeat(MAX_LINE_BYTES + 1)}\nb`), ['too-long'])
  })

  it('end with the first that is too many', async () => {
    const lines = await collect(linesOf(chunksOf('a\n'.repeat(MAX_LINES + 5))))
    equal(lines.length, MAX_LINES + 1)
    deepEqual(lines.at(-1), { number: MAX_LINES + 1, fault: 'too-many' })
  })

  it('go on after one that is no text', async () => {
    const lines = await collect(linesOf(chunksOf(Uint8Array.of(0xff, 0xfe, 10), 'b')))
    deepEqual(lines, [
      { number: 1, fault: 'not-utf8' },
      { number: 2, text: 'b' },
    ] satisfies Line[])
  })
})

describe('work in order', () => {
  async function* numbers(count: number) {
    for (let at = 0; at < count; at++) yield at
  }

  it('gives answers in the order of the items, whichever is ready first', async () => {
    const delays = await collect(
      inOrder(numbers(50), async (item) => {
        await new Promise((resolve) => setTimeout(resolve, (item * 7) % 5))
        return item
      }),
    )
    deepEqual(
      delays,
      Array.from({ length: 50 }, (_, at) => at),
    )
  })

  it('does not run ahead of whoever takes the answers', async () => {
    let begun = 0
    const answers = inOrder(numbers(1000), async (item) => {
      begun++
      return item
    })
    await answers.next()
    ok(begun <= 16, `${begun} were begun for one answer`)
    await answers.return(undefined)
  })

  it('ends with the defect of an item, heard once, in its turn', async () => {
    const answers = inOrder(numbers(20), async (item) => {
      if (item >= 3) throw new Error(`defect ${item}`)
      return item
    })
    const seen: number[] = []
    await rejects(async () => {
      for await (const answer of answers) seen.push(answer)
    }, /defect 3/)
    deepEqual(seen, [0, 1, 2])
  })
})
