import type { CourseView } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ProgressRosette } from '../../ui/rosette.tsx'
import { moduleState } from './next-step.ts'

/** The course as a flower: a petal for each module and one for the assessment. */
export function CourseProgress({ course }: { readonly course: CourseView }) {
  const { t } = useTexts()
  const modules = course.modules.map(moduleState)
  const done = modules.filter((state) => state === 'done').length
  const label = t('course.progress', { done, of: modules.length })
  return <ProgressRosette parts={[...modules, 'open']} label={label} />
}
