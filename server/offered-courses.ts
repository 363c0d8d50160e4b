import type { Courses } from '../courses/index.ts'
import type { OfferedCourse } from '../matching/index.ts'
import type { Skills } from '../skills/index.ts'

/** The courses given here, as matching names them. */
export const offeredCourses = (courses: Courses, skills: Skills): readonly OfferedCourse[] =>
  courses.slugs().map((slug) => ({
    slug,
    titleIn: (language) => courses.title(slug, language),
    skillIds: courses.skillCodes(slug).flatMap((code) => skills.byCode(code)?.uri ?? []),
  }))
