import { type Agreement, agreement, type MarkedPair, MEASURES, type Measure } from './agreement.ts'

/** Where a measure lies with 95 % confidence. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export interface Estimate {
  readonly value: number | undefined
  readonly interval: Interval | undefined
}

export type Estimates = Readonly<Record<Measure, Estimate>>

const LARGE = 5_000 // pairs; so many need fewer resamples

/**
 * Every measure with its percentile interval, from resampling the pairs with replacement.
 *
 * @param seed - the same seed gives the same intervals, so that a report can be made again
 */
export function estimates(
  pairs: readonly MarkedPair[],
  max: number,
  { seed, resamples = pairs.length > LARGE ? 400 : 1_000 }: Resampling,
): Estimates {
  const value = agreement(pairs, max)
  const next = randomIndexes(seed, pairs.length)
  const samples: Agreement[] = []
  if (pairs.length > 1) {
    for (let at = 0; at < resamples; at++) {
      samples.push(agreement(resampled(pairs, next), max))
    }
  }
  const estimate = (measure: Measure): Estimate => ({
    value: value[measure],
    interval: value[measure] === undefined ? undefined : percentiles(samples, measure),
  })
  return Object.fromEntries(
    MEASURES.map((measure) => [measure, estimate(measure)]),
  ) as unknown as Estimates
}

export interface Resampling {
  readonly seed: number
  readonly resamples?: number
}

const resampled = (pairs: readonly MarkedPair[], next: () => number): readonly MarkedPair[] =>
  pairs.map((pair) => pairs[next()] ?? pair)

function percentiles(samples: readonly Agreement[], measure: Measure): Interval | undefined {
  const values = samples.flatMap((sample) => sample[measure] ?? []).sort((a, b) => a - b)
  const low = values[Math.floor(values.length * 0.025)]
  const high = values[Math.ceil(values.length * 0.975) - 1]
  return low === undefined || high === undefined ? undefined : { low, high }
}

/** xorshift32: repeatable, and even enough to choose answers by. */
function randomIndexes(seed: number, length: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % length
  }
}
