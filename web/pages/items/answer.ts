import type { ItemAnswer, ShownItem } from '../../../schemas/courses.ts'

/** An answer under way; `undefined`: nothing yet. */
export type Draft = ItemAnswer | undefined

/** What stands when an item is first shown: an ordering begins in the order shown. */
export function firstDraft(item: ShownItem): Draft {
  return item.kind === 'ordering' ? item.options.map(({ id }) => id) : undefined
}

/** Can this be sent: is everything asked for answered? */
export function isComplete(item: ShownItem, draft: Draft): draft is ItemAnswer {
  if (draft === undefined) return false
  if (item.kind === 'matching') {
    return typeof draft === 'object' && Object.keys(draft).length === item.left.length
  }
  return !Array.isArray(draft) || draft.length > 0
}

/** Moves an element of an ordering one place. */
export function moved(order: readonly string[], index: number, by: -1 | 1): string[] {
  const next = [...order]
  const [element] = next.splice(index, 1)
  if (element !== undefined) next.splice(index + by, 0, element)
  return next
}

/**
 * A number as people write it: decimal comma or point, spaces or apostrophes between thousands.
 *
 * @returns `undefined` for what is no number, or not one for certain
 */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))
    .replace(/(?<=\d)[\s'’](?=\d{3})/gu, '')
    .replace(/[,٫]/, '.')
  return /^[-+−]?\d+(\.\d+)?$/.test(plain) ? Number(plain.replace('−', '-')) : undefined
}

/** The option ids of a choice or an ordering. */
export const listOf = (draft: Draft): readonly string[] => (Array.isArray(draft) ? draft : [])

/** The pairs of a matching. */
export const pairsOf = (draft: Draft): Readonly<Record<string, string>> =>
  typeof draft === 'object' && !Array.isArray(draft) ? draft : {}
