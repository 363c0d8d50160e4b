import { equal, match, ok, throws } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { fontOf, openTypeOf, SCRIPTS } from '../../documents/fonts.ts'
import { drawLine, fitted, typeset, wrapped } from '../../documents/typeset.ts'

const sans = { voice: 'sans', size: 20 } as const
describe('fonts', () => {
  it('have the letters of their script', () => {
    ok(fontOf('sans', 'latin').has(0x41))
    ok(fontOf('sans', 'latin-ext').has(0x141))
    ok(fontOf('serif', 'arabic').has(0x628))
    ok(fontOf('grand', 'tifinagh').has(0x2d30))
    ok(!fontOf('sans', 'latin').has(0x628))
  })

  it('are loaded once', () => {
    for (const script of SCRIPTS) equal(fontOf('strong', script), fontOf('strong', script))
  })

  it('are unpacked to OpenType with every table in its place', () => {
    const { resolve } = createRequire(import.meta.url)
    const woff = readFileSync(
      resolve('@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff'),
    )
    const font = openTypeOf(woff)
    equal(font.readUInt16BE(4), woff.readUInt16BE(12))
    equal(font.length % 4, 0)
    equal(font.toString('latin1', 12, 16), woff.toString('latin1', 44, 48))
    equal(font.readUInt32BE(20), 12 + 16 * font.readUInt16BE(4))
  })

  it('are refused when they are not WOFF', () => {
    throws(() => openTypeOf(Buffer.from('wOF2 and the rest of it')), /not WOFF/)
    throws(() => openTypeOf(Buffer.alloc(0)), /not WOFF/)
  })
})

describe('a line of type', () => {
  it('is as wide as its letters, in proportion to its size', () => {
    const one = typeset('Brevet', sans)
    const two = typeset('Brevet', { ...sans, size: 40 })
    ok(one.width > 40 && one.width < 80)
    ok(Math.abs(two.width - 2 * one.width) < 0.01)
  })

  it('has no width and no outline when it is empty', () => {
    const { width, outline } = typeset('', sans)
    equal(width, 0)
    equal(outline, '')
  })

  it('holds path data and nothing else, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        match(typeset(text, sans).outline, /^[MLQCZ\d., -]*$/)
      }),
      { numRuns: 50 },
    )
  })

  it('sets all three scripts of the house, and mixes them', () => {
    for (const text of ['Fondations', 'أسس الذكاء', 'ⵜⵉⵎⵙⴰⵍ', 'Łódź أسس ⵜⵉⵎ Ελλη Рус']) {
      const line = typeset(text, sans)
      ok(line.width > 20)
      ok(line.outline.length > 100)
    }
  })

  it('joins Arabic letters: a word is narrower than its letters alone', () => {
    const word = typeset('لا', sans).width
    const letters = typeset('ل', sans).width + typeset('ا', sans).width
    ok(word < letters)
  })

  it('knows its direction, or takes the one given', () => {
    equal(typeset('أسس', sans).rightToLeft, true)
    equal(typeset('abc', sans).rightToLeft, false)
    equal(typeset('abc', { ...sans, rightToLeft: true }).rightToLeft, true)
  })

  it('puts the parts of a mixed line in the order in which they are read (UAX #9)', () => {
    const arabic = typeset('أ', sans)
    const fromRight = typeset('أ abc', { ...sans, rightToLeft: true })
    const fromLeft = typeset('أ abc', { ...sans, rightToLeft: false })
    ok(fromLeft.outline.startsWith(arabic.outline))
    ok(!fromRight.outline.startsWith(arabic.outline))
    ok(Math.abs(fromLeft.width - fromRight.width) < 0.01)
  })

  it('mirrors brackets in a text that reads from right to left', () => {
    const opening = typeset('(أ', { ...sans, rightToLeft: true })
    const closing = typeset('أ)', { ...sans, rightToLeft: true })
    const plain = typeset(')', sans)
    ok(Math.abs(opening.width - closing.width) < 0.01)
    ok(closing.outline.startsWith(typeset('(', sans).outline))
    ok(!closing.outline.startsWith(plain.outline))
  })

  it('gives a missing letter a box rather than failing', () => {
    ok(typeset('漢字', sans).width > 0)
  })

  it('is placed by its left end, its middle or its right end', () => {
    const line = typeset('abc', sans)
    const x = (anchor: 'left' | 'middle' | 'right') =>
      Number(
        /translate\(([-\d.]+) /.exec(drawLine(line, { x: 100, y: 0, anchor, fill: '#000' }))?.[1],
      )
    equal(x('left'), 100)
    ok(Math.abs(x('middle') - (100 - line.width / 2)) < 0.01)
    ok(Math.abs(x('right') - (100 - line.width)) < 0.01)
    match(drawLine(line, { x: 1, y: 2, fill: '#123456' }), /^<path transform="translate\(1 2\)"/)
  })
})

describe('a line that must fit', () => {
  const name = 'Maria Theresia Walburga Amalia Christina von Habsburg-Lothringen und Toskana'

  it('stays as it is where there is room', () => {
    equal(fitted('Anna', sans, { width: 500, smallest: 10 }).width, typeset('Anna', sans).width)
  })

  it('is set smaller where it is too wide', () => {
    const { width } = fitted(name, sans, { width: 500, smallest: 5 })
    ok(width <= 500.5 && width > 450)
  })

  it('is cut with an ellipsis where smaller would be too small to read', () => {
    const line = fitted(name.repeat(5), sans, { width: 300, smallest: 18 })
    ok(line.width <= 300.5 && line.width > 200)
  })

  it('is never wider than its room, for any name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 120 }), (text) => {
        ok(fitted(text, sans, { width: 120, smallest: 14 }).width <= 120.5)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a paragraph', () => {
  const text = 'La personne sait choisir ce qu’elle confie à une IA et vérifier la réponse'

  it('breaks at spaces', () => {
    const lines = wrapped(text, sans, { width: 250, lines: 9 })
    ok(lines.length > 2 && lines.length < 6)
    for (const line of lines) ok(line.width <= 250.5)
  })

  it('has at most the lines that it may have', () => {
    equal(wrapped(text.repeat(9), sans, { width: 250, lines: 2 }).length, 2)
  })

  it('is one line where it is short, and where it is empty', () => {
    equal(wrapped('abc', sans, { width: 250, lines: 3 }).length, 1)
    equal(wrapped('', sans, { width: 250, lines: 3 })[0]?.outline, '')
  })

  it('keeps one direction on every line', () => {
    const lines = wrapped('أسس الذكاء AI for all and more words here', sans, {
      width: 120,
      lines: 5,
    })
    ok(lines.length > 1)
    ok(lines.every(({ rightToLeft }) => rightToLeft))
  })

  it('cuts a single word that is wider than the room', () => {
    const [line] = wrapped('x'.repeat(200), sans, { width: 100, lines: 2 })
    ok(line && line.width <= 100.5)
  })
})
