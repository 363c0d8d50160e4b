import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { newId, newSecret, systemRandom } from '../../platform/id.ts'

const UUID_7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const NOW = 1_800_000_000

describe('an identifier', () => {
  it('is a UUID of version 7 (RFC 9562 §5.7)', () => {
    match(newId(systemRandom, NOW), UUID_7)
    equal(
      newId((size) => new Uint8Array(size).fill(0xff), NOW + 1),
      '01a3185c-53e8-77ff-bfff-ffffffffffff',
    )
  })

  it('begins with the time, so that new ones come after old ones', () => {
    fc.assert(
      fc.property(fc.nat(4_000_000_000), fc.integer({ min: 1, max: 1e6 }), (now, later) => {
        ok(newId(systemRandom, now) < newId(systemRandom, now + later))
      }),
    )
  })

  it('comes after those of the same second, and before those of the next', () => {
    const ids = Array.from({ length: 20_000 }, () => newId(systemRandom, NOW))
    deepEqual(ids, ids.toSorted())
    equal(new Set(ids).size, ids.length)
    ok((ids.at(-1) ?? '') < newId(systemRandom, NOW + 1))
    for (const id of ids.slice(0, 100)) match(id, UUID_7)
  })

  it('stays in its second however many there are, and is not there twice', function () {
    this.timeout(60_000)
    const now = NOW + 77
    let last = ''
    for (let at = 0; at < 4_100_000; at++) last = newId(systemRandom, now)
    ok(last < newId(systemRandom, now + 1))
    const more = Array.from({ length: 1000 }, () => newId(systemRandom, now))
    equal(new Set(more).size, 1000)
  })
})

describe('a secret', () => {
  it('has 256 bits in base64url unless said', () => {
    match(newSecret(systemRandom), /^[\w-]{43}$/)
    match(newSecret(systemRandom, 16), /^[\w-]{22}$/)
    notEqual(newSecret(systemRandom), newSecret(systemRandom))
  })

  it('is made of the randomness handed in', () => {
    equal(
      newSecret((size) => new Uint8Array(size), 3),
      'AAAA',
    )
    deepEqual(systemRandom(8).length, 8)
  })
})
