import { memo, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { LazyReport } from '../../keep/lazy.tsx'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/problem-text.ts'
import { TurningRosette } from '../../ui/rosette.tsx'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { factsOf } from '../../verdict/facts.ts'
import { shown } from '../../verdict/json.ts'
import { VerdictBanner } from '../../verdict/verdict-banner.tsx'
import { VerdictView } from '../../verdict/verdict-view.tsx'
import { ExportButton, headlineFor, Summary } from './summary.tsx'
import type { Checking, Result } from './use-checking.ts'

/** The verdicts, in the order things were handed in. */
export function Results({ checking }: { readonly checking: Checking }) {
  const { t } = useTexts()
  const { results, progress, stop } = checking
  const place = useRef<HTMLDivElement>(null)
  const [first] = results
  // The reader asked for the verdict: it is brought into view when the first one is there.
  useEffect(() => {
    if (!first) return
    place.current?.scrollIntoView({ block: 'start' })
    place.current?.querySelector<HTMLElement>('.banner-word')?.focus({ preventScroll: true })
  }, [first])
  return (
    <div ref={place} className="results">
      {results.length > 1 ? <Summary results={results} /> : null}
      {results.map((result) => (
        <ResultView key={result.key} result={result} folded={results.length > MOST_OPEN} />
      ))}
      <div role="status">
        {progress ? (
          <p className="progress-line">
            <TurningRosette />
            {t('verify.progress', { done: progress.done + 1, of: progress.of })}
          </p>
        ) : null}
      </div>
      {progress ? <Stop isMany={progress.of > 1} onPress={stop} /> : null}
      {results.length > 0 && !progress ? (
        <div className="actions no-print">
          <Button onPress={() => window.print()}>{t('verify.print')}</Button>
          {results.length > 1 ? <ExportButton results={results} /> : null}
        </div>
      ) : null}
    </div>
  )
}

interface StopProps {
  readonly isMany: boolean
  readonly onPress: () => void
}

/** At once where there are many; for one, when it takes longer than a second. */
function Stop({ isMany, onPress }: StopProps) {
  const { t } = useTexts()
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), 1000) // milliseconds
    return () => clearTimeout(timer)
  }, [])
  return isMany || isLong ? <Button onPress={onPress}>{t('verify.stop')}</Button> : null
}

/** Results shown in full; of more, each is a line that opens. */
const MOST_OPEN = 8

interface ResultViewProps {
  readonly result: Result
  readonly folded: boolean
}

const ResultView = memo(function ResultView({ result, folded }: ResultViewProps) {
  if (folded) return <FoldedResult result={result} />
  return (
    <section className="result">
      {result.name ? (
        <p className="result-name">
          <bdi>{result.name}</bdi>
        </p>
      ) : null}
      <ResultBody result={result} />
    </section>
  )
})

function FoldedResult({ result }: Pick<ResultViewProps, 'result'>) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const { verdict, text } = headlineFor(result)
  return (
    <details
      className="result-line"
      data-verdict={verdict}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <VerdictMark verdict={verdict} />
        <b>{t(`verdict.${text}`)}</b>
        <bdi>{titleOf(result)}</bdi>
      </summary>
      {open ? <ResultBody result={result} /> : null}
    </details>
  )
}

/** Which one it is: by the file it came in, else by what it says of itself. */
function titleOf(result: Result): string | undefined {
  if (result.name !== undefined) return shown(result.name)
  const credential = result.kind === 'verdict' ? result.verification.credential : undefined
  return credential && factsOf(credential).title
}

function ResultBody({ result }: { readonly result: Result }) {
  const texts = useTexts()
  const { t } = texts
  if (result.kind === 'verdict') return <VerdictView verification={result.verification} />
  if (result.kind === 'failed') {
    const { title, detail } = problemText(texts, result.problem)
    return (
      <>
        <VerdictBanner headline={{ verdict: 'undetermined', text: 'undetermined' }}>
          <p>
            {title} {detail}
          </p>
        </VerdictBanner>
        <LazyReport />
      </>
    )
  }
  return (
    <>
      <VerdictBanner headline={{ verdict: 'unchecked', text: 'unchecked' }}>
        <p>{t(result.kind === 'link' ? 'unreadable.link' : `unreadable.${result.why}`)}</p>
        {result.kind === 'link' ? (
          <p>
            <a href={result.url} rel="noreferrer noopener" target="_blank" className="code">
              {result.url}
            </a>
          </p>
        ) : null}
      </VerdictBanner>
      <LazyReport />
    </>
  )
}
