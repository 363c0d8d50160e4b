/**
 * Where the rows of jobs begin in an array, in half the bytes that plain numbers would take.
 *
 * @module
 */

export interface Starts {
  /** Of each {@link GROUP} rows, where the first begins. */
  readonly heads: Uint32Array
  /** From there to each row; wider where rows are so long that 16 bits do not do. */
  readonly steps: Uint16Array | Uint32Array
}

const GROUP = 64

/** Where row n begins, which is where the one before it ends. */
export const startOf = ({ heads, steps }: Starts, row: number): number =>
  (heads[row >>> 6] as number) + (steps[row] as number)

export function startsOf(lengths: Uint32Array): Starts {
  const rows = lengths.length + 1
  const heads = new Uint32Array(Math.ceil(rows / GROUP))
  const steps = new Uint32Array(rows)
  let start = 0
  let most = 0
  for (let row = 0; row < rows; row++) {
    if (row % GROUP === 0) heads[row / GROUP] = start
    steps[row] = start - (heads[row >>> 6] as number)
    most = Math.max(most, steps[row] as number)
    start += lengths[row] ?? 0
  }
  return { heads, steps: most < 2 ** 16 ? Uint16Array.from(steps) : steps }
}
