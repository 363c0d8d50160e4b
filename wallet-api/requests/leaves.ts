import type { JsonObject } from '../../credentials/index.ts'
import { plainText } from '../../documents/index.ts'

/** Members that say how a credential is read, and nothing of a person. */
const MACHINERY = new Set(['@context', 'type', '@type', 'proof', '_sd', '_sd_alg'])
const MOST = 100

/** Names of the claims of a credential: members on the way with a dot between, each once. */
export function namesIn(claims: JsonObject): readonly string[] {
  const names = new Set<string>()
  collect(claims, [], names)
  return [...names].slice(0, MOST)
}

function collect(value: unknown, way: readonly string[], names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, way, names)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (!MACHINERY.has(name)) collect(item, [...way, name], names)
    }
  } else names.add(plainText(way.join('.'), 200))
}
