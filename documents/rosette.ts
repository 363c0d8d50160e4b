/**
 * The rosette: a star polygon like those of zellige, drawn from data.
 *
 * The achievement fixes symmetry and motif, the level the number of rings. Everything is filled areas
 * in two inks, so that it prints in one colour and still reads when it is very small.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Palette } from './color.ts'
import { around, at, circle, notch, polygon, star } from './geometry.ts'

export type Symmetry = 8 | 10 | 12 | 16

export type Motif = 'petals' | 'khatam' | 'weave' | 'bloom'

const SYMMETRIES: readonly Symmetry[] = [8, 10, 12, 16]
const MOTIFS: readonly Motif[] = ['petals', 'khatam', 'weave', 'bloom']

export interface RosetteShape {
  readonly symmetry: Symmetry
  readonly motif: Motif
}

/** The shape of an achievement: the same for ever, as it follows from the identifier alone. */
export function rosetteOf(achievementId: string): RosetteShape {
  const [first = 0, second = 0] = createHash('sha256').update(achievementId).digest()
  return {
    symmetry: SYMMETRIES[first % SYMMETRIES.length] ?? 8,
    motif: MOTIFS[second % MOTIFS.length] ?? 'petals',
  }
}

export interface Rosette extends RosetteShape {
  /** Rings around the motif: the level, 0 to 3. */
  readonly rings: number
}

const RIM = 96
const RING_WIDTH = 10.5

type Inks = Pick<Palette, 'accent' | 'paper'>

/**
 * SVG elements of a rosette around the origin, within a circle of radius 100.
 *
 * @param inks - `accent` on `paper`; no other ink is used
 */
export function rosette({ symmetry, motif, rings }: Rosette, inks: Inks): string {
  const count = Math.min(Math.max(Math.trunc(rings), 0), 3)
  const field = RIM - 7 - RING_WIDTH * count
  return [
    fill(inks.accent, star(teeth(symmetry), [100, 96.5])),
    fill(inks.paper, bands(symmetry, count)),
    fill(inks.paper, circle(field)),
    MOTIF_DRAWINGS[motif]({ symmetry, radius: field - 4, inks }),
  ].join('')
}

const teeth = (symmetry: Symmetry): number => ({ 8: 48, 10: 50, 12: 48, 16: 64 })[symmetry]

const fill = (colour: string, data: string): string =>
  data && `<path fill="${colour}" fill-rule="evenodd" d="${data}"/>`

/** One row of ornaments for each ring, from the rim inwards, never two rows alike. */
function bands(symmetry: Symmetry, count: number): string {
  const many = symmetry === 16 ? 32 : symmetry * 3
  const rows = [
    (radius: number) => around(many, (turn) => circle(2.2, [radius, turn])),
    (radius: number) =>
      around(many, (turn) => lozenge(radius, turn, { tall: 3.1, wide: 0.36 / many })),
    (radius: number) =>
      around(many, (turn) => wedge(radius, turn, { tall: 3.1, wide: 0.4 / many })),
  ]
  return rows
    .slice(0, count)
    .map((row, index) => {
      const radius = RIM - 8 - RING_WIDTH * index
      const line = radius - RING_WIDTH / 2
      return row(radius) + (index < count - 1 ? circle(line + 0.5) + circle(line - 0.5) : '')
    })
    .join('')
}

interface Ornament {
  readonly tall: number
  /** Half the width, in turns. */
  readonly wide: number
}

const lozenge = (radius: number, turn: number, { tall, wide }: Ornament): string =>
  polygon([
    [radius + tall, turn],
    [radius, turn + wide],
    [radius - tall, turn],
    [radius, turn - wide],
  ])

const wedge = (radius: number, turn: number, { tall, wide }: Ornament): string =>
  polygon([
    [radius + tall, turn],
    [radius - tall, turn + wide],
    [radius - tall * 0.3, turn],
    [radius - tall, turn - wide],
  ])

interface Field {
  readonly symmetry: Symmetry
  readonly radius: number
  readonly inks: Inks
}

/** Drawings of the centre. In one path, areas drawn twice are open (even-odd). */
const MOTIF_DRAWINGS: Readonly<Record<Motif, (field: Field) => string>> = {
  petals: ({ symmetry: n, radius: r, inks }) =>
    fill(
      inks.accent,
      around(n, (turn) => petal(r, turn, 1 / n)),
    ) +
    fill(
      inks.accent,
      star(n, [r * 0.38, notch(n, depth(n), r * 0.38)], 0.5) +
        star(n, [r * 0.19, notch(n, depth(n), r * 0.19)], 0.5),
    ),
  khatam: ({ symmetry: n, radius: r, inks }) => {
    const level = (part: number, offset = 0) =>
      star(n, [r * part, notch(n, depth(n), r * part)], offset)
    const stars = level(1) + level(0.86) + level(0.75) + level(0.44, 0.5)
    return fill(inks.accent, stars + circle(r * 0.15))
  },
  weave: ({ symmetry: n, radius: r, inks }) =>
    strapwork(n, r, inks) +
    fill(inks.accent, star(n, [r * 0.24, notch(n, depth(n), r * 0.24)]) + circle(r * 0.08)),
  bloom: ({ symmetry: n, radius: r, inks }) =>
    fill(
      inks.accent,
      around(n, (turn) => circle(r * 0.5, [r * 0.5, turn])),
    ) +
    fill(inks.paper, circle(r * 0.25)) +
    fill(inks.accent, star(n, [r * 0.2, notch(n, depth(n), r * 0.2)]) + circle(r * 0.06)),
}

/** A long kite, the seed-shaped tile between the points of a star. */
const petal = (r: number, turn: number, step: number): string =>
  polygon([
    [r, turn],
    [r * 0.8, turn + 0.4 * step],
    [r * 0.52, turn + 0.36 * step],
    [r * 0.37, turn],
    [r * 0.52, turn - 0.36 * step],
    [r * 0.8, turn - 0.4 * step],
  ])

/** Straps from each point of the star to the next but some, a light line along their middle. */
function strapwork(n: Symmetry, r: number, { accent, paper }: Inks): string {
  const outer = r - 3
  const reach = depth(n) + 1
  const chords = around(n, (turn) => `M${at([outer, turn])}L${at([outer, turn + reach / n])}`)
  const nodes = around(n, (turn) => circle(r * 0.055, [outer, turn]))
  const stroke = (colour: string, width: number): string =>
    `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" d="${chords}"/>`
  const broad = n === 16 ? 4.6 : 6.4
  return stroke(accent, broad) + stroke(paper, broad * 0.3) + fill(accent, nodes)
}

/** Density of the star that has good proportions in each symmetry. */
const depth = (n: Symmetry): number => ({ 8: 2, 10: 3, 12: 3, 16: 4 })[n]
