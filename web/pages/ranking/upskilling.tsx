import type { UpskillingPath } from '../../../schemas/ranking-view.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Loaded } from '../../ui/states.tsx'

interface UpskillingProps {
  readonly rankingId: string
  readonly jobId: string
}

/** What would raise the score of a job most: step after step, each with what it adds. */
export function Upskilling({ rankingId, jobId }: UpskillingProps) {
  const { t, language } = useTexts()
  const ids = [rankingId, jobId].map(encodeURIComponent)
  const path = useResource<UpskillingPath>(`/api/rankings/${ids[0]}/jobs/${ids[1]}/path`)
  return (
    <Loaded resource={path}>
      {({ score, steps }) =>
        steps.length === 0 ? (
          <p className="quiet">{t('path.none')}</p>
        ) : (
          <>
            <p className="quiet">{t('path.lead', { share: formatShare(language, score) })}</p>
            <ol className="path">
              {steps.map((step) => (
                <Step key={step.skillId} step={step} />
              ))}
            </ol>
          </>
        )
      }
    </Loaded>
  )
}

function Step({ step }: { readonly step: UpskillingPath['steps'][number] }) {
  const { t, language } = useTexts()
  const { course, label, level, gain, score } = step
  return (
    <li>
      <div>
        <strong>
          <bdi>{label}</bdi>
        </strong>{' '}
        <span className="quiet">({t('path.level', { level: String(level) })})</span>
        <p>
          {course ? (
            <Link href={`/courses/${course}`}>{t('jobs.learnIt')}</Link>
          ) : (
            <span className="quiet">{t('path.noCourse')}</span>
          )}
        </p>
      </div>
      <p className="path-gain">
        <strong>+ {formatShare(language, gain)}</strong>
        <br />
        <span className="quiet">{t('path.after', { share: formatShare(language, score) })}</span>
      </p>
    </li>
  )
}
