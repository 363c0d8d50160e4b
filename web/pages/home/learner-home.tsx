import type { CourseSummary, CourseView } from '../../../schemas/courses.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { useSession } from '../../session/session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Loaded, Loading } from '../../ui/states.tsx'
import { OpenAwards } from '../certificates/open-awards.tsx'
import { CourseLine } from '../courses/course-lines.tsx'
import { CourseProgress } from '../courses/course-progress.tsx'
import { nextStepLink } from '../courses/next-step.ts'

/** Where the learner is, and the one thing to do next. */
export function LearnerHome() {
  const { t, language } = useTexts()
  const { me } = useSession()
  const name = me?.person?.name
  const courses = useResource<{ courses: CourseSummary[] }>(`/api/courses?lang=${language}`)
  return (
    <Page title={name ? t('home.welcome', { name }) : t('home.welcomeNoName')}>
      <OpenAwards />
      <Loaded resource={courses}>
        {(value) => {
          const mine = value.courses.filter(({ enrolled }) => enrolled)
          const others = value.courses.filter(({ enrolled }) => !enrolled)
          return (
            <>
              {mine.length === 0 ? <p className="quiet">{t('home.notBegun')}</p> : null}
              {mine.map(({ slug }) => (
                <CurrentCourse key={slug} slug={slug} />
              ))}
              <OtherCourses courses={others} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function CurrentCourse({ slug }: { readonly slug: string }) {
  const { language } = useTexts()
  const course = useResource<CourseView>(`/api/courses/${slug}?lang=${language}`)
  if (course.state === 'loading') return <Loading />
  if (course.state === 'failed') return null
  return <CourseUnderWay course={course.value} />
}

/** A course under way: how far, and on. */
function CourseUnderWay({ course }: { readonly course: CourseView }) {
  const { t } = useTexts()
  const next = nextStepLink(course)
  const module = course.modules.find(({ id }) => id === course.next?.module)
  const part = course.next?.part ?? 'lesson'
  return (
    <section className="under-way" aria-labelledby={`course-${course.slug}`}>
      <CourseProgress course={course} />
      <div className="under-way-words">
        <h2 id={`course-${course.slug}`}>
          <Link href={`/courses/${course.slug}`} className="line-link">
            {course.title}
          </Link>
        </h2>
        <p className="quiet">
          {t('home.next')}: {module ? `${module.title} · ` : ''}
          {t(`course.part.${part}`)}
        </p>
        <div className="actions">
          <ButtonLink href={next} look="primary">
            {t('home.continue')}
          </ButtonLink>
        </div>
      </div>
    </section>
  )
}

function OtherCourses({ courses }: { readonly courses: readonly CourseSummary[] }) {
  const { t } = useTexts()
  if (courses.length === 0) return null
  return (
    <section className="section" aria-labelledby="other-courses">
      <h2 id="other-courses">{t('home.otherCourses')}</h2>
      <ul className="lines">
        {courses.map((course) => (
          <CourseLine key={course.slug} course={course} />
        ))}
      </ul>
    </section>
  )
}
