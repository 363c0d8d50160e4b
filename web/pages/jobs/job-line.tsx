import { useState } from 'react'
import type { RankingAnswer } from '../../../schemas/matching.ts'
import { formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { Upskilling } from '../ranking/upskilling.tsx'

type Result = RankingAnswer['results'][number]

interface JobLineProps {
  readonly rankingId: string
  readonly result: Result
  readonly certificates: CertificateList['credentials']
}

/** A job: how well it fits in one number and one sentence, each point with the certificate it rests on. */
export function JobLine({ rankingId, result, certificates }: JobLineProps) {
  const { t, language } = useTexts()
  const [isRaised, setRaised] = useState(false)
  const { title, employer, location, remote, score, explanation } = result
  const where = [employer, location, remote ? t('jobs.remote') : undefined].filter(Boolean)
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {where.length > 0 ? (
          <p className="quiet">
            <bdi>{where.join(' · ')}</bdi>
          </p>
        ) : null}
        <p>{explanation.brief}</p>
        <details className="disclosure">
          <summary>{t('jobs.why')}</summary>
          <Contributions result={result} certificates={certificates} />
          <Missing result={result} />
          <p>
            <Link href={`/rankings/${rankingId}/jobs/${encodeURIComponent(result.jobId)}`}>
              {t('place.more')}
            </Link>
          </p>
        </details>
        <details className="disclosure" onToggle={(event) => setRaised(event.currentTarget.open)}>
          <summary>{t('path.title')}</summary>
          {isRaised ? <Upskilling rankingId={rankingId} jobId={result.jobId} /> : null}
        </details>
      </div>
      <p className="line-end score">
        <strong>{formatShare(language, score)}</strong>
        <br />
        <span className="quiet">
          {t('jobs.coverage', { met: result.coverage.met, of: result.coverage.of })}
        </span>
      </p>
    </li>
  )
}

function Contributions({ result, certificates }: Omit<JobLineProps, 'rankingId'>) {
  const named = new Map(certificates.map((one) => [one.credentialId, one]))
  const { t, language } = useTexts()
  const counted = result.contributions.filter(({ amount }) => amount > 0)
  if (counted.length === 0) return null
  return (
    <>
      <h4>{t('jobs.counts')}</h4>
      <ul className="skills">
        {counted.map(({ skillId, kind, label, amount, credentialId, mapping }) => (
          <li key={`${skillId}-${kind}-${credentialId}`}>
            <span className="skill-source">
              <bdi>{label}</bdi>
              {kind !== 'exact' ? <span className="quiet"> ({t('jobs.related')})</span> : null}
              {mapping ? <ShownAs mapping={mapping} /> : null}
              <Source certificate={named.get(credentialId ?? '')} />
            </span>
            <span>+ {formatShare(language, amount)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

type Mapping = NonNullable<Result['contributions'][number]['mapping']>

/** What the certificate calls it in another framework, and which crosswalk says that it is that. */
function ShownAs({ mapping: { from, label, match, crosswalk } }: { readonly mapping: Mapping }) {
  const { t } = useTexts()
  return (
    <>
      <br />
      <span className="quiet" title={from}>
        {t('jobs.shownAs', { skill: label, match: t(`jobs.match.${match}`) })}{' '}
        <code dir="ltr">{crosswalk}</code>
      </span>
    </>
  )
}

/** The certificate that a point rests on. */
function Source({
  certificate,
}: {
  readonly certificate: JobLineProps['certificates'][number] | undefined
}) {
  if (!certificate) return null
  return (
    <>
      <br />
      <Link href={`/certificates/${certificate.id}`}>
        <bdi>{certificate.title ?? certificate.credentialId}</bdi>
      </Link>
    </>
  )
}

function Missing({ result }: { readonly result: Result }) {
  const { t, language } = useTexts()
  if (result.missing.length === 0) return null
  return (
    <>
      <h4>{t('jobs.missing')}</h4>
      <ul className="skills">
        {result.missing.map(({ skillId, label, gain, course, importance }) => (
          <li key={skillId}>
            <span>
              <bdi>{label}</bdi>{' '}
              <span className="quiet">
                ({t(importance === 'essential' ? 'jobs.essential' : 'jobs.optional')})
              </span>
              {course ? (
                <>
                  <br />
                  <Link href={`/courses/${course}`}>{t('jobs.learnIt')}</Link>
                </>
              ) : null}
            </span>
            <span className="quiet">{t('jobs.gain', { share: formatShare(language, gain) })}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
