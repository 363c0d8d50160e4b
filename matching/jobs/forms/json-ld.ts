/**
 * Reads members of published JSON whichever way they are written: a term, a schema.org address, a
 * value object, a list of one.
 *
 * @module
 */

export type Node = Readonly<Record<string, unknown>>

const PREFIXES = ['', 'schema:', 'https://schema.org/', 'http://schema.org/'] as const

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All values of a member, under all its names. */
export function valuesOf(node: unknown, name: string): readonly unknown[] {
  if (!isNode(node)) return []
  return PREFIXES.map((prefix) => prefix + name)
    .filter((key) => Object.hasOwn(node, key))
    .flatMap((key) => [node[key]].flat().map(plainValue))
}

const plainValue = (value: unknown): unknown =>
  isNode(value) && Object.hasOwn(value, '@value') ? value['@value'] : value

export const firstOf = (node: unknown, name: string): unknown => valuesOf(node, name)[0]

/** A text, or a number as one; nothing for what is neither or empty. */
export function textIn(node: unknown, name: string): string | undefined {
  const value = firstOf(node, name)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** All texts of a member, a line each; nothing where there is none. */
export function linesIn(node: unknown, name: string): string | undefined {
  const texts = valuesOf(node, name).filter((value) => typeof value === 'string')
  return texts.join('\n').trim() === '' ? undefined : texts.join('\n')
}

export function hasType(node: unknown, type: string): boolean {
  const types = [...valuesOf(node, '@type'), ...valuesOf(node, 'type')]
  return types.some((one) => PREFIXES.some((prefix) => one === prefix + type))
}
