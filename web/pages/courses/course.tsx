import { useCallback } from 'react'
import type { CourseView } from '../../../schemas/courses.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatNumber } from '../../i18n/format.ts'
import { LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import type { Parameters } from '../../router/match.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { CourseProgress } from './course-progress.tsx'
import { ModuleLines } from './module-lines.tsx'
import { nextStepLink } from './next-step.ts'
import { useSpan } from './use-span.ts'

/** A course: what it is, what it takes, its modules, and the one next step. */
export function Course({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const slug = encodeURIComponent(parameters.slug ?? '')
  const course = useResource<CourseView>(`/api/courses/${slug}?lang=${language}`)
  return <LoadedPage resource={course}>{(value) => <CourseBody course={value} />}</LoadedPage>
}

function CourseBody({ course }: { readonly course: CourseView }) {
  const { t } = useTexts()
  const span = useSpan()
  const facts = [
    t('course.modules', { count: course.moduleCount }),
    t('course.about', { time: span(course.minutes) }),
  ]
  return (
    <Page title={course.title} above={facts.join(' · ')} lead={course.description}>
      <div className="split">
        <div>
          <LanguageNotices course={course} />
          <FirstStep course={course} />
          <h2 className="section-title">{t('course.modulesTitle')}</h2>
          <ModuleLines course={course} />
        </div>
        <CourseFacts course={course} />
      </div>
    </Page>
  )
}

function LanguageNotices({ course }: { readonly course: CourseView }) {
  const { t, language } = useTexts()
  return (
    <>
      {course.contentLanguage === language ? null : (
        <Notice>
          {t('course.inLanguage', { language: LANGUAGE_NAMES[course.contentLanguage] })}
        </Notice>
      )}
      {course.nativeReview ? <Notice>{t('course.awaitingReview')}</Notice> : null}
    </>
  )
}

/** Begin, or go on: the page's one main button. */
function FirstStep({ course }: { readonly course: CourseView }) {
  const { t, language } = useTexts()
  const { state } = useSession()
  const enrol = useCallback(async () => {
    const path = `/api/courses/${course.slug}/enrolment?lang=${language}`
    navigate(nextStepLink(await request<CourseView>('POST', path, { body: {} })))
  }, [course.slug, language])
  const action = useAction(enrol)
  if (state !== 'person') {
    return (
      <div className="actions">
        <ButtonLink href={`/sign-in?next=/courses/${course.slug}`} look="primary">
          {t('course.enrolSignIn')}
        </ButtonLink>
      </div>
    )
  }
  if (course.enrolled) {
    return (
      <div className="under-way">
        <CourseProgress course={course} />
        <ButtonLink href={nextStepLink(course)} look="primary">
          {t('home.continue')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <div className="actions">
      <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
        {t('course.enrol')}
      </Button>
      <ActionProblem problem={action.problem} />
    </div>
  )
}

/** Beside the modules: the badge, for whom, and what it takes to pass. */
function CourseFacts({ course }: { readonly course: CourseView }) {
  const { t, language } = useTexts()
  const { passRule, slug, version, mastery } = course
  const answered = mastery.filter((skill) => skill.answered > 0)
  return (
    <aside className="aside">
      <img
        className="badge"
        src={`/achievements/${slug}/${version}/badge.png`}
        alt={t('course.badge')}
        width="160"
        height="160"
      />
      <h2 className="aside-title">{t('course.audience')}</h2>
      <p>{course.audience}</p>
      <h2 className="aside-title">{t('course.what')}</h2>
      <p>
        {t('course.rule', {
          required: passRule.requiredItems,
          of: passRule.items,
          mean: formatNumber(language, passRule.criterionMean),
        })}
      </p>
      {answered.length > 0 ? <h2 className="aside-title">{t('course.mastery')}</h2> : null}
      <ul>
        {answered.map((skill) => (
          <li key={skill.code} className="mastery">
            <span>{skill.label}</span>
            <span className="quiet">
              {t('course.masteryLine', { correct: skill.correct, answered: skill.answered })}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
