import { useTexts } from '../../i18n/use-texts.ts'
import { Page } from '../../ui/page.tsx'
import { CourseLines } from './course-lines.tsx'

/** The list of courses. */
export function Courses() {
  const { t } = useTexts()
  return (
    <Page title={t('course.list.title')} lead={t('course.list.lead')}>
      <CourseLines level={2} />
    </Page>
  )
}
