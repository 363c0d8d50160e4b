import { equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { isoTime, parseTime, systemClock } from '../../platform/clock.ts'

describe('time', () => {
  it('is whole seconds', () => {
    const now = systemClock()
    ok(Number.isInteger(now))
    ok(Math.abs(now - Date.now() / 1000) < 2)
  })

  it('is written in UTC without fractions', () => {
    equal(isoTime(0), '1970-01-01T00:00:00Z')
    equal(isoTime(1_795_339_800), '2026-11-22T09:30:00Z')
  })

  it('is read with any offset', () => {
    equal(parseTime('2026-11-22T09:30:00Z'), 1_795_339_800)
    equal(parseTime('2026-11-22T10:30:00+01:00'), 1_795_339_800)
    equal(parseTime('2026-11-22T09:30:00.999Z'), 1_795_339_800)
    equal(parseTime('1969-12-31T23:59:59Z'), -1)
  })

  for (const text of [
    '',
    'now',
    '2026-11-22',
    '2026-11-22T09:30:00',
    '2026-11-22T09:30Z',
    '2026-11-22 09:30:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-32T00:00:00Z',
    '2026-11-22T25:00:00Z',
    '26-11-22T09:30:00Z',
    '2026-11-22T09:30:00+0100',
    ' 2026-11-22T09:30:00Z',
    '2026-11-22T09:30:00Z\n',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => equal(parseTime(text), undefined))
  }

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000, max: 250_000_000_000 }), (time) => {
        equal(parseTime(isoTime(time)), time)
      }),
    )
  })

  it('of any text is a whole number or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const time = parseTime(text)
        ok(time === undefined || Number.isInteger(time))
      }),
    )
  })
})
