/**
 * The arithmetic that course content may use. There is no way to say anything else in it: no member
 * access, no calls but of the functions below, no text but the names of parameters.
 *
 * @module
 */

export type ParameterValue = number | string
export type Values = Readonly<Record<string, ParameterValue>>

/** The expression cannot be read, or has no value for these parameters. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
}

type Result = number | string | boolean
type Node = (values: Values) => Result

const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  floor: Math.floor,
  ceil: Math.ceil,
  abs: Math.abs,
  round: (number = 0, digits = 0) => tidy(Math.round(tidy(number * 10 ** digits)) / 10 ** digits),
}

const BINARY: readonly Readonly<Record<string, (a: Result, b: Result) => Result>>[] = [
  { or: (a, b) => truth(a) || truth(b) },
  { and: (a, b) => truth(a) && truth(b) },
  { '==': (a, b) => a === b, '!=': (a, b) => a !== b },
  {
    '<': (a, b) => number(a) < number(b),
    '<=': (a, b) => number(a) <= number(b),
    '>': (a, b) => number(a) > number(b),
    '>=': (a, b) => number(a) >= number(b),
  },
  { '+': (a, b) => tidy(number(a) + number(b)), '-': (a, b) => tidy(number(a) - number(b)) },
  {
    '*': (a, b) => tidy(number(a) * number(b)),
    '/': (a, b) => tidy(number(a) / number(b)),
    '%': (a, b) => tidy(number(a) % number(b)),
  },
]

/** Decimal people's arithmetic: 0.1 + 0.2 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12))

function number(value: Result): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ExpressionError(`${value} is not a number`)
  }
  return value
}

function truth(value: Result): boolean {
  if (typeof value !== 'boolean') throw new ExpressionError(`${value} is not a condition`)
  return value
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z][A-Za-z0-9]*)|(==|!=|<=|>=|[-+*/%()<>,]))/y

function tokens(text: string): string[] {
  const found: string[] = []
  const trimmed = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < trimmed.length) {
    const start = TOKEN.lastIndex
    const match = TOKEN.exec(trimmed)
    if (!match) throw new ExpressionError(`cannot read ‘${trimmed.slice(start)}’`)
    found.push(match[0].trim())
  }
  return found
}

const DEPTH = 30

/** Where the reading stands, and the parameters met so far. */
interface Reading {
  readonly tokens: readonly string[]
  readonly names: Set<string>
  at: number
  depth: number
}

const peek = (reading: Reading): string => reading.tokens[reading.at] ?? ''

function next(reading: Reading): string {
  const token = reading.tokens[reading.at++]
  if (token === undefined) throw new ExpressionError('ends too early')
  return token
}

function expect(reading: Reading, token: string): void {
  const found = next(reading)
  if (found !== token) throw new ExpressionError(`expected ‘${token}’, found ‘${found}’`)
}

function binary(reading: Reading, rank: number): Node {
  const operators = BINARY[rank]
  if (!operators) return unary(reading)
  let left = binary(reading, rank + 1)
  for (;;) {
    const token = peek(reading)
    const operator = Object.hasOwn(operators, token) ? operators[token] : undefined
    if (!operator) return left
    next(reading)
    const [a, b] = [left, binary(reading, rank + 1)]
    left = (values) => operator(a(values), b(values))
  }
}

function unary(reading: Reading): Node {
  if (++reading.depth > DEPTH) throw new ExpressionError('nested too deeply')
  const node = signed(reading)
  reading.depth--
  return node
}

function signed(reading: Reading): Node {
  const token = peek(reading)
  if (token !== '-' && token !== 'not') return atom(reading)
  next(reading)
  const operand = unary(reading)
  return token === '-' ? (values) => -number(operand(values)) : (values) => !truth(operand(values))
}

function atom(reading: Reading): Node {
  const token = next(reading)
  if (token === '(') {
    const inner = binary(reading, 0)
    expect(reading, ')')
    return inner
  }
  if (/^\d/.test(token)) return () => Number(token)
  if (!/^[A-Za-z]/.test(token)) throw new ExpressionError(`did not expect ‘${token}’`)
  return peek(reading) === '(' ? call(reading, token) : parameter(reading, token)
}

function parameter(reading: Reading, name: string): Node {
  reading.names.add(name)
  return (values) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new ExpressionError(`${name} is not a parameter`)
    return value
  }
}

function call(reading: Reading, name: string): Node {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (!run) throw new ExpressionError(`${name} is not a function`)
  expect(reading, '(')
  const operands = [binary(reading, 0)]
  while (peek(reading) === ',') {
    next(reading)
    operands.push(binary(reading, 0))
  }
  expect(reading, ')')
  return (values) => number(run(...operands.map((operand) => number(operand(values)))))
}

/** An expression that was read. */
export interface Expression {
  /** Parameters it reads. */
  readonly names: ReadonlySet<string>
  /** @throws {ExpressionError} when it has no number for these values */
  number(values: Values): number
  /** @throws {ExpressionError} when it is no condition */
  holds(values: Values): boolean
}

const read = new Map<string, Expression>()

/** @throws {ExpressionError} saying what could not be read */
export function expression(text: string): Expression {
  const known = read.get(text)
  if (known) return known
  const reading: Reading = { tokens: tokens(text), names: new Set(), at: 0, depth: 0 }
  const node = binary(reading, 0)
  if (peek(reading)) throw new ExpressionError(`did not expect ‘${peek(reading)}’`)
  const made: Expression = {
    names: reading.names,
    number: (values) => number(node(values)),
    holds: (values) => truth(node(values)),
  }
  read.set(text, made)
  return made
}
