import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { Resvg } from '@resvg/resvg-js'
import { badgePng, badgeSvg } from '../../documents/badge.ts'
import { palette } from '../../documents/color.ts'
import { notch, polygon, star } from '../../documents/geometry.ts'
import { rosette, rosetteOf } from '../../documents/rosette.ts'

const SYMMETRIES = [8, 10, 12, 16] as const
const MOTIFS = ['petals', 'khatam', 'weave', 'bloom'] as const
const inks = palette({ hue: 195, chroma: 0.09 })
const every = SYMMETRIES.flatMap((symmetry) => MOTIFS.map((motif) => ({ symmetry, motif })))

describe('geometry', () => {
  it('counts turns clockwise from the top', () => {
    equal(
      polygon([
        [10, 0],
        [10, 0.25],
        [10, 0.5],
      ]),
      'M0 -10L10 0L0 10Z',
    )
  })

  it('knows where the sides of a star cross: the octagram of two squares', () => {
    ok(Math.abs(notch(8, 2, 1) - 0.7654) < 0.0001)
  })

  it('draws two points for each point of a star', () => {
    equal(star(8, [10, 5]).split('L').length, 16)
  })
})

describe('the rosette', () => {
  it('follows from the achievement alone, for ever', () => {
    const id = 'https://brevet.example/achievements/ai-foundations/2'
    deepEqual(rosetteOf(id), rosetteOf(id))
    deepEqual(rosetteOf('a'), { symmetry: 12, motif: 'bloom' })
  })

  it('differs between achievements: a hundred of them reach every shape', () => {
    const shapes = new Set(
      Array.from({ length: 100 }, (_, at) => JSON.stringify(rosetteOf(`achievement-${at}`))),
    )
    equal(shapes.size, 16)
  })

  it('is drawn in two inks only', () => {
    for (const shape of every) {
      const colours = rosette({ ...shape, rings: 3 }, inks).matchAll(/(?:fill|stroke)="([^"]+)"/g)
      for (const [, colour] of colours) {
        ok(colour && [inks.accent, inks.paper, 'none'].includes(colour), colour)
      }
    }
  })

  it('has one more ring for each level', () => {
    const lengths = [0, 1, 2, 3].map(
      (rings) => rosette({ symmetry: 12, motif: 'petals', rings }, inks).length,
    )
    deepEqual(
      lengths,
      lengths.toSorted((a, b) => a - b),
    )
    equal(new Set(lengths).size, 4)
  })

  it('takes any number for a level', () => {
    const drawn = (rings: number) => rosette({ symmetry: 8, motif: 'weave', rings }, inks)
    equal(drawn(-1), drawn(0))
    equal(drawn(9), drawn(3))
    equal(drawn(1.9), drawn(1))
  })

  it('has the symmetry it says: turned by one step it looks the same', () => {
    for (const { symmetry, motif } of every) {
      const drawing = rosette({ symmetry, motif, rings: 3 }, inks)
      const still = pixels(drawing, 0)
      const step = difference(still, pixels(drawing, 360 / symmetry))
      const half = difference(still, pixels(drawing, 180 / symmetry))
      ok(step < 0.02, `${symmetry} ${motif} turned by a step: ${step}`)
      ok(half > 3 * step, `${symmetry} ${motif} turned by half a step: ${half}`)
    }
  })
})

function pixels(drawing: string, degrees: number): Buffer {
  const svg = [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-104 -104 208 208" width="208" height="208">',
    `<g transform="rotate(${degrees})">${drawing}</g></svg>`,
  ].join('')
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().pixels
}

/** Mean difference of the channels, 0 to 1. */
const difference = (one: Buffer, other: Buffer): number =>
  one.reduce((sum, byte, at) => sum + Math.abs(byte - (other[at] ?? 0)), 0) / one.length / 255

describe('the badge', () => {
  const badge = { achievementId: 'https://brevet.example/achievements/x/1', title: 'AI' }

  it('is an SVG that says its name', () => {
    const svg = badgeSvg(badge)
    match(svg, /^<svg [^>]*role="img" aria-label="AI"><title>AI<\/title>/)
    match(svg, /<\/svg>$/)
  })

  it('carries no markup from its title', () => {
    const svg = badgeSvg({ ...badge, title: '"><script>alert(1)</script>\u202e' })
    ok(!svg.includes('<script'))
    ok(!svg.includes('\u202e'))
  })

  it('has no text and loads nothing, so that it is the same everywhere', () => {
    ok(!/<text|<image|href|url\(|<style/.test(badgeSvg(badge)))
  })

  it('is a PNG of the width asked for', () => {
    const png = Buffer.from(badgePng(badge, 96))
    equal(png.toString('latin1', 1, 4), 'PNG')
    equal(png.readUInt32BE(16), 96)
    equal(Buffer.from(badgePng(badge)).readUInt32BE(16), 512)
  })

  it('changes with level, accent and theme, and keeps the shape it is given', () => {
    const drawings = [
      badgeSvg(badge),
      badgeSvg({ ...badge, level: 1 }),
      badgeSvg({ ...badge, accent: { hue: 30, chroma: 0.1 } }),
      badgeSvg({ ...badge, theme: 'mono' }),
      badgeSvg({ ...badge, theme: 'dark' }),
    ]
    equal(new Set(drawings).size, 5)
    const shape = { symmetry: 16, motif: 'khatam' } as const
    equal(badgeSvg({ ...badge, shape }), badgeSvg({ ...badge, achievementId: 'other', shape }))
    notEqual(badgeSvg({ ...badge, shape }), drawings[0])
  })
})
