/** Parameters of a path: `/courses/:slug` and `/courses/ai-foundations` give `{slug: 'ai-foundations'}`. */
export type Parameters = Readonly<Partial<Record<string, string>>>

/** What `pattern` finds in `path`; `undefined` when it does not fit. A trailing slash does not matter. */
export function match(pattern: string, path: string): Parameters | undefined {
  const wanted = segments(pattern)
  const found = segments(path)
  if (wanted.length !== found.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = decoded(found[index] ?? '')
    if (value === undefined) return undefined
    if (segment.startsWith(':')) parameters[segment.slice(1)] = value
    else if (segment !== value) return undefined
  }
  return parameters
}

const segments = (path: string): readonly string[] => path.split('/').filter(Boolean)

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
