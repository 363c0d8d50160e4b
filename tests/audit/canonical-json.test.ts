import { deepEqual, equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { canonicalJson, type Json } from '../../audit/chain/canonical-json.ts'

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units, at every depth (RFC 8785 §3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6 }
    equal(
      canonicalJson({ b: [value], a: null }),
      '{"a":null,"b":[{"\\r":2,"1":4,"\u0080":6,"€":1,"😀":5,"\ufb33":3}]}',
    )
  })

  it('writes numbers as ECMAScript does (RFC 8785 §3.2.2.3)', () => {
    equal(
      canonicalJson([333333333.5, 1e30, 4.5, 2e-3, 1e-27, -0]),
      '[333333333.5,1e+30,4.5,0.002,1e-27,0]',
    )
  })

  it('refuses numbers JSON does not have', () => {
    throws(() => canonicalJson([Number.NaN]), TypeError)
    throws(() => canonicalJson({ a: Number.POSITIVE_INFINITY }), TypeError)
  })

  it('gives one text for any order of members, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json)
        deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
        equal(canonicalJson(reversed(value as Json)), text)
      }),
    )
  })
})

function reversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item: Json) => reversed(item))
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member as Json)]),
  )
}
