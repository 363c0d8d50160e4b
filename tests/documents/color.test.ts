import { equal, match, notEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { contrast, HOUSE_ACCENT, oklch, palette } from '../../documents/color.ts'

describe('colours', () => {
  it('are black and white at the ends of lightness', () => {
    equal(oklch(0, 0, 0), '#000000')
    equal(oklch(1, 0, 0), '#ffffff')
  })

  it('meet the known value of a pure red (CSS Color 4)', () => {
    equal(oklch(0.6279, 0.2577, 29.23), '#ff0000')
  })

  it('stay on the screen when too strong a colour is asked for', () => {
    match(oklch(0.9, 0.4, 140), /^#[\da-f]{6}$/)
    notEqual(oklch(0.9, 0.4, 140), oklch(0.9, 0, 140))
  })

  it('have the contrast that WCAG counts', () => {
    equal(contrast('#000000', '#ffffff'), 21)
    equal(contrast('#777777', '#777777'), 1)
    ok(Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01)
    equal(contrast('#ffffff', '#123456'), contrast('#123456', '#ffffff'))
  })

  it('give every tenant an accent that can be read, in both themes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.constantFrom('light' as const, 'dark' as const),
        (hue, chroma, theme) => {
          const colours = palette({ hue, chroma }, theme)
          ok(contrast(colours.accent, colours.paper) >= 4.5)
          ok(contrast(colours.quiet, colours.paper) >= 4.5)
          ok(contrast(colours.ink, colours.paper) >= 12)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('are one ink when printed in one colour', () => {
    const { paper, ...inks } = palette(HOUSE_ACCENT, 'mono')
    equal(paper, '#ffffff')
    equal(inks.accent, '#000000')
    equal(inks.ink, '#000000')
    equal(inks.quiet, '#000000')
  })

  it('differ between tenants', () => {
    notEqual(palette({ hue: 30, chroma: 0.12 }).accent, palette(HOUSE_ACCENT).accent)
  })
})
