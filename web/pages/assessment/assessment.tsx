import { useCallback, useState } from 'react'
import type { CourseView } from '../../../schemas/courses.ts'
import type { AssessmentSummary, AssessmentView } from '../../../schemas/tutor-messages.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Intro } from './intro.tsx'
import { Work } from './work.tsx'

/** The assessment of a course: told first, then taken, question by question. */
export function Assessment({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const slug = encodeURIComponent(parameters.slug ?? '')
  const course = useResource<CourseView>(`/api/courses/${slug}?lang=${language}`)
  const mine = useResource<{ assessments: readonly AssessmentSummary[] }>('/api/assessments')
  return (
    <LoadedPage resource={course}>
      {(view) => (
        <LoadedPage resource={mine}>
          {({ assessments }) => (
            <CourseAssessment
              course={view}
              attempts={assessments.filter((one) => one.course === view.slug)}
            />
          )}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

interface CourseAssessmentProps {
  readonly course: CourseView
  /** Newest first. */
  readonly attempts: readonly AssessmentSummary[]
}

function CourseAssessment({ course, attempts }: CourseAssessmentProps) {
  const { language } = useTexts()
  const [attempt, setAttempt] = useState<AssessmentView>()
  const begin = useCallback(
    async (extraTime: boolean) => {
      const body = { course: course.slug, language, ...(extraTime ? { extraTime } : {}) }
      setAttempt(await request<AssessmentView>('POST', '/api/assessments', { body }))
    },
    [course.slug, language],
  )
  const action = useAction(begin)
  if (attempt) return <Work key={attempt.id} assessment={attempt} />
  return <Intro course={course} attempts={attempts} begin={action} />
}
