import { useEffect, useRef } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { problemText } from '../../ui/problem-text.ts'
import { TurningRosette } from '../../ui/rosette.tsx'
import { VerdictBanner } from '../../verdict/verdict-banner.tsx'
import { VerdictView } from '../../verdict/verdict-view.tsx'
import { ExportButton, Summary } from './summary.tsx'
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
        <ResultView key={result.key} result={result} />
      ))}
      <div role="status">
        {progress ? (
          <p className="progress-line">
            <TurningRosette />
            {t('verify.progress', { done: progress.done + 1, of: progress.of })}
          </p>
        ) : null}
      </div>
      {progress && progress.of > 1 ? <Button onPress={stop}>{t('verify.stop')}</Button> : null}
      {results.length > 0 && !progress ? (
        <div className="actions no-print">
          <Button onPress={() => window.print()}>{t('verify.print')}</Button>
          {results.length > 1 ? <ExportButton results={results} /> : null}
        </div>
      ) : null}
    </div>
  )
}

function ResultView({ result }: { readonly result: Result }) {
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
}

function ResultBody({ result }: { readonly result: Result }) {
  const texts = useTexts()
  const { t } = texts
  if (result.kind === 'verdict') return <VerdictView verification={result.verification} />
  if (result.kind === 'failed') {
    const { title, detail } = problemText(texts, result.problem)
    return (
      <VerdictBanner headline={{ verdict: 'undetermined', text: 'undetermined' }}>
        <p>
          {title} {detail}
        </p>
      </VerdictBanner>
    )
  }
  return (
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
  )
}
