import type { Language } from '../../platform/i18n.ts'
import type { Item } from '../../schemas/course-content.ts'
import type { ItemTexts } from '../../schemas/course-texts.ts'
import type { CourseModule } from '../content.ts'
import { type DrawnItem, drawItem, rightKeys } from '../drawn-item.ts'
import { expression } from '../expression.ts'
import { rightAnswer } from '../grading.ts'
import { allDraws, valuesOf } from '../parameters.ts'
import { fillOf, showItem, type WordedItem } from '../show-item.ts'
import { at, differences, error, type Found, type Place, reasonOf } from './finding.ts'

/** A space with more draws than this is sampled. */
const MOST_DRAWS = 3000

/** Enough that a clash which one draw in a hundred has is found. */
const SAMPLE = 500

/** A parameterised item that gives fewer different questions than this is not one. */
const LEAST_VARIANTS = 4

/** Items of a module in one language, over many draws. */
export function checkItems(module: CourseModule, language: Language): readonly Found[] {
  const words = module.words.get(language)
  if (!words) return []
  return module.items.flatMap((item) => {
    const texts = words.items[item.id]
    const place = at(`${language}/${module.id}.json`, 'items', item.id)
    if (!texts) return []
    const missing = textKeys(item, texts, place)
    if (missing.length > 0) return missing
    return [
      ...wordings(item, texts, place),
      ...draws({ module: module.id, texts, language }, item, place),
    ]
  })
}

/** Every option, element, pair and misconception of the structure has its words, and no other. */
function textKeys(item: Item, texts: ItemTexts, place: Place): readonly Found[] {
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return 'options' in texts ? differences(place, item.options, Object.keys(texts.options)) : []
    case 'ordering':
      return 'elements' in texts
        ? differences(place, item.elements, Object.keys(texts.elements))
        : []
    case 'matching':
      return 'left' in texts ? matchingKeys(item, texts, place) : []
    case 'numeric':
      return 'misconceptions' in texts
        ? differences(
            place,
            item.misconceptions.map(({ id }) => id),
            Object.keys(texts.misconceptions),
          )
        : []
  }
}

function matchingKeys(
  item: Extract<Item, { kind: 'matching' }>,
  texts: Extract<ItemTexts, { left: unknown }>,
  place: Place,
): readonly Found[] {
  const unused = item.right.filter((key) => !Object.values(item.pairs).includes(key))
  return [
    ...differences(place, item.left, Object.keys(texts.left)),
    ...differences(place, item.right, Object.keys(texts.right)),
    ...unused
      .filter((key) => texts.right[key] && texts.right[key].reason === undefined)
      .map((key) => error(place, 'missing-reason', `${key} fits nothing and does not say why`)),
  ]
}

/** Every word that a parameter may be drawn as has its wording in the language. */
function wordings(item: Item, texts: ItemTexts, place: Place): readonly Found[] {
  const drawn = Object.entries(item.parameters?.draw ?? {})
  return Object.entries(texts.parameters ?? {}).flatMap(([name, given]) => {
    const values = drawn.find(([each]) => each === name)?.[1]
    if (!values) return []
    return differences(place, valuesOf(values).map(String), Object.keys(given)).map((found) => ({
      ...found,
      message: `parameter ${name}: ${found.message}`,
    }))
  })
}

function draws(worded: Omit<WordedItem, 'drawn'>, item: Item, place: Place): readonly Found[] {
  const variants = new Set<string>()
  const found = new Map<string, Found>()
  try {
    for (const drawn of drawnItems(item)) {
      const one: WordedItem = { ...worded, drawn }
      variants.add(signature(one))
      for (const each of oneDraw(one, place)) {
        if (!found.has(each.rule)) found.set(each.rule, each)
      }
    }
  } catch (thrown) {
    return [error(place, 'draw', reasonOf(thrown))]
  }
  if (item.parameters && variants.size < LEAST_VARIANTS) {
    const message = `only ${variants.size} different questions come of it`
    return [...found.values(), error(place, 'too-few-variants', message)]
  }
  return [...found.values()]
}

/** Every draw where there are few enough, else a sample. */
function drawnItems(item: Item): readonly DrawnItem[] {
  const first = drawItem(item, 'check')
  const all = item.parameters ? allDraws(item.parameters, MOST_DRAWS) : [first.values]
  return all
    ? all.map((values) => ({ ...first, values }))
    : Array.from({ length: SAMPLE }, (_, index) => drawItem(item, `check ${index}`))
}

/** What a learner sees, whatever the order of the options. */
function signature(worded: WordedItem): string {
  const filled = fillOf(worded)
  return filled([worded.texts.stem, ...optionTexts(worded)].join('\n'))
}

function optionTexts({ texts }: WordedItem): readonly string[] {
  if ('options' in texts) return Object.values(texts.options).map(({ text }) => text)
  if ('elements' in texts) return Object.values(texts.elements).map(({ text }) => text)
  if ('left' in texts) {
    return [...Object.values(texts.left), ...Object.values(texts.right)].map(({ text }) => text)
  }
  return []
}

function oneDraw(worded: WordedItem, place: Place): readonly Found[] {
  const { item } = worded.drawn
  const shown = showItem(worded)
  rightAnswer(worded.drawn) // throws where a table lacks the value drawn
  for (const reason of reasonsOf(worded)) fillOf(worded)(reason) // throws where nothing fills it
  if (item.kind === 'numeric') return numeric(worded, place)
  const sides =
    'options' in shown ? [shown.options] : 'left' in shown ? [shown.left, shown.right] : []
  const clashes = sides.flatMap((side) => sameTexts(side.map(({ text }) => text)))
  return [
    ...clashes.map((text) => error(place, 'same-options', `two options read ‘${text}’`)),
    ...(item.kind === 'multiple' && rightKeys(worded.drawn).length === 0
      ? [error(place, 'no-key', 'no option is right')]
      : []),
  ]
}

const sameTexts = (texts: readonly string[]): readonly string[] => {
  const plain = texts.map((text) =>
    text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(),
  )
  return texts.filter((_text, index) => plain.indexOf(plain[index] ?? '') !== index)
}

function reasonsOf({ texts }: WordedItem): readonly string[] {
  if ('options' in texts) return Object.values(texts.options).map(({ reason }) => reason)
  if ('elements' in texts) return Object.values(texts.elements).map(({ reason }) => reason)
  if ('left' in texts) {
    const sides = [...Object.values(texts.left), ...Object.values(texts.right)]
    return sides.flatMap(({ reason }) => reason ?? [])
  }
  return [texts.explanation, texts.unit, ...Object.values(texts.misconceptions)]
}

/** No misconception leads to the right number, and no two to the same. */
function numeric({ drawn }: WordedItem, place: Place): readonly Found[] {
  const { item, values } = drawn
  if (item.kind !== 'numeric') return []
  const near = (item.tolerance ?? 0) + 1e-9
  const right = expression(item.answer).number(values)
  const wrong = item.misconceptions.map(({ id, value }) => ({
    id,
    value: expression(value).number(values),
  }))
  const drawnAs = Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')
  return wrong.flatMap(({ id, value }, index) => {
    const twin = wrong.slice(0, index).find((other) => Math.abs(other.value - value) <= 1e-9)
    return [
      ...(Math.abs(value - right) <= near
        ? [error(place, 'degenerate', `${id} gives the right number for ${drawnAs}`)]
        : []),
      ...(twin ? [error(place, 'degenerate', `${id} and ${twin.id} agree for ${drawnAs}`)] : []),
    ]
  })
}
