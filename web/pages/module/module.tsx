import type { CourseView, ModuleView } from '../../../schemas/courses.ts'
import { useResource } from '../../api/use-resource.ts'
import { LANGUAGE_NAMES } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import type { Parameters } from '../../router/match.ts'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ModuleParts } from './module-parts.tsx'
import { ModuleRolePlays } from './module-role-plays.tsx'

/** A module: lesson, worked example and practice, the tutor beside them. */
export function Module({ parameters }: { readonly parameters: Parameters }) {
  const { language } = useTexts()
  const slug = encodeURIComponent(parameters.slug ?? '')
  const id = encodeURIComponent(parameters.id ?? '')
  const course = useResource<CourseView>(`/api/courses/${slug}?lang=${language}`)
  const module = useResource<ModuleView>(`/api/courses/${slug}/modules/${id}?lang=${language}`)
  return (
    <LoadedPage resource={module}>
      {(value, reload) => (
        <ModuleBody
          module={value}
          course={course.state === 'ready' ? course.value : undefined}
          reload={reload}
        />
      )}
    </LoadedPage>
  )
}

interface ModuleBodyProps {
  readonly module: ModuleView
  readonly course: CourseView | undefined
  readonly reload: () => void
}

function ModuleBody({ module, course, reload }: ModuleBodyProps) {
  const { t, language } = useTexts()
  const index = course?.modules.findIndex(({ id }) => id === module.id) ?? -1
  const following = index < 0 ? undefined : course?.modules[index + 1]?.id
  const above = (
    <>
      <Link href={`/courses/${module.course}`}>{course?.title ?? t('nav.courses')}</Link>
      {index < 0 ? null : ` · ${t('course.module', { number: index + 1 })}`}
    </>
  )
  return (
    <Page title={module.title} above={above}>
      {module.contentLanguage === language ? null : (
        <Notice>
          {t('course.inLanguage', { language: LANGUAGE_NAMES[module.contentLanguage] })}
        </Notice>
      )}
      <ModuleParts module={module} following={following} reload={reload} />
      <ModuleRolePlays module={module} />
    </Page>
  )
}
