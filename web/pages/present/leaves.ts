/** One claim that leaves: the members that lead to it, and what it says. */
export interface Leaf {
  readonly steps: readonly string[]
  readonly value: string
}

/** How a credential is read, and nothing of a person; seen in the whole text alone. */
const MACHINERY = new Set(['@context', 'type', '@type', '_sd', '_sd_alg'])

/** Every claim, in its order; those of one name stand together. */
export function leavesOf(claims: Readonly<Record<string, unknown>>): readonly Leaf[] {
  const found = new Map<string, { steps: readonly string[]; values: string[] }>()
  collect(claims, [], (steps, value) => {
    const key = steps.join('\u0000')
    const leaf = found.get(key) ?? { steps, values: [] }
    leaf.values.push(value)
    found.set(key, leaf)
  })
  return [...found.values()].map(({ steps, values }) => ({
    steps,
    value: [...new Set(values)].join(' · '),
  }))
}

function collect(
  value: unknown,
  steps: readonly string[],
  add: (steps: readonly string[], value: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, steps, add)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (!MACHINERY.has(name)) collect(item, [...steps, name], add)
    }
  } else add(steps, String(value))
}
