import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { decodeBase58, encodeBase58 } from '../../credentials/encoding/base58.ts'
import { decodeBase64Url, encodeBase64Url } from '../../credentials/encoding/base64url.ts'
import { textFrom, utf8 } from '../../credentials/encoding/bytes.ts'
import { parseStrict } from '../../credentials/index.ts'
import { formatTime, parseTime } from '../../credentials/time.ts'

const bytes = fc.uint8Array({ maxLength: 120 })

describe('base58', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(bytes, (data) => deepEqual(decodeBase58(encodeBase58(data)), data)))
  })

  it('is not read where it is longer than any key: that would take the square of its length', () => {
    equal(decodeBase58('2'.repeat(900_000)), undefined)
  })

  it('keeps leading zeros, and knows the published examples', () => {
    equal(encodeBase58(Uint8Array.of(0, 0, 1)), '112')
    equal(encodeBase58(utf8('Hello World!')), '2NEpo7TZRRrLZSi2U')
    deepEqual(decodeBase58('11'), Uint8Array.of(0, 0))
    deepEqual(decodeBase58(''), new Uint8Array())
  })

  it('refuses letters that are not of the alphabet', () => {
    for (const text of ['0', 'O', 'I', 'l', 'a b', 'é', 'abc='])
      equal(decodeBase58(text), undefined)
  })
})

describe('base64url', () => {
  it('is what Node makes of it', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const text = Buffer.from(data).toString('base64url')
        equal(encodeBase64Url(data), text)
        deepEqual(decodeBase64Url(text), data)
      }),
    )
  })

  it('has one text for each sequence of bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ABab01-_') }), (text) => {
        const data = decodeBase64Url(text)
        if (data) equal(encodeBase64Url(data), text)
      }),
    )
    for (const text of ['A', 'AB', 'AAB', 'AA==', 'AA+A', 'AA/A', ' AAA']) {
      equal(decodeBase64Url(text), undefined, text)
    }
  })
})

describe('texts', () => {
  it('are nothing when the bytes are not UTF-8', () => {
    equal(textFrom(utf8('ⵣ')), 'ⵣ')
    equal(textFrom(Uint8Array.of(0xff)), undefined)
  })
})

describe('parseStrict', () => {
  it('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value)
        const parsed = parseStrict(text)
        if (parsed.ok) deepEqual(parsed.value, JSON.parse(text))
        else ok(/beyond|half/.test(parsed.detail), parsed.detail)
      }),
    )
  })

  const refused: readonly [title: string, text: string, rule: string][] = [
    ['a member twice', '{"a":1,"b":{"a":1},"a":2}', 'duplicate-member'],
    ['a member twice in two spellings', '{"a":1,"\\u0061":2}', 'duplicate-member'],
    ['a member twice within', '[{"x":[{"a":1,"a":1}]}]', 'duplicate-member'],
    ['bytes after the value', '{"a":1} x', 'malformed'],
    ['a NUL after the value', '{"a":1}\u0000', 'malformed'],
    ['half a character', '{"a":"\\ud800"}', 'malformed'],
    ['half a character as name', '{"\\ud800":1}', 'malformed'],
    ['a large number', '{"a":9007199254740993}', 'malformed'],
    ['a number beyond all', '{"a":1e999}', 'malformed'],
    ['nesting without end', `${'['.repeat(70)}${']'.repeat(70)}`, 'too-complex'],
    ['a text without end', `"${'x'.repeat(1_100_000)}"`, 'too-large'],
    ['nothing', '', 'malformed'],
    ['a comment', '{/* */}', 'malformed'],
  ]
  for (const [title, text, rule] of refused) {
    it(`refuses ${title}`, () => {
      const parsed = parseStrict(text)
      equal(parsed.ok ? 'accepted' : parsed.rule, rule)
    })
  }

  it('takes one name in two objects, names like texts, and quotes within', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":"a","b":"a"}',
      '{"a\\"":1,"a":2}',
      '{"a":{"b":1},"b":2}',
    ]) {
      ok(parseStrict(text).ok, text)
    }
  })
})

describe('times', () => {
  it('are those of the machine', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          const seconds = Math.floor(date.getTime() / 1000)
          const text = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
          equal(formatTime(seconds), text)
          equal(parseTime(text), seconds)
          equal(parseTime(date.toISOString()), seconds)
        },
      ),
    )
  })

  it('are read with their offset', () => {
    equal(parseTime('2026-01-01T02:00:00+02:00'), parseTime('2026-01-01T00:00:00Z'))
    equal(parseTime('2025-12-31T18:30:00-05:30'), parseTime('2026-01-01T00:00:00Z'))
    equal(parseTime('2026-01-01T24:00:00Z'), parseTime('2026-01-02T00:00:00Z'))
    ok(parseTime('2024-02-29T00:00:00Z'))
  })

  const odd = [
    ...['2026-01-01', '2026-01-01T00:00:00', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z'],
    ...['2026-02-29T00:00:00Z', '2026-04-31T00:00:00Z', '2026-01-01T25:00:00Z', 'never', ''],
    ...['2026-01-01T24:00:01Z', '2026-01-01T00:60:00Z', '2026-01-01T00:00:60Z', '1893456000'],
    ...['2026-01-01T00:00:00+15:00', '2026-01-01T00:00:00+01:60', '26-01-01T00:00:00Z'],
    ...['2100-02-29T00:00:00Z', ' 2026-01-01T00:00:00Z', '2026-01-01 00:00:00Z'],
  ]
  for (const text of odd) it(`are not read from "${text}"`, () => equal(parseTime(text), undefined))
})
