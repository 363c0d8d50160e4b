import { useCallback, useEffect, useRef, useState } from 'react'
import type { ApiProblem } from '../../api/api-problem.ts'
import { call } from '../../api/client.ts'
import { asProblem } from '../../api/use-resource.ts'

export interface Saving {
  /** Saves `body` at `path`, after `pause` milliseconds without a newer one. */
  readonly save: (path: string, body: object, pause?: number) => void
  /** Saves at once what is still waiting; resolves when nothing is. */
  readonly flush: () => Promise<void>
  readonly state: 'idle' | 'saving' | 'saved' | 'failed'
  readonly problem: ApiProblem | undefined
}

/** Saves answers as they are given. What could not be saved stays waiting and goes with the next try. */
export function useSaving(): Saving {
  const [state, setState] = useState<Saving['state']>('idle')
  const [problem, setProblem] = useState<ApiProblem>()
  const waiting = useRef(new Map<string, object>())
  const timer = useRef<number>(undefined)
  const flush = useCallback(async () => {
    window.clearTimeout(timer.current)
    const lot = [...waiting.current]
    if (lot.length === 0) return
    setState('saving')
    try {
      await Promise.all(lot.map((entry) => put(entry, waiting.current)))
      setState(waiting.current.size === 0 ? 'saved' : 'saving')
      setProblem(undefined)
    } catch (error) {
      setProblem(asProblem(error))
      setState('failed')
    }
  }, [])
  const save = useCallback(
    (path: string, body: object, pause = 0) => {
      waiting.current.set(path, body)
      setState('saving')
      window.clearTimeout(timer.current)
      timer.current = window.setTimeout(() => void flush(), pause)
    },
    [flush],
  )
  useLeaveGuard(waiting, flush)
  return { save, flush, state, problem }
}

async function put([path, body]: readonly [string, object], waiting: Map<string, object>) {
  await call('PUT', path, { body })
  if (waiting.get(path) === body) waiting.delete(path)
}

/** Asks before the window is closed over something unsaved, and saves when the page is left otherwise. */
function useLeaveGuard(
  waiting: { readonly current: Map<string, object> },
  flush: () => Promise<void>,
): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (waiting.current.size > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => {
      window.removeEventListener('beforeunload', guard)
      void flush()
    }
  }, [waiting, flush])
}
