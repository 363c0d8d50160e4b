import type { Item } from '../schemas/course-content.ts'
import type { Values } from './expression.ts'
import { drawParameters, perDraw } from './parameters.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

/** An item with its chance settled: the same seed gives the same in every language. */
export interface DrawnItem {
  readonly item: Item
  readonly values: Values
  /** Keys of the content by the id shown (`o1`, `l2`, `r3`), in the order shown. */
  readonly shown: ReadonlyMap<string, string>
}

/** Settles an item: parameters first, then the order of what is shown. */
export function drawItem(item: Item, seed: string): DrawnItem {
  const random = seededRandom(`${item.id}\n${seed}`)
  const values = drawParameters(item.parameters, random)
  return { item, values, shown: new Map(shownKeys(item, random)) }
}

function shownKeys(item: Item, random: SeededRandom): [string, string][] {
  switch (item.kind) {
    case 'single':
      return labelled('o', item.fixedOrder ? item.options : random.shuffle(item.options))
    case 'multiple':
      return labelled('o', random.shuffle(item.options))
    case 'ordering':
      return labelled('o', disordered(item.elements, random))
    case 'matching':
      return [
        ...labelled('l', random.shuffle(item.left)),
        ...labelled('r', random.shuffle(item.right)),
      ]
    case 'numeric':
      return []
  }
}

const labelled = (letter: string, keys: readonly string[]): [string, string][] =>
  keys.map((key, at) => [`${letter}${at + 1}`, key])

/** An order that is not the right one, so that leaving it as it stands is no answer. */
function disordered(keys: readonly string[], random: SeededRandom): string[] {
  for (;;) {
    const order = random.shuffle(keys)
    if (order.some((key, at) => key !== keys[at])) return order
  }
}

/** The id under which a key is shown; `letter` tells the sides of a matching apart. */
export const idOf = ({ shown }: DrawnItem, letter: 'o' | 'l' | 'r', key: string): string =>
  [...shown].find(([id, each]) => each === key && id.startsWith(letter))?.[0] ?? ''

/** Keys of the options that are right in this draw (single and multiple choice). */
export function rightKeys({ item, values }: DrawnItem): readonly string[] {
  if (item.kind === 'single') return [perDraw<string>(item.key, values)]
  return item.kind === 'multiple' ? perDraw<readonly string[]>(item.key, values) : []
}
