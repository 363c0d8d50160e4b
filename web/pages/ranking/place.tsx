import type { JobExplanation } from '../../../schemas/ranking-view.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime, formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { withTitles } from './cited-titles.ts'
import { Graph } from './graph.tsx'
import { named } from './named.ts'
import { Replay } from './replay.tsx'
import { Upskilling } from './upskilling.tsx'

/** Why a job has its place: in brief for the candidate, as a picture, and in full for whoever answers for it. */
export function Place({ parameters }: { readonly parameters: Parameters }) {
  const { t, language } = useTexts()
  const [id = '', jobId = ''] = [parameters.id, parameters.jobId]
  const path = `/api/rankings/${encodeURIComponent(id)}/jobs/${encodeURIComponent(jobId)}`
  const explained = useResource<JobExplanation>(`${path}?lang=${language}`)
  const held = useResource<CertificateList>('/api/wallet/credentials')
  const certificates = held.state === 'ready' ? held.value.credentials : []
  return (
    <LoadedPage resource={explained}>
      {(found) => (
        <Page
          title={found.result.title}
          above={<Link href={`/rankings/${id}`}>{t('place.back')}</Link>}
          lead={t('place.lead', {
            share: formatShare(language, found.result.score),
            place: String(found.place),
            of: String(found.of),
          })}
        >
          <section className="section" aria-labelledby="brief">
            <h2 id="brief">{t('place.brief')}</h2>
            <p className="reading">{found.result.explanation.brief}</p>
          </section>
          <section className="section" aria-labelledby="picture">
            <h2 id="picture">{t('place.picture')}</h2>
            <Graph
              graph={named(found.graph, certificates, (number) =>
                t('place.certificate', { number: String(number) }),
              )}
              words={found.result.explanation.brief}
            />
          </section>
          <section className="section" aria-labelledby="path">
            <h2 id="path">{t('path.title')}</h2>
            <Upskilling rankingId={id} jobId={jobId} />
          </section>
          <Full found={found} certificates={certificates} />
        </Page>
      )}
    </LoadedPage>
  )
}

interface FullProps {
  readonly found: JobExplanation
  readonly certificates: CertificateList['credentials']
}

function Full({ found, certificates }: FullProps) {
  const { t, language } = useTexts()
  const { result, evidence, formula, taxonomyVersion, madeAt, notCredited, rankingId } = found
  const versions = [formula.id, evidence.policy, taxonomyVersion, ...(found.crosswalks ?? [])]
  return (
    <section className="section spaced" aria-labelledby="full">
      <h2 id="full">{t('place.full')}</h2>
      <ul className="full-lines">
        {result.explanation.full
          .split('\n')
          .slice(0, -1)
          .map((line) => (
            <li key={line}>{withTitles(line, certificates)}</li>
          ))}
      </ul>
      {notCredited.length > 0 ? (
        <>
          <h3>{t('jobs.notCredited')}</h3>
          <ul className="limits">
            {[...new Set(notCredited.map(({ message }) => message))].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t('jobs.how')}</h3>
      <p className="reading">{formula.text}</p>
      <dl className="facts">
        <dt>{t('place.madeAt')}</dt>
        <dd>{formatDateTime(language, madeAt)}</dd>
        <dt>{t('place.versions')}</dt>
        <dd>
          <code>{versions.filter(Boolean).join(' · ')}</code>
        </dd>
      </dl>
      <p>
        <Link href="/ranking-model">{t('place.model')}</Link>
      </p>
      <Replay rankingId={rankingId} />
    </section>
  )
}
