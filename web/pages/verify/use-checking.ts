import { useCallback, useRef, useState } from 'react'
import type { ApiProblem } from '../../api/client.ts'
import { asProblem } from '../../api/use-resource.ts'
import { type Texts, useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { type Found, readText, type Unreadable } from '../../verdict/read-input.ts'
import type { Verification } from '../../verdict/verification.ts'
import { verifierDoor } from '../../verify/door.ts'
import { openLink } from '../../verify/open-link.ts'
import { verifyHere } from '../../verify/verify-here.ts'
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
    async (handing: Promise<readonly Handed[]>) => {
      lot.current += 1
      const mine = lot.current
      setResults([])
      setProgress({ done: 0, of: 1 })
      const handed = await handing
      if (lot.current !== mine) return
      for (const [done, one] of handed.entries()) {
        setProgress({ done, of: handed.length })
        await breath()
        if (lot.current !== mine) return
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
    setProgress(undefined)
  }, [])
  const text = useCallback((value: string) => void run(Promise.resolve([fromText(value)])), [run])
  const files = useCallback((list: readonly File[]) => void run(fromFiles(list)), [run])
  return { text, files, stop, results, progress }
}

/** An address is opened here where that is allowed; the text of a slim code is unpacked. */
async function followed(found: Found): Promise<Found> {
  const { origin } = window.location
  if (found.kind === 'link') {
    return openLink(found.url, { origin, ask: (...request) => window.fetch(...request) })
  }
  if (found.kind !== 'slim') return found
  const text = await (await verifierDoor()).fromSlimCode(found.code)
  return text === undefined ? { kind: 'code-damaged' } : readText(text, origin)
}

/** Lets the page be drawn and its buttons be pressed between two certificates. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

async function check({ name, read }: Handed, texts: Texts, key: string): Promise<Result[]> {
  try {
    const found = await followed(await read())
    if (found.kind === 'share') {
      navigate(found.path)
      return []
    }
    if (found.kind === 'link') return [{ key, name, ...found }]
    if (found.kind === 'slim') return [{ key, name, kind: 'unreadable', why: 'code-damaged' }]
    if (found.kind !== 'credential' && found.kind !== 'presentation') {
      return [{ key, name, kind: 'unreadable', why: found.kind }]
    }
    const verifications = await verifyHere(found, texts)
    return verifications.map((verification, index) => ({
      ...{ key: `${key}-${index}`, name, kind: 'verdict', verification },
    }))
  } catch (error) {
    return [{ key, name, kind: 'failed', problem: asProblem(error) }]
  }
}
