import type { CourseSummary, CourseView } from '../../../schemas/courses.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { useSession } from '../../session/session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Loaded, Loading } from '../../ui/states.tsx'
import { OpenAwards, useOpenAwards } from '../certificates/open-awards.tsx'
import { CourseLine } from '../courses/course-lines.tsx'
import { CourseProgress } from '../courses/course-progress.tsx'
import { nextStepLink } from '../courses/next-step.ts'

/** Where the learner is, and the one thing to do next. */
export function LearnerHome() {
  const { t, language } = useTexts()
  const { me } = useSession()
  const name = me?.person?.name
  const awards = useOpenAwards()
  const courses = useResource<{ courses: CourseSummary[] }>(`/api/courses?lang=${language}`)
  return (
    <Page title={name ? t('home.welcome', { name }) : t('home.welcomeNoName')}>
      <OpenAwards awards={awards} />
      <Loaded resource={courses}>
        {(value) => {
          const mine = value.courses.filter(({ enrolled }) => enrolled)
          const others = value.courses.filter(({ enrolled }) => !enrolled)
          return (
            <>
              {mine.length === 0 ? <p className="quiet">{t('home.notBegun')}</p> : null}
              {mine.map(({ slug }) => (
                <CurrentCourse
                  key={slug}
                  slug={slug}
                  look={awards.length > 0 ? 'secondary' : 'primary'}
                />
              ))}
              <OtherCourses courses={others} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

interface CurrentCourseProps {
  readonly slug: string
  /** A page has one main button: a certificate that waits goes before. */
  readonly look: 'primary' | 'secondary'
}

function CurrentCourse({ slug, look }: CurrentCourseProps) {
  const { language } = useTexts()
  const course = useResource<CourseView>(`/api/courses/${slug}?lang=${language}`)
  if (course.state === 'loading') return <Loading />
  if (course.state === 'failed') return null
  return <CourseUnderWay course={course.value} look={look} />
}

/** A course under way: how far, and on. */
function CourseUnderWay({
  course,
  look,
}: {
  readonly course: CourseView
  readonly look: CurrentCourseProps['look']
}) {
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
          {t('home.next', {
            what: [module?.title, t(`course.part.${part}`)].filter(Boolean).join(' · '),
          })}
        </p>
        <div className="actions">
          <ButtonLink href={next} look={look}>
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
          <CourseLine key={course.slug} course={course} level={3} />
        ))}
      </ul>
    </section>
  )
}
