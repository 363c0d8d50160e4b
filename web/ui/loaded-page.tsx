import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import type { Resource } from '../api/use-resource.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Page } from './page.tsx'
import { problemText } from './problem-text.ts'
import { Loading, WayOn } from './states.tsx'

interface LoadedPageProps<T> {
  readonly resource: Resource<T>
  /** The page, with its heading. */
  readonly children: (value: T, reload: () => void) => ReactNode
}

/** A page that stands on what is read from the server, or the page that says why it cannot. */
export function LoadedPage<T>({ resource, children }: LoadedPageProps<T>) {
  if (resource.state === 'ready') return children(resource.value, resource.reload)
  if (resource.state === 'failed') {
    return <FailedPage problem={resource.problem} retry={resource.reload} />
  }
  return (
    <div className="page">
      <Loading />
    </div>
  )
}

interface FailedPageProps {
  readonly problem: ApiProblem
  readonly retry: () => void
}

/** A page that could not be read: what went wrong, and the way on. */
export function FailedPage({ problem, retry }: FailedPageProps) {
  const texts = useTexts()
  const { title, detail } = problemText(texts, problem)
  return (
    <Page title={title} lead={detail} width="reading">
      <div className="actions">
        <WayOn problem={problem} retry={retry} />
      </div>
    </Page>
  )
}
