import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { jsonFault } from '../../../platform/http/json-position.ts'

const place = (text: string) => {
  const fault = jsonFault(text)
  return fault && [fault.line, fault.column]
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the place of a fault in JSON', () => {
  const cases: readonly (readonly [string, readonly [number, number]])[] = [
    ['', [1, 1]],
    ['{', [1, 2]],
    ['{"a"}', [1, 5]],
    ['{"a":}', [1, 6]],
    ['{"a":1,}', [1, 8]],
    ['[1,]', [1, 4]],
    ['[1 2]', [1, 4]],
    ['{a:1}', [1, 2]],
    ['{"a":1}}', [1, 8]],
    ['[1}', [1, 3]],
    ['{"a":1]', [1, 7]],
    ['{"a":01}', [1, 7]],
    ['{"a":+1}', [1, 6]],
    ['{"a":tru}', [1, 6]],
    ['{1:2}', [1, 2]],
    ['"open', [1, 6]],
    ['{"a":"\\x"}', [1, 7]],
    ['{"a":"\u0007"}', [1, 7]],
    ['{\n  "a": 1,\n  b: 2\n}', [3, 3]],
    ["{'a':1}", [1, 2]],
    ['// no\n{}', [1, 1]],
    ['1:2', [1, 2]],
    [',', [1, 1]],
    ['}', [1, 1]],
    ['1 2', [1, 3]],
  ]
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)} is ${expected.join(':')}`, () => {
      deepEqual(place(text), expected)
    })
  }

  it('is nowhere in JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (text, indent) => {
        equal(jsonFault(JSON.stringify(JSON.parse(text), null, indent)), undefined)
      }),
    )
  })

  it('is somewhere exactly where the engine refuses', () => {
    const characters = fc.constantFrom(...'{}[],:"\\1-.e0 \nnulltruefalse\u0001')
    const texts = fc.oneof(
      fc.array(characters, { maxLength: 12 }).map((list) => list.join('')),
      fc.tuple(fc.json(), fc.nat(), characters).map(([text, at, put]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + put + text.slice(place)
      }),
      fc.string(),
    )
    fc.assert(
      fc.property(texts, (text) => {
        equal(jsonFault(text) === undefined, parses(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('is within the text, or at its end', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const fault = jsonFault(text)
        equal(fault === undefined || (fault.offset >= 0 && fault.offset <= text.length), true)
      }),
    )
  })

  it('is found in a megabyte without recursion', () => {
    const long = `["${'a'.repeat(1_000_000)}",${'['.repeat(200_000)}`
    equal(jsonFault(long)?.offset, long.length)
  })
})
