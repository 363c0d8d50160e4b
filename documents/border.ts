/**
 * The border of a sheet, drawn from the credential's id: no two certificates have the same.
 *
 * @module
 */

import type { Palette } from './color.ts'
import { bytesOf } from './fingerprint.ts'
import { around, circle, notch, polygon, star } from './geometry.ts'

const TILE = 38
const COLUMNS = 30
const ROWS = 21

/** Outer size of the border; it stands around the origin's right and lower side. */
export const BORDER = { width: TILE * COLUMNS, height: TILE * ROWS, tile: TILE } as const

const khatam = (radius: number, offset = 0): string =>
  star(8, [radius, notch(8, 2, radius)], offset)

/** Sixteen tiles, half of them filled and half of them open, so that the band has an even weight. */
const TILES: readonly string[] = [
  khatam(15),
  khatam(15) + khatam(10),
  khatam(15) + circle(6),
  khatam(15) + khatam(7, 0.5),
  around(4, (turn) => circle(5.2, [8.2, turn])),
  around(4, (turn) => circle(5.2, [8.2, turn]), 0.5),
  square(13.5) + circle(7),
  square(13.5) + square(9) + square(4.5),
  circle(12.5) + khatam(9),
  circle(12.5) + circle(9) + circle(4),
  around(8, (turn) => kite(14.5, turn)),
  around(8, (turn) => kite(14.5, turn), 0.5) + circle(2.2),
  square(14, 0) + square(9.5, 0),
  square(14, 0) + khatam(7),
  star(4, [15, 6]) + circle(3),
  star(4, [15, 6], 0.5) + circle(3),
]

/** A square on its corner, or on its side when turned by nothing. */
function square(radius: number, turn = 0.125): string {
  const corners = [0, 0.25, 0.5, 0.75]
  return polygon(corners.map((corner) => [radius, corner + 0.125 + turn]))
}

function kite(radius: number, turn: number): string {
  return polygon([
    [radius, turn],
    [radius * 0.66, turn + 0.05],
    [radius * 0.26, turn],
    [radius * 0.66, turn - 0.05],
  ])
}

/** Places of the tiles, clockwise from the upper left corner. */
function places(): readonly (readonly [number, number])[] {
  const across = Array.from({ length: COLUMNS }, (_, at) => at)
  const down = Array.from({ length: ROWS - 2 }, (_, at) => at + 1)
  return [
    ...across.map((at) => [at, 0] as const),
    ...down.map((at) => [COLUMNS - 1, at] as const),
    ...across.toReversed().map((at) => [at, ROWS - 1] as const),
    ...down.toReversed().map((at) => [0, at] as const),
  ]
}

/** SVG elements of the border: 98 tiles, 4 bits of the id's digest each. */
export function border(credentialId: string, { accent }: Pick<Palette, 'accent'>): string {
  const bytes = bytesOf(credentialId)
  const tiles = places().map(([column, row], index) => {
    const byte = bytes[(index >> 1) % bytes.length] ?? 0
    const tile = TILES[index % 2 === 0 ? byte >> 4 : byte & 15] ?? ''
    const x = column * TILE + TILE / 2
    const y = row * TILE + TILE / 2
    return `<path transform="translate(${x} ${y})" fill="${accent}" fill-rule="evenodd" d="${tile}"/>`
  })
  return tiles.join('') + frame(-2, accent) + frame(TILE + 2, accent)
}

function frame(inset: number, colour: string): string {
  const width = BORDER.width - 2 * inset
  const height = BORDER.height - 2 * inset
  return `<path fill="none" stroke="${colour}" stroke-width="1.4" d="M${inset} ${inset}h${width}v${height}h${-width}Z"/>`
}
