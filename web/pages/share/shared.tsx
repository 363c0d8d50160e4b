import { useEffect, useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { get, request } from '../../api/client.ts'
import { asProblem } from '../../api/use-resource.ts'
import { type Texts, useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { usePlace } from '../../router/use-place.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { FailedPage } from '../../ui/loaded-page.tsx'
import { usePageTitle } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { isShareKey, openShare, type SealedShare } from '../../verdict/open-share.ts'
import { VerdictView } from '../../verdict/verdict-view.tsx'
import type { Verification } from '../../verdict/verification.ts'
import { partsOf, type WorkSample } from '../../verdict/works.ts'
import { checkInput } from '../../verify/checker.ts'
import { worded } from '../../verify/worded.ts'
import { AskPasscode } from './ask-passcode.tsx'
import { LinkTrouble, type Trouble } from './link-trouble.tsx'
import { OwnWorks } from './own-works.tsx'

type State =
  | { readonly state: 'opening' }
  | { readonly state: 'trouble'; readonly trouble: Trouble }
  | { readonly state: 'failed'; readonly problem: ApiProblem }
  | { readonly state: 'passcode' }
  | {
      readonly state: 'open'
      readonly verifications: readonly Verification[]
      readonly works: readonly WorkSample[]
    }

/** What a shared link or QR code opens: the verdict first. */
export function Shared({ parameters }: { readonly parameters: Parameters }) {
  const { t } = useTexts()
  const [turn, setTurn] = useState(0)
  const [passcode, setPasscode] = useState('')
  const state = useShare(parameters.shareId ?? '', { turn, passcode })
  usePageTitle(t('shared.title'))
  if (state.state === 'opening') return <Opening />
  if (state.state === 'trouble') return <LinkTrouble trouble={state.trouble} />
  if (state.state === 'passcode') {
    return <AskPasscode isWrong={passcode !== ''} onGiven={setPasscode} />
  }
  if (state.state === 'failed') {
    return <FailedPage problem={state.problem} retry={() => setTurn(turn + 1)} />
  }
  return (
    <div className="page page-full">
      {state.verifications.map((verification, index) => (
        <VerdictView
          key={verification.issuer ?? index}
          verification={verification}
          level={index === 0 ? 1 : 2}
        />
      ))}
      <OwnWorks works={state.works} />
      <div className="actions no-print">
        <Button onPress={() => window.print()}>{t('verify.print')}</Button>
        <ButtonLink href="/verify">{t('shared.another')}</ButtonLink>
      </div>
    </div>
  )
}

function Opening() {
  return (
    <div className="page page-full">
      <Loading />
    </div>
  )
}

interface Asking {
  readonly turn: number
  /** Empty before one was asked for. */
  readonly passcode: string
}

function useShare(shareId: string, { turn, passcode }: Asking): State {
  const texts = useTexts()
  const { fragment } = usePlace()
  const [state, setState] = useState<State>({ state: 'opening' })
  useEffect(() => {
    let current = turn >= 0
    open({ shareId, passcode }, fragment, texts).then((next) => {
      if (current) setState(next)
    }, asProblem)
    return () => {
      current = false
    }
  }, [shareId, passcode, fragment, texts, turn])
  return state
}

interface Door {
  readonly shareId: string
  readonly passcode: string
}

/** A link that was used up, or closed by wrong guesses, says so. */
const TROUBLES: Readonly<Record<string, Trouble>> = {
  'share-used-up': 'usedUp',
  'share-locked': 'locked',
  'share-expired': 'expired',
}

async function sealedBehind({ shareId, passcode }: Door): Promise<SealedShare> {
  const path = `/api/shares/${encodeURIComponent(shareId)}`
  if (passcode === '') return get<SealedShare>(path)
  return request<SealedShare>('POST', `${path}/open`, { body: { passcode } })
}

async function open(door: Door, fragment: string, texts: Texts): Promise<State> {
  if (!isShareKey(fragment)) return { state: 'trouble', trouble: 'incomplete' }
  try {
    const sealed = await sealedBehind(door)
    const text = await openShare(sealed, fragment)
    const { credential, works } = partsOf(text ?? '')
    const checked = await checkInput(credential, texts.language)
    if (checked.kind === 'failed') throw new ApiProblem(checked.status, checked.problem)
    if (checked.kind !== 'verdicts') return { state: 'trouble', trouble: 'damaged' }
    const verifications = checked.verifications.map((found) => worded(found, texts))
    return { state: 'open', verifications, works }
  } catch (error) {
    const problem = asProblem(error)
    if (['passcode-needed', 'wrong-passcode'].includes(problem.slug)) return { state: 'passcode' }
    const trouble = TROUBLES[problem.slug]
    if (trouble) return { state: 'trouble', trouble }
    if (problem.status === 404) return { state: 'trouble', trouble: 'gone' }
    return { state: 'failed', problem }
  }
}
