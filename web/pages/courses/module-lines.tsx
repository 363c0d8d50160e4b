import type { CourseView } from '../../../schemas/courses.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { moduleState } from './next-step.ts'
import { useSpan } from './use-span.ts'

type Module = CourseView['modules'][number]

/** The modules in order, the assessment last. */
export function ModuleLines({ course }: { readonly course: CourseView }) {
  const { t } = useTexts()
  return (
    <ol className="lines modules">
      {course.modules.map((module, index) => (
        <ModuleLine key={module.id} module={module} number={index + 1} slug={course.slug} />
      ))}
      <li className="line">
        <span className="line-number" aria-hidden="true">
          ✦
        </span>
        <div className="line-main">
          <h3>
            <Link href={`/courses/${course.slug}/assessment`} className="line-link">
              {t('course.assessment')}
            </Link>
          </h3>
        </div>
      </li>
    </ol>
  )
}

interface ModuleLineProps {
  readonly module: Module
  readonly number: number
  readonly slug: string
}

function ModuleLine({ module, number, slug }: ModuleLineProps) {
  const { t } = useTexts()
  const span = useSpan()
  const state = moduleState(module)
  return (
    <li className="line" data-state={state}>
      <span className="line-number" aria-hidden="true">
        {number}
      </span>
      <div className="line-main">
        <h3>
          <Link href={`/courses/${slug}/modules/${module.id}`} className="line-link">
            {module.title}
          </Link>
        </h3>
        <ul className="outcomes">
          {module.outcomes.map((outcome) => (
            <li key={outcome}>{outcome}</li>
          ))}
        </ul>
        {module.tasks.map((task) => (
          <p key={task.id} className="quiet">
            {t('course.task', { title: task.title })}
          </p>
        ))}
      </div>
      <p className="line-end quiet">
        {span(module.minutes)}
        {module.progress ? (
          <>
            <br />
            <span className={`state-word state-${state}`}>{t(`course.state.${state}`)}</span>
          </>
        ) : null}
      </p>
    </li>
  )
}
