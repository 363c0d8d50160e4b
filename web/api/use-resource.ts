import { useCallback, useEffect, useState } from 'react'
import { ApiProblem } from './api-problem.ts'
import { get } from './client.ts'
import { isOfProfile, useChosenProfile } from './profile.ts'

/** Something read from the server, in the state it is in. */
export type Resource<T> = (
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
) & { readonly reload: () => void }

type Held<T> = { readonly wanted: string } & (
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
)

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, { cause: error })

/**
 * Reads `path`, again whenever it changes, another profile is chosen, or `reload` is called; what was there
 * stays until the new is.
 */
export function useResource<T>(path: string | undefined): Resource<T> {
  const profile = useChosenProfile()
  const wanted = `${path && isOfProfile(path) ? profile : ''} ${path}`
  const [held, setHeld] = useState<Held<T>>({ wanted, state: 'loading' })
  const [turn, setTurn] = useState(0)
  useEffect(() => read<T>(path, { wanted, turn }, setHeld), [path, turn, wanted])
  const reload = useCallback(() => setTurn((last) => last + 1), [])
  return held.wanted === wanted ? { ...held, reload } : { state: 'loading', reload }
}

function read<T>(
  path: string | undefined,
  { wanted }: { readonly wanted: string; readonly turn: number },
  set: (held: Held<T>) => void,
): (() => void) | undefined {
  if (path === undefined) return undefined
  const abort = new AbortController()
  get<T>(path, abort.signal).then(
    (value) => set({ wanted, state: 'ready', value }),
    (error: unknown) => {
      if (!abort.signal.aborted) set({ wanted, state: 'failed', problem: asProblem(error) })
    },
  )
  return () => abort.abort()
}
