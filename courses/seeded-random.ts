import { createHash } from 'node:crypto'

/** Choices that anybody with the seed can repeat: a form drawn once is drawn the same again. */
export interface SeededRandom {
  /** A whole number from 0 to `limit - 1`, each equally likely. */
  below(limit: number): number
  /** @throws {RangeError} when the list is empty */
  pick<T>(list: readonly T[]): T
  shuffle<T>(list: readonly T[]): T[]
}

/** SHA-256 in counter mode over the seed: the same on every machine, and unguessable without it. */
export function seededRandom(seed: string): SeededRandom {
  let block = Buffer.alloc(0)
  let at = 0
  let counter = 0
  const next32 = (): number => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(`${counter++}\n${seed}`).digest()
      at = 0
    }
    at += 4
    return block.readUInt32BE(at - 4)
  }
  const below = (limit: number): number => {
    if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) throw new RangeError('bad limit')
    const fair = 2 ** 32 - (2 ** 32 % limit)
    for (;;) {
      const number = next32()
      if (number < fair) return number % limit
    }
  }
  return {
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    shuffle: (list) => {
      const shuffled = [...list]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const moved = shuffled[last] as (typeof shuffled)[number]
        shuffled[last] = shuffled[other] as (typeof shuffled)[number]
        shuffled[other] = moved
      }
      return shuffled
    },
  }
}
