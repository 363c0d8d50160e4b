import { Fragment } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { ClaimName } from './claim-name.tsx'
import { leavesOf } from './leaves.ts'
import type { DraftEntry } from './use-request.ts'

const FIRST = 12 // claims seen without opening the rest

/** Exactly what leaves the wallet, as the server makes it for the one who asks. */
export function Leaving({ answers }: { readonly answers: readonly DraftEntry[] }) {
  const { t } = useTexts()
  return (
    <section className="section stack" aria-labelledby="leaving" aria-live="polite">
      <h2 id="leaving">{t('present.leaving')}</h2>
      <p>{t('present.leaving.text')}</p>
      {answers.map((answer) => (
        <Claims key={answer.queryId} answer={answer} />
      ))}
    </section>
  )
}

function Claims({ answer }: { readonly answer: DraftEntry }) {
  const { t } = useTexts()
  const leaves = leavesOf(answer.leaves)
  const rest = leaves.slice(FIRST)
  return (
    <div className="stack leaving">
      <Lines leaves={leaves.slice(0, FIRST)} />
      {rest.length > 0 ? (
        <details className="disclosure">
          <summary>{t('present.more', { count: rest.length })}</summary>
          <Lines leaves={rest} />
        </details>
      ) : null}
      <details className="disclosure">
        <summary>{t('present.raw')}</summary>
        <pre className="raw" dir="ltr">
          {JSON.stringify(answer.leaves, undefined, 2)}
        </pre>
      </details>
    </div>
  )
}

function Lines({ leaves }: { readonly leaves: ReturnType<typeof leavesOf> }) {
  return (
    <dl className="facts">
      {leaves.map(({ steps, value }) => (
        <Fragment key={steps.join('.')}>
          <dt>
            <ClaimName steps={steps} />
          </dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
