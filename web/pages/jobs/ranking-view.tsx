import type { RankingAnswer } from '../../../schemas/matching.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { ContestForm } from '../../ui/contest-form.tsx'
import { Empty } from '../../ui/states.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { JobLine } from './job-line.tsx'

interface RankingViewProps {
  readonly ranking: RankingAnswer
  readonly certificates: CertificateList['credentials']
}

/** The jobs, best first; what did not count and why; how it was computed; how to contest it. */
export function RankingView({ ranking, certificates }: RankingViewProps) {
  const { t } = useTexts()
  const { results, notCredited, formula, rankingId, taxonomyVersion, crosswalks = [] } = ranking
  return (
    <section className="section" aria-labelledby="ranked">
      <h2 id="ranked">{t('jobs.results')}</h2>
      {results.length === 0 ? (
        <Empty title={t('jobs.none')}>
          <p className="quiet">{t('jobs.none.text')}</p>
        </Empty>
      ) : (
        <ol className="lines">
          {results.map((result) => (
            <JobLine
              key={result.jobId}
              rankingId={rankingId}
              result={result}
              certificates={certificates}
            />
          ))}
        </ol>
      )}
      {notCredited.length > 0 ? (
        <section className="verdict-part" aria-labelledby="not-credited">
          <h3 id="not-credited">{t('jobs.notCredited')}</h3>
          <ul className="limits">
            {[...new Set(notCredited.map(({ message }) => message))].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <details className="disclosure">
        <summary>{t('jobs.how')}</summary>
        <p>{formula.text}</p>
        <p className="quiet">
          <code dir="ltr">{[formula.id, taxonomyVersion, ...crosswalks].join(' · ')}</code>
        </p>
        <p>
          <Link href="/ranking-model">{t('place.model')}</Link>
        </p>
      </details>
      <ContestForm path={`/rankings/${rankingId}/contest`} />
    </section>
  )
}
