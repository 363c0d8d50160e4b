import type { ParameterSpace, ParameterValues } from '../schemas/course-content.ts'
import { expression, type ParameterValue, type Values } from './expression.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Draws after which a space whose conditions are never met is a mistake of the content. */
const TRIES = 500

/** All values a parameter may take. */
export function valuesOf(parameter: ParameterValues): readonly ParameterValue[] {
  if ('choose' in parameter) return parameter.choose
  const { from, to, step } = parameter
  if (!(step > 0) || to < from) return []
  const count = Math.floor((to - from) / step + 1e-9) + 1
  return Array.from({ length: count }, (_, at) => Number((from + at * step).toPrecision(12)))
}

/**
 * Draws values that meet the conditions of the space.
 *
 * @throws {Error} when no draw meets them: the content check finds this before a learner does
 */
export function drawParameters(space: ParameterSpace | undefined, random: SeededRandom): Values {
  if (!space) return {}
  for (let left = TRIES; left > 0; left--) {
    const drawn = Object.entries(space.draw).map(
      ([name, parameter]) => [name, random.pick(valuesOf(parameter))] as const,
    )
    const values = derive(space, Object.fromEntries(drawn))
    if (meets(space, values)) return values
  }
  throw new Error('no draw meets the conditions of the parameter space')
}

/** The drawn values with the derived ones beside them. */
export function derive(space: ParameterSpace, drawn: Values): Values {
  const values: Record<string, ParameterValue> = { ...drawn }
  for (const [name, rule] of Object.entries(space.derive ?? {})) {
    values[name] = typeof rule === 'string' ? expression(rule).number(values) : lookUp(rule, values)
  }
  return values
}

export const meets = (space: ParameterSpace, values: Values): boolean =>
  (space.require ?? []).every((condition) => expression(condition).holds(values))

interface Table<T> {
  readonly by: string
  readonly values: Readonly<Record<string, T>>
}

/** @throws {Error} when the table has no row for the value */
export function lookUp<T>(table: Table<T>, values: Values): T {
  const row = String(values[table.by])
  const found = Object.hasOwn(table.values, row) ? table.values[row] : undefined
  if (found === undefined) throw new Error(`no entry for ${table.by} = ${row}`)
  return found
}

/** The value of something that is the same for every draw, or looked up by a parameter. */
export function perDraw<T extends string | readonly string[]>(
  value: T | Table<T>,
  values: Values,
): T {
  return isTable(value) ? lookUp(value, values) : value
}

const isTable = <T extends string | readonly string[]>(value: T | Table<T>): value is Table<T> =>
  typeof value === 'object' && 'by' in value

/** Every draw of a space that meets its conditions; `undefined` when there are more than `most` to try. */
export function allDraws(space: ParameterSpace, most: number): readonly Values[] | undefined {
  const lists = Object.entries(space.draw).map(
    ([name, parameter]) => [name, valuesOf(parameter)] as const,
  )
  if (lists.reduce((product, [, values]) => product * values.length, 1) > most) return undefined
  const drawn = lists.reduce<readonly Values[]>(
    (sofar, [name, values]) =>
      sofar.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
    [{}],
  )
  return drawn.map((each) => derive(space, each)).filter((values) => meets(space, values))
}
