import { equal, throws } from 'node:assert/strict'
import { createBodyText } from '../../../platform/http/utf8.ts'

const read = (...chunks: readonly Buffer[]): string => {
  const body = createBodyText()
  for (const chunk of chunks) body.take(chunk)
  return body.text()
}

describe('a body read in pieces', () => {
  const text = 'é ⵣ 🎓 "x"'
  const bytes = Buffer.from(text)

  it('is the same text wherever it is cut', () => {
    equal(read(), '')
    equal(read(bytes), text)
    for (let at = 0; at <= bytes.length; at++) {
      equal(read(bytes.subarray(0, at), bytes.subarray(at)), text)
    }
    equal(read(...Array.from(bytes, (byte) => Buffer.from([byte]))), text)
  })

  it('is read without the mark before it, in one piece or cut', () => {
    const marked = Buffer.from(`\ufeff${text}`)
    for (let at = 0; at <= marked.length; at++) {
      equal(read(marked.subarray(0, at), marked.subarray(at)), text)
    }
    equal(read(marked), text)
    equal(read(bytes, marked), `${text}\ufeff${text}`)
  })

  it('is refused when it is no UTF-8, wherever the fault is', () => {
    const faults = [
      [Buffer.from([0x7b, 0xff, 0x7d])],
      [bytes, Buffer.from([0xff]), bytes],
      [bytes, bytes.subarray(0, 1)],
      [bytes.subarray(0, 1), Buffer.from('a'), bytes],
      [Buffer.from([0xed, 0xa0]), Buffer.from([0x80])],
      [Buffer.from([0xc0]), Buffer.from([0x80])],
    ]
    for (const chunks of faults) {
      throws(
        () => read(...chunks),
        ({ type, detail }) => type.slug === 'malformed-json' && detail === 'the body is not UTF-8',
      )
    }
  })
})
