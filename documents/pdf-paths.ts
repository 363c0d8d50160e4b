/**
 * Our own drawings as PDF operators: every element of them is a filled or stroked path.
 *
 * @see ISO 32000-2 §8.4.4, §8.5
 * @module
 */

/** Control points of a quarter circle lie at this part of the radius. */
const KAPPA = 0.5522847498

interface Point {
  readonly x: number
  readonly y: number
}

type Attributes = Readonly<Record<string, string | undefined>>

const number = (value: number): string => String(Math.round(value * 1000) / 1000)

const points = (...list: readonly Point[]): string =>
  list.map(({ x, y }) => `${number(x)} ${number(y)}`).join(' ')

/** Operators that draw the elements of one of our SVG texts, in its own units. */
export function operatorsOf(svg: string): string {
  const operators: string[] = []
  for (const [, close, name, text = ''] of svg.matchAll(/<(\/?)(g|path)\b([^>]*)>/g)) {
    if (name === 'g') operators.push(close ? 'Q' : `q ${transformOf(attributesOf(text))}`)
    else operators.push(drawn(attributesOf(text)))
  }
  return operators.join('\n')
}

const attributesOf = (text: string): Attributes =>
  Object.fromEntries(
    Array.from(text.matchAll(/([\w-]+)="([^"]*)"/g), ([, key, value]) => [key, value]),
  )

/** `translate(x y)` and `scale(s)`, in this order, as our drawings write them. */
function transformOf({ transform = '' }: Attributes): string {
  const move = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(transform)
  const scale = /scale\(([-\d.]+)\)/.exec(transform)?.[1]
  const moved = move ? `1 0 0 1 ${move[1]} ${move[2]} cm ` : ''
  return moved + (scale === undefined ? '' : `${scale} 0 0 ${scale} 0 0 cm`)
}

function drawn(attributes: Attributes): string {
  const { d = '', fill = '#000000', stroke } = attributes
  const path = pathOf(d)
  const parts = ['q', transformOf(attributes)]
  if (stroke !== undefined) {
    const cap = attributes['stroke-linecap'] === 'round' ? '1 J' : '0 J'
    parts.push(`${colour(stroke)} RG`, `${attributes['stroke-width'] ?? '1'} w`, cap, path, 'S')
  } else {
    const rule = attributes['fill-rule'] === 'evenodd' ? 'f*' : 'f'
    parts.push(`${colour(fill)} rg`, path, rule)
  }
  return [...parts, 'Q'].join('\n')
}

/** `#rgb` or `#rrggbb` as three parts of one. */
function colour(hex: string): string {
  const long = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex
  return [1, 3, 5].map((at) => number(Number.parseInt(long.slice(at, at + 2), 16) / 255)).join(' ')
}

interface Pen {
  at: Point
  start: Point
}

/** Path data as path construction operators. */
export function pathOf(data: string): string {
  const pen: Pen = { at: { x: 0, y: 0 }, start: { x: 0, y: 0 } }
  const operators = Array.from(
    data.matchAll(/([MLHVQCZhva])([^MLHVQCZhva]*)/g),
    ([, name = '', rest = '']) => {
      const values = rest.match(/-?[\d.]+/g)?.map(Number) ?? []
      return COMMANDS[name]?.(values, pen) ?? ''
    },
  )
  return operators.join('\n')
}

type Command = (values: readonly number[], pen: Pen) => string

const pairs = (values: readonly number[]): readonly Point[] =>
  Array.from({ length: Math.floor(values.length / 2) }, (_, at) => ({
    x: values[2 * at] ?? 0,
    y: values[2 * at + 1] ?? 0,
  }))

const lineTo = (pen: Pen, to: Point): string => {
  pen.at = to
  return `${points(to)} l`
}

const curveTo = (pen: Pen, [one, two, to]: readonly [Point, Point, Point]): string => {
  pen.at = to
  return `${points(one, two, to)} c`
}

const between = (from: Point, to: Point, part: number): Point => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
})

const ORIGIN: Point = { x: 0, y: 0 }

const COMMANDS: Readonly<Record<string, Command>> = {
  M: (values, pen) => {
    const [first = ORIGIN, ...rest] = pairs(values)
    pen.at = first
    pen.start = first
    return [`${points(first)} m`, ...rest.map((to) => lineTo(pen, to))].join('\n')
  },
  L: (values, pen) =>
    pairs(values)
      .map((to) => lineTo(pen, to))
      .join('\n'),
  H: ([x = 0], pen) => lineTo(pen, { x, y: pen.at.y }),
  V: ([y = 0], pen) => lineTo(pen, { x: pen.at.x, y }),
  h: ([dx = 0], pen) => lineTo(pen, { x: pen.at.x + dx, y: pen.at.y }),
  v: ([dy = 0], pen) => lineTo(pen, { x: pen.at.x, y: pen.at.y + dy }),
  // a quadratic curve is the cubic one whose handles lie at two thirds
  Q: (values, pen) => {
    const [handle = ORIGIN, to = ORIGIN] = pairs(values)
    const handles = [between(pen.at, handle, 2 / 3), between(to, handle, 2 / 3)] as const
    return curveTo(pen, [...handles, to])
  },
  C: (values, pen) => {
    const [one = ORIGIN, two = ORIGIN, to = ORIGIN] = pairs(values)
    return curveTo(pen, [one, two, to])
  },
  // half circles only, which is all that our drawings have
  a: ([radius = 0, , , , , dx = 0], pen) => halfCircle(pen, radius, Math.sign(dx)),
  Z: (_, pen) => {
    pen.at = pen.start
    return 'h'
  },
}

/** From one side of a circle to the other, counter-clockwise on the page as `sweep 0` says. */
function halfCircle(pen: Pen, radius: number, side: number): string {
  const { x, y } = pen.at
  const handle = radius * KAPPA
  const top = { x: x + side * radius, y: y + side * radius }
  const end = { x: x + 2 * side * radius, y }
  return [
    curveTo(pen, [{ x, y: y + side * handle }, { x: top.x - side * handle, y: top.y }, top]),
    curveTo(pen, [{ x: top.x + side * handle, y: top.y }, { x: end.x, y: y + side * handle }, end]),
  ].join('\n')
}
