import type { CourseSummary } from '../../../schemas/courses.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { useSpan } from './use-span.ts'

/** Every course there is, a line each. */
export function CourseLines({ level }: { readonly level: 2 | 3 }) {
  const { t, language } = useTexts()
  const courses = useResource<{ courses: CourseSummary[] }>(`/api/courses?lang=${language}`)
  return (
    <Loaded resource={courses}>
      {(value) =>
        value.courses.length === 0 ? (
          <Empty title={t('course.list.none')} />
        ) : (
          <ul className="lines">
            {value.courses.map((course) => (
              <CourseLine key={course.slug} course={course} level={level} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

interface CourseLineProps {
  readonly course: CourseSummary
  /** Of its heading: one below what stands above the list. */
  readonly level: 2 | 3
}

/** A course on its line: title, what one can do afterwards, how long. */
export function CourseLine({ course, level }: CourseLineProps) {
  const { t } = useTexts()
  const span = useSpan()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className="line">
      <div className="line-main">
        <Heading className="line-title">
          <Link href={`/courses/${course.slug}`} className="line-link">
            {course.title}
          </Link>
        </Heading>
        <p>{course.description}</p>
      </div>
      <p className="line-end quiet">
        {t('course.modules', { count: course.moduleCount })}
        <br />
        {t('course.about', { time: span(course.minutes) })}
      </p>
    </li>
  )
}
