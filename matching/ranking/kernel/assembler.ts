/**
 * A small assembler of WebAssembly: what the kernel's code is written in, and nothing more.
 *
 * @see WebAssembly Core Specification 3.0, §5 (binary format)
 * @module
 */

/** Bytes; what is put together from pieces may stay nested. */
export type Code = number | readonly Code[]

const flat = (code: Code): readonly number[] =>
  typeof code === 'number' ? [code] : code.flatMap(flat)

function unsigned(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: number): readonly number[] {
  const rest = value >> 7
  const low = value & 127
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
  return isLast ? [low] : [low | 128, ...signed(rest)]
}

const counted = (items: readonly Code[]): Code => [unsigned(items.length), items]
const sized = (code: Code): Code => counted(flat(code))
const text = (name: string): Code => sized([...Buffer.from(name)])
const section = (id: number, items: readonly Code[]): Code => [id, sized(counted(items))]

export const TYPES = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const
type Type = keyof typeof TYPES

export interface Routine {
  readonly name: string
  readonly params: readonly Type[]
  readonly result?: Type
  readonly locals: readonly Type[]
  readonly code: Code
}

/** @param memories - how many are imported, named `0`, `1` and so on from `memory` */
export function assemble(memories: number, functions: readonly Routine[]) {
  const types = functions.map(({ params, result }): Code => {
    const results = result === undefined ? [] : [TYPES[result]]
    return [0x60, counted(params.map((type) => TYPES[type])), counted(results)]
  })
  const imports = Array.from({ length: memories }, (_, at) => [
    ...[text('memory'), text(String(at))],
    ...[0x02, 0x00, unsigned(1)],
  ])
  const bodies = functions.map(({ locals, code }) =>
    sized([counted(locals.map((type) => [1, TYPES[type]])), code, END]),
  )
  return Uint8Array.from(
    flat([
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, types),
      section(2, imports),
      section(
        3,
        functions.map((_, at) => unsigned(at)),
      ),
      section(
        7,
        functions.map(({ name }, at) => [text(name), 0x00, unsigned(at)]),
      ),
      section(10, bodies),
    ]),
  )
}

const END = 0x0b

/** Operands stand before what takes them. */
const plain =
  (...operation: readonly number[]) =>
  (...operands: readonly Code[]): Code => [...operands, ...operation]
const vector = (operation: number) => plain(0xfd, ...unsigned(operation))

export const get = (local: number): Code => [0x20, unsigned(local)]
export const set = (local: number, value: Code): Code => [value, 0x21, unsigned(local)]
/** Adds to a local. */
export const raise = (local: number, by: Code): Code => set(local, i32.add(get(local), by))
export const int = (value: number): Code => [0x41, signed(value)]
export const number = (value: number): Code => [
  0x44,
  ...new Uint8Array(Float64Array.of(value).buffer),
]
export const select = plain(0x1b)

/** As long as the condition holds, tested first. */
export const whilst = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...[i32.isZero(condition), 0x0d, 1],
  ...body,
  ...[0x0c, 0, END, END],
]

export interface At {
  readonly memory: number
  readonly offset?: number
}
/** Without a promise of how addresses are aligned. */
const reach = ({ memory, offset = 0 }: At): Code =>
  memory === 0 ? [0, unsigned(offset)] : [0x40, unsigned(memory), unsigned(offset)]
const load =
  (...operation: readonly number[]) =>
  (address: Code, at: At): Code => [address, ...operation, reach(at)]
const store =
  (...operation: readonly number[]) =>
  (address: Code, value: Code, at: At): Code => [address, value, ...operation, reach(at)]

export const i32 = {
  load: load(0x28),
  store16: store(0x3b),
  isZero: plain(0x45),
  isLess: plain(0x49),
  trailingZeros: plain(0x68),
  add: plain(0x6a),
  sub: plain(0x6b),
  mul: plain(0x6c),
  and: plain(0x71),
  shl: plain(0x74),
}

export const f64 = {
  load: load(0x2b),
  store: store(0x39),
  isMore: plain(0x64),
  add: plain(0xa0),
  mul: plain(0xa2),
  div: plain(0xa3),
}

export const v128 = {
  load: load(0xfd, 0x00),
  /** 32 or 64 bits; what is above is nothing. */
  load32: load(0xfd, ...unsigned(0x5c)),
  load64: load(0xfd, ...unsigned(0x5d)),
  nothing: [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)] as Code,
}

export const f64x2 = {
  /** The lower two of four numbers of single precision. */
  promote: vector(0x5f),
  add: vector(0xf0),
  mul: vector(0xf2),
  lane: (lane: 0 | 1, value: Code): Code => [value, 0xfd, unsigned(0x21), lane],
}

export const i32x4 = { splat: vector(0x11), isAtLeast: vector(0x3f) }

/** Narrowing keeps all bits set or none. */
export const i16x8 = { narrow: vector(0x85) }
export const i8x16 = { narrow: vector(0x65), bits: vector(0x64) }
