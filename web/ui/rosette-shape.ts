/**
 * The rosette: star polygons as in zellige, drawn from a number of points.
 *
 * @module
 */

interface Point {
  readonly x: number
  readonly y: number
}

/** Point `index` of `count` on a circle, the first one on top. */
export function onCircle(index: number, count: number, radius: number): Point {
  const angle = (index / count) * 2 * Math.PI - Math.PI / 2
  return { x: round(Math.cos(angle) * radius), y: round(Math.sin(angle) * radius) }
}

const round = (value: number): number => Math.round(value * 100) / 100
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** SVG path of the star polygon {points/step}: one stroke for each ring of points it falls into. */
export function starPath(points: number, step: number, radius: number): string {
  const rings = gcd(points, step)
  const strokes = Array.from({ length: rings }, (_, start) => {
    const corners = Array.from({ length: points / rings }, (_, turn) =>
      onCircle((start + turn * step) % points, points, radius),
    )
    return `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`
  })
  return strokes.join('')
}

/** SVG path of one petal of a flower with `count` petals: a kite from the centre to the rim. */
export function petalPath(index: number, count: number, radius: number): string {
  const tip = onCircle(index, count, radius)
  const left = onCircle(index - 0.5, count, radius * 0.56)
  const right = onCircle(index + 0.5, count, radius * 0.56)
  const root = onCircle(index, count, radius * 0.16)
  return `M${root.x} ${root.y}L${left.x} ${left.y}L${tip.x} ${tip.y}L${right.x} ${right.y}Z`
}
