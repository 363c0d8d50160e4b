import { deepEqual, equal } from 'node:assert/strict'
import { JSON_LIMITS, parseStrict } from '../../credentials/encoding/strict-json.ts'

const { parts } = JSON_LIMITS

/** With the octets of a text at hand and without, which must make no difference. */
const parseBoth = (text: string) => {
  const parsed = parseStrict(text)
  if (text.isWellFormed()) deepEqual(parseStrict(text, Buffer.from(text)), parsed)
  return parsed
}

const told = (text: string) => {
  const parsed = parseBoth(text)
  return parsed.ok ? 'read' : `${parsed.rule}: ${parsed.detail}`
}

/** The text alone, in a list, as a member, and beside a name that wants a closer look. */
const places = (text: string) => [
  text,
  `[${text}]`,
  `{"a":${text}}`,
  `{"\\u0061":[1,${text}],"b":2}`,
]

describe('numbers that all readers read alike (RFC 7493 §2.2)', () => {
  const read = [
    ...['0', '0.0', '0e5', '1', '-1', '1.5', '-0.5', '-0.25e1', '0.1', '1e21', '1E5', '1e+5'],
    ...['9007199254740991', '-9007199254740991', '0.30000000000000004', '5e-324'],
    ...['1.7976931348623157e308', '100000000000000000000.0', '1.50000000000000000000', '10e-1'],
    ...['123456789012345', '1234567890123456', '-12345678901234', '0.00000000000000000000001'],
    ...[
      '12345678901234567e0',
      '12345678901234567E0',
      '-1.2345678901234567',
      '9.007199254740993e15',
    ],
  ]
  for (const number of read) {
    it(`${number} is one`, () => {
      for (const text of places(number)) {
        deepEqual(parseBoth(text), { ok: true, value: JSON.parse(text) }, text)
      }
    })
  }

  const refused = [
    ...['-0', '-0.0', '-0e1', '-0.0e5', '9007199254740992', '-9007199254740992'],
    ...[
      '1E309',
      '-1E309',
      '1E-400',
      '1e309',
      '-1e309',
      '1e-400',
      '-1e-400',
      '4.99999999999999999',
      '1.00000000000000001',
    ],
    ...['0.123456789012345678', '123456789012345678e1', '1234567890.12345678', '9007199254740993'],
    ...['100000000000000000000', '-100000000000000000000', '10.0000000000000001'],
  ]
  for (const number of refused) {
    it(`${number} is none`, () => {
      const why = `malformed: ${number} is beyond what all readers read alike`
      for (const text of places(number)) equal(told(text), why, text)
    })
  }

  it('are told by their first forty characters', () => {
    const digits = '12345678901234567890'.repeat(3)
    equal(told(digits), `malformed: ${digits.slice(0, 40)} is beyond what all readers read alike`)
  })

  it('have 1024 characters at the most, wherever they stand', () => {
    const number = (length: number) => `1.${'0'.repeat(length - 2)}`
    for (const text of places(number(1024))) equal(told(text), 'read')
    const why = 'malformed: holds a number beyond what all readers read alike'
    const full = `${'['.repeat(64)}${'1,'.repeat(parts)}`
    equal(told(full + number(1025)), why)
    for (const text of places(number(1025))) equal(told(text), why)
    for (const text of places(`1e${'0'.repeat(1025)}`)) equal(told(text), why)
  })
})

describe('the size of a text', () => {
  it('is a million characters at the most', () => {
    equal(told(`"${'x'.repeat(1_048_574)}"`), 'read')
    equal(told(`"${'x'.repeat(1_048_575)}"`), 'too-large: 1048577 characters')
  })

  it('is sixty-four levels at the most, of lists and objects', () => {
    const lists = (depth: number) => `${'['.repeat(depth)}"\\u0061"${']'.repeat(depth)}`
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    for (const nested of [lists, objects]) {
      equal(told(nested(64)), 'read')
      equal(told(`[${nested(63)},${nested(63)}]`), 'read')
      equal(told(nested(65)), 'too-complex: is nested too deep')
      equal(told(`[${nested(63)},${nested(64)}]`), 'too-complex: is nested too deep')
    }
  })

  it('is so many parts behind the first at the most', () => {
    const list = (length: number) => `[${Array(length).fill(1).join()}]`
    equal(told(list(parts + 1)), 'read')
    equal(told(list(parts + 2)), 'too-complex: has too many parts')
    const members = (count: number) =>
      `{${Array.from({ length: count }, (_, at) => `"${at}":1`).join()}}`
    equal(told(members(parts + 1)), 'read')
    equal(told(members(parts + 2)), 'too-complex: has too many parts')
  })

  it('is not made larger by what stands in a text', () => {
    const marks = `[{,:-0123456789e]}`.repeat(2_000)
    for (const text of places(JSON.stringify(`${marks}\\"${marks}"${marks}\\`))) {
      equal(told(text), 'read')
    }
  })
})

