import type { Language } from '../platform/i18n.ts'
import type { ItemTexts } from '../schemas/course-texts.ts'
import type { ShownItem } from '../schemas/courses.ts'
import type { DrawnItem } from './drawn-item.ts'
import { fill } from './template.ts'

/** A drawn item with its words: what showing and explaining need. */
export interface WordedItem {
  readonly module: string
  readonly drawn: DrawnItem
  readonly texts: ItemTexts
  readonly language: Language
}

/** Fills a text of the item with the values drawn. */
export const fillOf =
  ({ drawn, texts, language }: WordedItem) =>
  (template: string): string =>
    fill(template, { language, values: drawn.values, wordings: texts.parameters })

/** Text and reason of one thing shown, not yet filled. */
export interface Spoken {
  readonly text: string
  readonly reason?: string | undefined
}

/** The texts of what is shown under an id. */
export function spokenOf({ drawn, texts }: WordedItem, id: string): Spoken {
  const key = drawn.shown.get(id) ?? ''
  const found = sideOf(texts, id)[key]
  if (!found) throw new Error(`no text for ${drawn.item.id}/${key}`)
  return found
}

function sideOf(texts: ItemTexts, id: string): Readonly<Record<string, Spoken>> {
  if ('options' in texts) return texts.options
  if ('elements' in texts) return texts.elements
  if ('left' in texts) return id.startsWith('l') ? texts.left : texts.right
  return {}
}

/** The item as a learner sees it. */
export function showItem(worded: WordedItem): ShownItem {
  const { drawn, module, texts } = worded
  const filled = fillOf(worded)
  const head = { itemId: drawn.item.id, module, stem: filled(texts.stem) }
  const side = (letter: string) =>
    [...drawn.shown.keys()]
      .filter((id) => id.startsWith(letter))
      .map((id) => ({ id, text: filled(spokenOf(worded, id).text) }))
  switch (drawn.item.kind) {
    case 'numeric':
      return { ...head, kind: 'numeric', unit: 'unit' in texts ? filled(texts.unit) : '' }
    case 'matching':
      return { ...head, kind: 'matching', left: side('l'), right: side('r') }
    default:
      return { ...head, kind: drawn.item.kind, options: side('o') }
  }
}
