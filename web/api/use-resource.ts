import { useCallback, useEffect, useState } from 'react'
import { ApiProblem, get } from './client.ts'

/** Something read from the server, in the state it is in. */
export type Resource<T> = (
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
) & { readonly reload: () => void }

type Held<T> =
  | { readonly path: string | undefined; readonly state: 'loading' }
  | { readonly path: string | undefined; readonly state: 'ready'; readonly value: T }
  | { readonly path: string | undefined; readonly state: 'failed'; readonly problem: ApiProblem }

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, { cause: error })

/** Reads `path`, again whenever it changes or `reload` is called; what was there stays until the new is. */
export function useResource<T>(path: string | undefined): Resource<T> {
  const [held, setHeld] = useState<Held<T>>({ path, state: 'loading' })
  const [turn, setTurn] = useState(0)
  useEffect(() => read<T>(path, turn, setHeld), [path, turn])
  const reload = useCallback(() => setTurn((last) => last + 1), [])
  return held.path === path ? { ...held, reload } : { state: 'loading', reload }
}

function read<T>(
  path: string | undefined,
  _turn: number,
  set: (held: Held<T>) => void,
): (() => void) | undefined {
  if (path === undefined) return undefined
  const abort = new AbortController()
  get<T>(path, abort.signal).then(
    (value) => set({ path, state: 'ready', value }),
    (error: unknown) => {
      if (!abort.signal.aborted) set({ path, state: 'failed', problem: asProblem(error) })
    },
  )
  return () => abort.abort()
}