describe('names of members (RFC 7493 §2.3)', () => {
  const twice: readonly [text: string, name: string][] = [
    ['{"a":1,"a":1}', 'a'],
    ['{"a":1,"\\u0061":1}', 'a'],
    ['{"a\\n":1,"a\\u000a":1}', 'a\n'],
    ['{"":1,"":2}', ''],
    ['{"a":[],"b":{},"a":1}', 'a'],
    ['{"a":{"b":1},"b":2,"a":3}', 'a'],
    ['[{"a":1},{"b":{"c":[{"d":1,"e":2,"d":3}]}}]', 'd'],
    ['{"a":[{"x":1,"y":2},3],"b":"a","a":4}', 'a'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"\\ud83c\\udf93":1,"\u{1f393}":2}', '\u{1f393}'],
    ['{"a\\\\":1,"a\\\\":2}', 'a\\'],
    ['{ "a" : 1 ,\n "a" : 2 }', 'a'],
  ]
  for (const [text, name] of twice) {
    it(`are found twice in ${text}`, () => {
      equal(told(text), `duplicate-member: holds "${name}" twice`)
      equal(told(text), `duplicate-member: holds "${name}" twice`)
    })
  }

  it('may be those of another object, and texts may be like them', () => {
    for (const text of [
      '{"\\u0061":"a","b":"a","c":["a","a",["b"]]}',
      '{"\\u0061":{"a":{"a":1}},"b":{"a":1}}',
      '[{"\\u0061":1},{"a":1},"a","a"]',
      '{"\\u0061":[{"b":1},{"b":1}],"b":[[{"a":1}],"b"]}',
      '{"__proto__":{"a":1},"constructor":{"a":1}}',
      '{"a":1,"A":2,"\u0061\u0301":3,"\u00e1":4}',
      '{"\\"a":1,"a\\"":2,"a":3}',
      '[["\\u0061",["b"],"c"],"d",{"e":[],"f":"e"},"f"]',
      '"\\u0061"',
    ]) {
      deepEqual(parseBoth(text), { ok: true, value: JSON.parse(text) }, text)
    }
  })
})

describe('characters (RFC 7493 §2.1)', () => {
  it('are whole, however they are written', () => {
    for (const text of ['"\\ud83c\\udf93"', '"\u{1f393}"', '{"\\ud83c\\udf93":1}', '"\\\\ud800"']) {
      equal(told(text), 'read', text)
    }
    for (const text of [
      ...['"\\ud800"', '"\\udc00"', '"\\udf93\\ud83c"', '{"\\ud800":1}', '["a","\\udfff"]'],
      ...['"\ud800"', '{"\udc00":1}', '"\\ud83cx"', '"\ud83c\\udf93"', '"\\\\\\ud800"'],
    ]) {
      equal(told(text), 'malformed: holds half a character', JSON.stringify(text))
    }
  })
})

describe('a text that is not JSON (RFC 8259)', () => {
  for (const text of [
    ...['', ' ', '{', '[', '"', '"a', '{"a"}', '{"a":}', '[1,]', '{"a":1,}', '[1 2]', 'nul', "'a'"],
    ...['01', '1.', '.5', '+1', '--1', '1e', '0x1', 'NaN', 'Infinity', '\ufeff1', '1 x', '"\\x"'],
    ...['"\n"', '"\\u00g0"', ']', '}', '[}', '{]', ',', ':', '/**/1', '\u00a01', '"\\', '1-1'],
  ]) {
    it(`is refused: ${JSON.stringify(text)}`, () => equal(told(text), 'malformed: is not JSON'))
  }
})
