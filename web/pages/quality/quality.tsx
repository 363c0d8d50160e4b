import type { CourseSummary } from '../../../schemas/courses.ts'
import type { QualityReport } from '../../../schemas/tutor-quality.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { AreaLinks } from '../review/area-links.tsx'
import { DriftTable } from './drift-table.tsx'
import { ItemTable } from './item-table.tsx'
import { RateTable } from './rate-table.tsx'

/** How questions, marking and pass rates of a course have done; numbers of nobody. */
export function Quality({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const courses = useResource<{ courses: readonly CourseSummary[] }>(
    `/api/courses?lang=${language}`,
  )
  return (
    <LoadedPage resource={courses}>
      {(value) => <QualityOf courses={value.courses} slug={parameters.course} />}
    </LoadedPage>
  )
}

interface QualityOfProps {
  readonly courses: readonly CourseSummary[]
  /** The course asked for; the first where none is. */
  readonly slug: string | undefined
}

function QualityOf({ courses, slug = courses[0]?.slug ?? '' }: QualityOfProps) {
  const { t } = useTexts()
  const path = `/api/quality/${encodeURIComponent(slug)}`
  const report = useResource<QualityReport>(path)
  return (
    <Page title={t('quality.title')} lead={t('quality.lead')}>
      <AreaLinks />
      <nav className="actions" aria-label={t('nav.courses')}>
        {courses.map((course) => (
          <Link
            key={course.slug}
            href={`/quality/${course.slug}`}
            className="choice"
            {...(course.slug === slug ? { 'aria-current': 'page' } : {})}
          >
            {course.title}
          </Link>
        ))}
      </nav>
      <Loaded resource={report}>{(value) => <Report report={value} path={path} />}</Loaded>
    </Page>
  )
}

interface ReportProps {
  readonly report: QualityReport
  readonly path: string
}

function Report({ report, path }: ReportProps) {
  const { t } = useTexts()
  if (report.rates.length === 0) {
    return (
      <Empty title={t('quality.none')}>
        <p className="quiet">{t('quality.none.text')}</p>
      </Empty>
    )
  }
  return (
    <>
      <RateTable rates={report.rates} path={path} />
      <DriftTable months={report.drift} enough={report.enough.marks} path={path} />
      <ItemTable items={report.items} enough={report.enough.answers} path={path} />
    </>
  )
}
