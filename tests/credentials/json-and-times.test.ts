import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { idOf, isObject, isUrl, listOf, objectsIn, step, textOf } from '../../credentials/json.ts'
import { formatTime, parseTime } from '../../credentials/time.ts'

describe('parsed JSON', () => {
  it('is narrowed to what it is', () => {
    deepEqual([{}, [], null, 'x', undefined].map(isObject), [true, false, false, false, false])
    deepEqual([undefined, null, 'x', ['a'], []].map(listOf), [[], [null], ['x'], ['a'], []])
    deepEqual(['a', { id: 'b' }, { id: 7 }, 7, undefined, ['a']].map(idOf), [
      ...['a', 'b', undefined, undefined, undefined, undefined],
    ])
    deepEqual(['', 7, null].map(textOf), ['', undefined, undefined])
    equal(step(step('', 'a/b~c'), 0), '/a~1b~0c/0')
  })

  it('is a URL with a scheme and nothing that ends it (RFC 3986 §4.3)', () => {
    for (const url of [
      'https://a.example/',
      'urn:a:b',
      'did:key:z1',
      'a+b-c.1:x',
      'x:é',
      'x:ⵣ/ب',
      'x:\u200cی',
    ]) {
      ok(isUrl(url), url)
    }
    for (const odd of [
      'a',
      ':a',
      '1a:b',
      'a:',
      'a b:c',
      'a:b c',
      'a:<b',
      'a:"b',
      'a:b\u0000',
      ...['\u0085', '\u061c', '\u200e', '\u202e', '\u2066', '\u2028', '\ufeff'].map(
        (odd) => `a:b${odd}c`,
      ),
      ...['\ufdd0', '\uffff', '\ufffd', '\ue000', '\ud800', '\u{1ffff}'].map((odd) => `a:b${odd}`),
      'a:b\\',
      7,
    ]) {
      ok(!isUrl(odd), String(odd))
    }
  })

  it('has objects inside, each at its place', () => {
    const value = { a: [{ b: 1 }, [{ c: 2 }], 'x', null], skipped: { d: 3 }, e: { skipped: {} } }
    const found = [...objectsIn(value, new Set(['skipped']))].map(([pointer]) => pointer)
    deepEqual(found, ['', '/a/0', '/a/1/0', '/e', '/e/skipped'])
    for (const none of ['x', null, 7]) deepEqual([...objectsIn(none, new Set())], [])
  })
})

describe('times of signed documents (XML Schema 1.1 Part 2 §3.3.7)', () => {
  it('are read with years of any length, fractions, and offsets to fourteen hours', () => {
    for (const [text, date] of [
      ['12026-01-01T00:00:00Z', Date.parse('+012026-01-01T00:00:00Z')],
      ['-0001-03-01T00:00:00Z', Date.parse('-000001-03-01T00:00:00Z')],
      ['2026-01-01T00:00:00.999999999999Z', Date.parse('2026-01-01T00:00:00Z')],
      ['2026-01-01T00:00:00+14:00', Date.parse('2025-12-31T10:00:00Z')],
      ['2026-01-01T00:00:00-14:00', Date.parse('2026-01-01T14:00:00Z')],
      ['2026-01-01T01:59:00+01:59', Date.parse('2026-01-01T00:00:00Z')],
      ['1600-02-29T23:59:59+00:01', Date.parse('1600-02-29T23:58:59Z')],
    ] as const) {
      equal(parseTime(text), date / 1000, text)
    }
    for (const odd of [
      ...['2026-01-01T00:00:00+14:01', '2026-01-01T00:00:00-14:01', '012026-01-01T00:00:00Z'],
      ...['2026-01-01T00:00:00.Z', '2026-01-01T00:00:00.1234567890123Z', '2026-01-01t00:00:00Z'],
      ...[
        '2026-01-01T00:00:00z',
        '2026-01-01T24:01:00Z',
        '2026-01-01T24:00:01Z',
        '1900-02-29T00:00:00Z',
      ],
      ...[
        '2026-06-31T00:00:00Z',
        '2026-09-31T00:00:00Z',
        '2026-11-31T00:00:00Z',
        '2026-01-32T00:00:00Z',
      ],
      ...[
        '2026-01-00T00:00:00Z',
        '2026-01-01T00:00:0:Z',
        '2026-01-01T00:00:0/Z',
        '2026/01/01T00:00:00Z',
      ],
    ]) {
      equal(parseTime(odd), undefined, odd)
    }
  })

  it('agree with the calendar of the machine on every day of eight hundred years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12_219_292_800, max: 16_725_225_600 }), (seconds) => {
        const text = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
        equal(formatTime(seconds), text)
        equal(parseTime(text), seconds)
        equal(parseTime(text.replace('Z', '+00:00')), seconds)
      }),
      { numRuns: 500 },
    )
    for (let year = 1999; year < 2005; year++) {
      for (let day = 0; day < 366; day++) {
        const seconds = Date.UTC(year, 0, 1 + day) / 1000
        equal(parseTime(formatTime(seconds)), seconds)
      }
    }
    equal(formatTime(Date.UTC(999, 0, 1) / 1000), '0999-01-01T00:00:00Z')
  })
})
