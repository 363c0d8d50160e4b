/**
 * Which jobs of a shelf ask for what: as numbers of 16 bits where few do, as a bit for each job where
 * many do.
 *
 * @see Chambi, Lemire, Kaser and Godin, Better bitmap performance with Roaring bitmaps (2016)
 * @module
 */

export interface Postings {
  /** Jobs that ask for `asks[n]`, ascending, from `postingStart[n]`; none of what has bits. */
  readonly postings: Uint16Array
  readonly postingStart: Uint32Array
  /** Places in `asks` of what has bits, ascending. */
  readonly dense: Uint32Array
  /** How many jobs ask for `dense[n]`. */
  readonly denseSize: Uint32Array
  /** Those of `dense[n]` from word `n * wordsOf(size)`, the lowest bit of a word first. */
  readonly bits: Uint32Array
}

/** What more than one job in so many asks for is shorter in bits. */
const DENSE = 16
export const WORD = 32

/** Words for a bit of each job. */
export const wordsOf = (size: number): number => Math.ceil(size / WORD)

interface Rows {
  readonly size: number
  readonly asks: Uint32Array
  /** What job n asks for, as places in `asks`, from `start[n]`. */
  readonly asked: Uint16Array | Uint32Array
  startOf(job: number): number
}

export function postingsOf({ size, asks, asked, startOf }: Rows): Postings {
  const counts = new Uint32Array(asks.length)
  for (const place of asked) counts[place] = (counts[place] as number) + 1
  const dense = Uint32Array.from(counts.keys()).filter(
    (place) => (counts[place] as number) * DENSE > size,
  )
  const row = new Int32Array(asks.length).fill(-1)
  for (const [at, place] of dense.entries()) row[place] = at
  const postingStart = new Uint32Array(asks.length + 1)
  for (let place = 0; place < asks.length; place++) {
    const own = row[place] === -1 ? (counts[place] as number) : 0
    postingStart[place + 1] = (postingStart[place] as number) + own
  }
  const next = postingStart.slice()
  const postings = new Uint16Array(postingStart[asks.length] as number)
  const words = wordsOf(size)
  const bits = new Uint32Array(dense.length * words)
  for (let job = 0; job < size; job++) {
    for (let at = startOf(job); at < startOf(job + 1); at++) {
      const place = asked[at] as number
      const dense = row[place] as number
      if (dense === -1) {
        const into = next[place] as number
        postings[into] = job
        next[place] = into + 1
      } else {
        const word = dense * words + (job >>> 5)
        bits[word] = (bits[word] as number) | (1 << (job & 31))
      }
    }
  }
  const denseSize = dense.map((place) => counts[place] as number)
  return { postings, postingStart, dense, denseSize, bits }
}
