/** One way of doing a thing, to be timed beside others. */
export type Act = () => unknown

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** The value below which so many of a hundred lie. */
export const percentile = (numbers: readonly number[], percent: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0
}

const ROUNDS = 12

/**
 * Median microseconds of each act.
 *
 * All take turns in short rounds, so that a busy moment of the machine is shared, not one act's alone;
 * the first round warms up.
 *
 * @param share - milliseconds that each act gets per round
 */
export async function medians<Name extends string>(
  acts: Readonly<Record<Name, Act>>,
  share = 120,
): Promise<Readonly<Record<Name, number>>> {
  const spent = new Map<string, number[]>(Object.keys(acts).map((name) => [name, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, act] of Object.entries<Act>(acts)) {
      const times = await timesOf(act, round === 0 ? share * 3 : share)
      if (round > 0) spent.get(name)?.push(...times)
    }
  }
  const found = [...spent].map(([name, times]) => [name, middle(times)] as const)
  return Object.fromEntries(found) as Record<Name, number>
}

async function timesOf(act: Act, milliseconds: number): Promise<readonly number[]> {
  const times: number[] = []
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    const start = performance.now()
    await act()
    times.push((performance.now() - start) * 1000)
  }
  return times
}
