import { type Language, LOCALES } from '../platform/i18n.ts'
import type { ItemTexts } from '../schemas/course-texts.ts'
import type { Values } from './expression.ts'

export type Wordings = NonNullable<ItemTexts['parameters']>

/** What fills the placeholders of an item's texts. */
export interface Filling {
  readonly language: Language
  readonly values: Values
  readonly wordings: Wordings | undefined
}

const PLACEHOLDER = /\{\{([a-z][A-Za-z0-9]*)(?:\.([a-z][A-Za-z0-9]*))?(\|plain)?\}\}/g

export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 6 }).format(value)

/**
 * Fills `{{name}}`, `{{name.member}}` and `{{name|plain}}` (a number without grouping, for years and codes).
 * Wordings may hold placeholders themselves, one level deep.
 *
 * @throws {Error} naming a placeholder that nothing fills
 */
export function fill(template: string, filling: Filling): string {
  return replace(template, filling, (text) => replace(text, filling, (inner) => inner))
}

function replace(template: string, filling: Filling, worded: (text: string) => string): string {
  return template.replace(PLACEHOLDER, (...match: (string | undefined)[]) => {
    const [whole = '', name = '', member, plain] = match
    const value = Object.hasOwn(filling.values, name) ? filling.values[name] : undefined
    if (value === undefined) throw new Error(`nothing fills ${whole}`)
    const text = wordingOf(filling.wordings?.[name]?.[String(value)], member)
    if (text !== undefined) return worded(text)
    if (typeof value !== 'number' || member) throw new Error(`nothing fills ${whole}`)
    return plain ? String(value) : formatNumber(value, filling.language)
  })
}

type Wording = NonNullable<Wordings[string]>[string] | undefined

const wordingOf = (wording: Wording, member: string | undefined): string | undefined => {
  if (typeof wording === 'object') return wording[member ?? '']
  return member ? undefined : wording
}
