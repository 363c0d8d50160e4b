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

/** All values of a member. */
export function valuesOf(node: unknown, name: string): readonly unknown[] {
  if (!isNode(node)) return []
  for (const prefix of PREFIXES) {
    const key = prefix + name
    if (Object.hasOwn(node, key)) return [node[key]].flat().map(plainValue)
  }
  return []
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

export function hasType(node: unknown, type: string): boolean {
  const types = [...valuesOf(node, '@type'), ...valuesOf(node, 'type')]
  return types.some((one) => PREFIXES.some((prefix) => one === prefix + type))
}
