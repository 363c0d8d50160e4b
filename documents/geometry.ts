/**
 * Points and closed paths around a centre, the alphabet of the rosette.
 *
 * @module
 */

/** Distance from the centre, and angle in turns, clockwise from the top. */
export type Polar = readonly [radius: number, turn: number]

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** `x y` of a point around the origin. */
export function at([radius, turn]: Polar): string {
  const angle = 2 * Math.PI * turn
  return `${round(radius * Math.sin(angle))} ${round(-radius * Math.cos(angle))}`
}

/** A closed polygon as path data. */
export const polygon = (points: readonly Polar[]): string => `M${points.map(at).join('L')}Z`

/** A circle as path data, around a point. */
export function circle(radius: number, centre: Polar = [0, 0]): string {
  const [x = 0, y = 0] = at(centre).split(' ').map(Number)
  const r = round(radius)
  return `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 0 ${round(2 * radius)} 0a${r} ${r} 0 1 0 ${round(-2 * radius)} 0Z`
}

/** `shape(turn)` for each of `count` places around the circle, the first at `offset` of a step. */
export function around(count: number, shape: (turn: number) => string, offset = 0): string {
  return Array.from({ length: count }, (_, step) => shape((step + offset) / count)).join('')
}

/**
 * A star whose points lie on the outer circle and whose notches lie on the inner one.
 *
 * @param points - number of points
 */
export function star(
  points: number,
  [outer, inner]: readonly [number, number],
  offset = 0,
): string {
  return polygon(
    Array.from({ length: 2 * points }, (_, step) => [
      step % 2 === 0 ? outer : inner,
      (step / 2 + offset) / points,
    ]),
  )
}

/** Radius of the notches of the regular star {points/density} drawn on a circle of `outer`. */
export function notch(points: number, density: number, outer: number): number {
  const half = Math.PI / points
  return (outer * Math.cos(density * half)) / Math.cos((density - 1) * half)
}
