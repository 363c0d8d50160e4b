import { useCallback, useRef, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { type Texts, useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import type { Unreadable } from '../../verdict/read-input.ts'
import type { Verification } from '../../verdict/verification.ts'
import { checkInput, stopChecker } from '../../verify/checker.ts'
import { worded } from '../../verify/worded.ts'
import { fromFiles, fromText, type Handed } from './handed.ts'

/** What became of one thing handed in. */
export type Result = { readonly key: string; readonly name: string | undefined } & (
  | { readonly kind: 'verdict'; readonly verification: Verification }
  | { readonly kind: 'unreadable'; readonly why: Unreadable }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
)

export interface Checking {
  readonly text: (text: string) => void
  readonly files: (files: readonly File[]) => void
  readonly stop: () => void
  readonly results: readonly Result[]
  /** Set while something is being checked. */
  readonly progress: { readonly done: number; readonly of: number } | undefined
}

/** Checks what is handed in, one after the other; a new lot replaces the last, and can be stopped. */
export function useChecking(): Checking {
  const texts = useTexts()
  const [results, setResults] = useState<readonly Result[]>([])
  const [progress, setProgress] = useState<Checking['progress']>()
  const lot = useRef(0)
  const run = useCallback(
    async (handing: () => Promise<readonly Handed[]>) => {
      lot.current += 1
      stopChecker()
      const mine = lot.current
      setResults([])
      setProgress({ done: 0, of: 1 })
      const handed = await handing()
      if (lot.current !== mine) return
      for (const [done, one] of handed.entries()) {
        setProgress({ done, of: handed.length })
        const found = await check(one, texts, `${mine}-${done}`)
        if (lot.current !== mine) return
        setResults((last) => [...last, ...found])
      }
      setProgress(undefined)
    },
    [texts],
  )
  const stop = useCallback(() => {
    lot.current += 1
    stopChecker()
    setProgress(undefined)
  }, [])
  const text = useCallback((value: string) => void run(async () => [fromText(value)]), [run])
  const files = useCallback((list: readonly File[]) => void run(() => fromFiles(list)), [run])
  return { text, files, stop, results, progress }
}

async function check({ name, input }: Handed, texts: Texts, key: string): Promise<Result[]> {
  if (typeof input === 'object' && 'why' in input) {
    return [{ key, name, kind: 'unreadable', why: input.why }]
  }
  const checked = await checkInput(input, texts.language)
  if (checked.kind === 'share') {
    navigate(checked.path)
    return []
  }
  if (checked.kind === 'failed') {
    const problem = new ApiProblem(checked.status, checked.problem)
    return [{ key, name, kind: 'failed', problem }]
  }
  if (checked.kind !== 'verdicts') return [{ key, name, ...checked }]
  return checked.verifications.map((verification, index) => ({
    ...{ key: `${key}-${index}`, name, kind: 'verdict' },
    verification: worded(verification, texts),
  }))
}
