import { useCallback, useRef, useState } from 'react'
import type { ApiProblem } from './api-problem.ts'
import { asProblem } from './use-resource.ts'

/** Something a person sets off: at most one at a time, its failure kept to be shown. */
export interface Action<A extends readonly unknown[]> {
  readonly run: (...values: A) => void
  readonly busy: boolean
  readonly problem: ApiProblem | undefined
}

export function useAction<A extends readonly unknown[]>(
  work: (...values: A) => Promise<void>,
): Action<A> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const phase = useRef<'idle' | 'busy'>('idle')
  const run = useCallback(
    (...values: A) => {
      if (phase.current === 'busy') return
      phase.current = 'busy'
      setBusy(true)
      setProblem(undefined)
      work(...values)
        .catch((error: unknown) => setProblem(asProblem(error)))
        .finally(() => {
          phase.current = 'idle'
          setBusy(false)
        })
    },
    [work],
  )
  return { run, busy, problem }
}
