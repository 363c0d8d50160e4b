/**
 * The kernel's code: what a ranking spends most of its time with, several numbers at once.
 *
 * Each sum is added up in the order in which the plain loops of `kernel.ts` add it, and IEEE 754 leaves no choice in
 * between: the results are the same to the last digit.
 *
 * @module
 */

import {
  assemble,
  type Code,
  f64,
  f64x2,
  get,
  i8x16,
  i16x8,
  i32,
  i32x4,
  int,
  number,
  type Routine,
  raise,
  select,
  set,
  v128,
  whilst,
} from './assembler.ts'
import { NEAR_BYTES, ROW_BYTES, SCALE, WORDS_BYTES } from './table.ts'

/** Vectors of skills lie in one memory, all else in another. */
const ROWS = { memory: 0 } as const
const DESK = { memory: 1 } as const

/** Rows that are multiplied at once: enough that no sum waits for itself. */
export const TOGETHER = 4
const four = <T>(make: (at: number) => T): readonly T[] =>
  Array.from({ length: TOGETHER }, (_, at) => make(at))

/** Locals of `near`: what it is given, then what it works with, then four of each kind. */
const [ORDER, END, VECTOR, DIMENSIONS, TABLE, FACTOR, LENGTH] = [0, 1, 2, 3, 4, 5, 6] as const
const [AT, WHOLE, LAST, LEFT, RIGHT, SUM] = [7, 8, 9, 10, 11, 12] as const
const [ROW, LOW, HIGH] = [13, 17, 21] as const

const addTo = (local: number, value: Code): Code => set(local, f64x2.add(get(local), value))
const isBefore = (local: number, end: number) => i32.isLess(get(local), get(end))

/** Two numbers of the row by two of the vector. */
const product = (one: number, offset: number, by: number): Code =>
  f64x2.mul(f64x2.promote(v128.load64(get(ROW + one), { ...ROWS, offset })), get(by))

/** Four dimensions at a time into four sums, what is left over into the first. */
const multiplyRows: Code = [
  set(AT, get(VECTOR)),
  whilst(
    isBefore(AT, WHOLE),
    set(LEFT, v128.load(get(AT), DESK)),
    set(RIGHT, v128.load(get(AT), { ...DESK, offset: 16 })),
    four((one) => [
      addTo(LOW + one, product(one, 0, LEFT)),
      addTo(HIGH + one, product(one, 8, RIGHT)),
      raise(ROW + one, int(16)),
    ]),
    raise(AT, int(32)),
  ),
  whilst(
    isBefore(AT, LAST),
    set(LEFT, v128.load64(get(AT), DESK)),
    four((one) => [
      addTo(LOW + one, f64x2.mul(f64x2.promote(v128.load32(get(ROW + one), ROWS)), get(LEFT))),
      raise(ROW + one, int(4)),
    ]),
    raise(AT, int(8)),
  ),
]

const bothOf = (local: number): Code =>
  f64.add(f64x2.lane(0, get(local)), f64x2.lane(1, get(local)))

const storeGain = (one: number): Code => [
  set(SUM, f64.add(bothOf(LOW + one), bothOf(HIGH + one))),
  f64.store(
    i32.add(
      get(TABLE),
      i32.mul(i32.load(get(ORDER), { ...DESK, offset: 8 * one + 4 }), int(ROW_BYTES)),
    ),
    select(
      f64.div(f64.mul(get(FACTOR), get(SUM)), get(LENGTH)),
      number(0),
      f64.isMore(get(SUM), number(0)),
    ),
    { ...DESK, offset: NEAR_BYTES },
  ),
]

/** Nearness to all skills that have a vector; see `Kernel.near`. */
function near(): Routine {
  return {
    name: 'near',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'],
    locals: [
      ...(['i32', 'i32', 'i32', 'v128', 'v128', 'f64'] as const),
      ...four(() => 'i32' as const),
      ...four(() => 'v128' as const),
      ...four(() => 'v128' as const),
    ],
    code: [
      set(WHOLE, i32.add(get(VECTOR), i32.shl(i32.and(get(DIMENSIONS), int(-4)), int(3)))),
      set(LAST, i32.add(get(VECTOR), i32.shl(get(DIMENSIONS), int(3)))),
      whilst(
        isBefore(ORDER, END),
        four((one) => [
          set(ROW + one, i32.load(get(ORDER), { ...DESK, offset: 8 * one })),
          set(LOW + one, v128.nothing),
          set(HIGH + one, v128.nothing),
        ]),
        multiplyRows,
        four(storeGain),
        raise(ORDER, int(8 * TOGETHER)),
      ),
    ],
  }
}

/** What words of names give to all skills, and what words and nearness do; see `Kernel.words`. */
function words(): Routine {
  const [start, end, values, gains, table, fine, factor, length] = [0, 1, 2, 3, 4, 5, 6, 7] as const
  const [at, last, sum] = [8, 9, 10] as const
  const half = (value: Code): Code => f64.mul(value, number(0.5))
  const placeIn = (local: number): Code =>
    i32.add(get(values), i32.shl(i32.load(get(start), { ...DESK, offset: local }), int(2)))
  return {
    name: 'words',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'],
    locals: ['i32', 'i32', 'f64'],
    code: [
      whilst(
        i32.isLess(get(start), get(end)),
        set(at, placeIn(0)),
        set(last, placeIn(4)),
        set(sum, number(0)),
        whilst(
          i32.isLess(get(at), get(last)),
          set(
            sum,
            f64.add(
              get(sum),
              f64.load(i32.add(get(gains), i32.shl(i32.load(get(at), DESK), int(3))), DESK),
            ),
          ),
          raise(at, int(4)),
        ),
        set(sum, f64.div(f64.mul(get(factor), get(sum)), get(length))),
        f64.store(get(table), get(sum), { ...DESK, offset: WORDS_BYTES }),
        f64.store(
          get(fine),
          f64.mul(
            f64.add(half(get(sum)), half(f64.load(get(table), { ...DESK, offset: NEAR_BYTES }))),
            number(SCALE),
          ),
          DESK,
        ),
        raise(start, int(4)),
        raise(table, int(ROW_BYTES)),
        raise(fine, int(8)),
      ),
    ],
  }
}

/** Which sums are at least so much; see `Scan`. */
function scan(): Routine {
  const [from, end, needed, into] = [0, 1, 2, 3] as const
  const [least, bits, next] = [4, 5, 6] as const
  const atLeast = (offset: number): Code =>
    i32x4.isAtLeast(v128.load(i32.shl(get(from), int(2)), { memory: 0, offset }), get(least))
  return {
    name: 'scan',
    params: ['i32', 'i32', 'i32', 'i32'],
    result: 'i32',
    locals: ['v128', 'i32', 'i32'],
    code: [
      set(least, i32x4.splat(get(needed))),
      set(next, get(into)),
      whilst(
        i32.isLess(get(from), get(end)),
        set(
          bits,
          i8x16.bits(
            i8x16.narrow(
              i16x8.narrow(atLeast(0), atLeast(16)),
              i16x8.narrow(atLeast(32), atLeast(48)),
            ),
          ),
        ),
        whilst(
          get(bits),
          i32.store16(get(next), i32.add(get(from), i32.trailingZeros(get(bits))), { memory: 0 }),
          raise(next, int(2)),
          set(bits, i32.and(get(bits), i32.sub(get(bits), int(1)))),
        ),
        raise(from, int(16)),
      ),
      i32.sub(get(next), get(into)),
    ],
  }
}

export const sweepCode = (): Uint8Array => assemble(2, [near(), words()])
export const scanCode = (): Uint8Array => assemble(1, [scan()])
