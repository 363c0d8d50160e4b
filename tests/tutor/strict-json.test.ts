import { deepEqual, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { DuplicateMember, parseStrictJson } from '../../tutor/strict-json.ts'

describe('strict JSON', () => {
  it('reads whatever JSON writes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        deepEqual(parseStrictJson(text), JSON.parse(text))
      }),
    )
  })

  it('refuses an object that names a member twice, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (name, value) => {
        const member = `${JSON.stringify(name)}:${JSON.stringify(value)}`
        throws(() => parseStrictJson(`{${member},${member}}`), DuplicateMember)
        throws(() => parseStrictJson(`[0,{"a":{${member} , ${member}}}]`), DuplicateMember)
      }),
    )
  })

  it('sees through names written differently', () => {
    throws(() => parseStrictJson('{"level":0,"l\\u0065vel":3}'), DuplicateMember)
  })

  it('lets the same name stand in different objects, and in texts', () => {
    for (const text of [
      '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
      '{"a":"\\"a\\":1,{\\"a\\":","b":"a"}',
      '["a","a",{"a":"a"}]',
    ]) {
      deepEqual(parseStrictJson(text), JSON.parse(text))
    }
  })

  it('refuses what is not JSON', () => {
    for (const text of ['', '{', '{"a":1,}', "{'a':1}", '{"a":1} {"a":1}', 'NaN']) {
      throws(() => parseStrictJson(text), SyntaxError)
    }
  })

  it('takes nothing for a member that no object of ours has', () => {
    deepEqual(Object.keys(parseStrictJson('{"__proto__":{"level":3}}') as object), ['__proto__'])
  })
})
