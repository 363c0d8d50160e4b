/**
 * A request for a presentation, and what would leave for it: the server says both, nothing is sent.
 *
 * @module
 */

import { useCallback, useEffect, useRef, useState } from 'react'
import type { RequestDraft, RequestPreview } from '../../../schemas/wallet-requests.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { request } from '../../api/client.ts'
import { useChosenProfile } from '../../api/profile.ts'
import { asProblem } from '../../api/use-resource.ts'

export type DraftEntry = RequestDraft['answers'][number]
export type ClaimPath = DraftEntry['fields'][number]['path']

/** What the learner wants to show: a credential for each query, and claims where they chose. */
export interface Choice {
  readonly choices: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, readonly ClaimPath[]>>
}

type Asked =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: RequestPreview; readonly isOver: boolean }
  | { readonly state: 'failed'; readonly problem: ApiProblem }

/** Where a request is read from: its address, or what was made of it before. */
type Source = { readonly requestUri: string } | { readonly ticket: string }

/**
 * Reads a request once; again only where that failed. What of another profile would answer is found out
 * without asking whoever asks again; until it is, what was shown for the last one is over.
 */
export function useRequest(requestUri: string): Asked & { readonly reload: () => void } {
  const profile = useChosenProfile()
  const [asked, setAsked] = useState<Asked>({ state: 'loading' })
  const source = useRef<Source>({ requestUri })
  const reload = useCallback(() => {
    const abort = new AbortController()
    setAsked((last) => (last.state === 'ready' ? { ...last, isOver: true } : { state: 'loading' }))
    const { signal } = abort
    const options = { body: source.current, signal }
    request<RequestPreview>('POST', '/api/wallet/requests', options).then(
      (value) => {
        source.current = { ticket: value.ticket }
        setAsked({ state: 'ready', value, isOver: false })
      },
      (error: unknown) => {
        if (signal.aborted) return
        source.current = { requestUri }
        setAsked({ state: 'failed', problem: asProblem(error) })
      },
    )
    return abort
  }, [requestUri])
  useEffect(() => {
    const abort = reload()
    return () => abort.abort(profile) // what was asked for it is of no use any more
  }, [reload, profile])
  return { ...asked, reload }
}

export interface Draft {
  readonly answers: readonly DraftEntry[]
  /** The choice it belongs to. */
  readonly choice: Choice
}

interface DraftState {
  readonly draft: Draft | undefined
  readonly problem: ApiProblem | undefined
}

/** What would leave for a choice; the last one stays until the next is there. */
export function useDraft(ticket: string, choice: Choice): DraftState {
  const [draft, setDraft] = useState<Draft>()
  const [problem, setProblem] = useState<ApiProblem>()
  useEffect(() => {
    if (Object.keys(choice.choices).length === 0) return
    const abort = new AbortController()
    request<RequestDraft>('POST', '/api/wallet/requests/draft', {
      body: { ticket, ...choice },
      signal: abort.signal,
    }).then(
      ({ answers }) => {
        setDraft({ answers, choice })
        setProblem(undefined)
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(asProblem(error))
      },
    )
    return () => abort.abort()
  }, [ticket, choice])
  return { draft, problem }
}

type Sets = RequestPreview['credentialSets']

/** What answers at first: of every required set the first option that the wallet can give. */
export function firstChoices({
  matches,
  credentialSets,
}: Pick<RequestPreview, 'matches' | 'credentialSets'>): Readonly<Record<string, string>> {
  const first = (queryId: string) =>
    matches.find((match) => match.queryId === queryId)?.credentialIds[0]
  const wanted = credentialSets
    .filter(({ required }) => required)
    .flatMap(({ options }) => options.find((option) => option.every(first)) ?? [])
  return Object.fromEntries(wanted.map((id) => [id, first(id) ?? '']))
}

/** Every required set has an option that is chosen whole. */
export const isComplete = (sets: Sets, chosen: readonly string[]): boolean =>
  sets.every(
    ({ options, required }) =>
      !required || options.some((option) => option.every((id) => chosen.includes(id))),
  )
