import { isoTime, type UnixSeconds } from '../../platform/clock.ts'
import { agreement } from '../evaluation/agreement.ts'
import { mean } from './items.ts'

/** A level of the model beside that of a person who did not know it. */
export interface BlindPair {
  readonly model: string
  readonly markedAt: UnixSeconds
  readonly proposed: number
  readonly marked: number
}

/** How the model agreed with people in a month. */
export interface Drift {
  readonly month: string
  readonly model: string
  readonly marks: number
  /** By how many levels the model is kinder. */
  readonly bias: number
  readonly exact: number
  readonly adjacent: number
  readonly qwk: number | undefined
  /** It has moved against the months before by more than a third of a level. */
  readonly moved: boolean
}

const HIGHEST = 3
const MOVED = 1 / 3
/** Fewer marks tell nothing. */
export const ENOUGH_MARKS = 20

/** Month by month per model, oldest first. */
export function drift(pairs: readonly BlindPair[]): readonly Drift[] {
  const groups = Map.groupBy(pairs, ({ model, markedAt }) =>
    JSON.stringify([model, isoTime(markedAt).slice(0, 7)]),
  )
  const found: Drift[] = []
  const keys = [...groups.keys()].sort((a, b) => a.localeCompare(b, 'en'))
  for (const key of keys) {
    const [model, month] = JSON.parse(key) as [string, string]
    const before = found.filter((each) => each.model === model)
    found.push(driftOf({ model, month, members: groups.get(key) ?? [] }, before))
  }
  return found
}

function driftOf(
  group: { readonly model: string; readonly month: string; readonly members: readonly BlindPair[] },
  before: readonly Drift[],
): Drift {
  const { model, month, members } = group
  const bias = mean(members.map(({ proposed, marked }) => proposed - marked))
  const { exact, adjacent, qwk } = agreement(
    members.map(({ proposed, marked }) => ({ a: marked, b: proposed })),
    HIGHEST,
  )
  const known = before.filter(({ marks }) => marks >= ENOUGH_MARKS)
  const usual = mean(known.map((each) => each.bias))
  const moved = members.length >= ENOUGH_MARKS && known.length > 0 && Math.abs(bias - usual) > MOVED
  return {
    ...{ month, model, marks: members.length, bias },
    ...{ exact: exact ?? 0, adjacent: adjacent ?? 0, qwk, moved },
  }
}
