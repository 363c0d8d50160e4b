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
                <Step key={step.course ?? step.skills[0]?.skillId} step={step} />
              ))}
            </ol>
            <p className="quiet">{t('path.counted')}</p>
          </>
        )
      }
    </Loaded>
  )
}

type PathStep = UpskillingPath['steps'][number]

function Step({ step }: { readonly step: PathStep }) {
  const { t, language } = useTexts()
  const { course, courseTitle, skills, gain, score } = step
  return (
    <li>
      <div>
        {course !== undefined && (
          <p>
            <Link href={`/courses/${course}`}>
              {t('path.course', { course: courseTitle ?? course })}
            </Link>
          </p>
        )}
        <ul className="path-skills">
          {skills.map((skill) => (
            <Learned key={skill.skillId} skill={skill} />
          ))}
        </ul>
        {course === undefined && <p className="quiet">{t('path.noCourse')}</p>}
      </div>
      <p className="path-gain">
        <strong>+ {formatShare(language, gain)}</strong>
        <br />
        <span className="quiet">{t('path.after', { share: formatShare(language, score) })}</span>
      </p>
    </li>
  )
}

function Learned({ skill }: { readonly skill: PathStep['skills'][number] }) {
  const { t } = useTexts()
  const { label, level } = skill
  return (
    <li>
      <strong>
        <bdi>{label}</bdi>
      </strong>{' '}
      <span className="quiet">({t('path.level', { level: String(level) })})</span>
    </li>
  )
}
