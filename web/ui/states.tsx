import { type ReactNode, useEffect, useState } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import type { Resource } from '../api/use-resource.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button, ButtonLink } from './button.tsx'
import { problemText } from './problem-text.ts'
import { Rosette, TurningRosette } from './rosette.tsx'

/** Nothing at first; after a second, that it is still coming. */
export function Loading() {
  const { t } = useTexts()
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), 1000) // milliseconds
    return () => window.clearTimeout(timer)
  }, [])
  return (
    <div className="state" role="status" data-long={long || undefined}>
      {long ? <TurningRosette /> : null}
      <p className={long ? 'quiet' : 'hidden'}>{t('state.loading')}</p>
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children?: ReactNode
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="state">
      <Rosette />
      <p className="state-title">{title}</p>
      {children}
    </div>
  )
}

interface FailedProps {
  readonly problem: ApiProblem
  readonly retry: (() => void) | undefined
}

/** What went wrong, in words, and the way on. */
export function Failed({ problem, retry }: FailedProps) {
  const texts = useTexts()
  const { title, detail } = problemText(texts, problem)
  return (
    <div className="state" role="alert">
      <Rosette />
      <p className="state-title">{title}</p>
      {detail ? <p className="quiet">{detail}</p> : null}
      <WayOn problem={problem} retry={retry} />
    </div>
  )
}

/** What helps: signing in, trying again, or the first page. */
export function WayOn({ problem, retry }: FailedProps) {
  const { t } = useTexts()
  if (problem.status === 401) {
    return (
      <ButtonLink look="primary" href={signInFor()}>
        {t('nav.signIn')}
      </ButtonLink>
    )
  }
  if (problem.slug === 'wallet-locked') {
    return (
      <ButtonLink look="primary" href={unlockFor()}>
        {t('unlock.title')}
      </ButtonLink>
    )
  }
  if ([403, 404, 410].includes(problem.status) || !retry) {
    return <ButtonLink href="/">{t('nav.home')}</ButtonLink>
  }
  return <Button onPress={retry}>{t('state.retry')}</Button>
}

const here = (): string =>
  encodeURIComponent(`${window.location.pathname}${window.location.search}`)

const signInFor = (): string => `/sign-in?next=${here()}`

const unlockFor = (): string => `/unlock?next=${here()}`

/** The failure of an action, beside what set it off. */
export function ActionProblem({ problem }: { readonly problem: ApiProblem | undefined }) {
  const texts = useTexts()
  if (!problem) return null
  const { title, detail } = problemText(texts, problem)
  return (
    <p className="notice notice-problem" role="alert">
      <strong>{title}</strong> {detail}
    </p>
  )
}

interface LoadedProps<T> {
  readonly resource: Resource<T>
  readonly children: (value: T, reload: () => void) => ReactNode
}

/** What was read from the server, or the state it is in. */
export function Loaded<T>({ resource, children }: LoadedProps<T>) {
  if (resource.state === 'loading') return <Loading />
  if (resource.state === 'failed') {
    return <Failed problem={resource.problem} retry={resource.reload} />
  }
  return children(resource.value, resource.reload)
}
