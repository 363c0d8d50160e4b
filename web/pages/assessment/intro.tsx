import { useState } from 'react'
import type { CourseView } from '../../../schemas/courses.ts'
import type { AssessmentSummary } from '../../../schemas/tutor-messages.ts'
import type { Action } from '../../api/use-action.ts'
import { formatDate, formatNumber } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface IntroProps {
  readonly course: CourseView
  readonly attempts: readonly AssessmentSummary[]
  readonly begin: Action<[extraTime: boolean]>
}

/** What will be asked, how it is marked, and one button. */
export function Intro({ course, attempts, begin }: IntroProps) {
  const { t } = useTexts()
  const [extraTime, setExtraTime] = useState(false)
  const open = attempts.find(({ state }) => state === 'open')
  const above = <Link href={`/courses/${course.slug}`}>{course.title}</Link>
  return (
    <Page title={t('course.assessment')} above={above} width="reading">
      <div className="stack">
        <Rules course={course} />
        {open ? null : (
          <label className="check">
            <input
              type="checkbox"
              checked={extraTime}
              onChange={({ target }) => setExtraTime(target.checked)}
            />
            <span>{t('assessment.extraTime')}</span>
          </label>
        )}
        <div className="actions">
          <Button look="primary" isPending={begin.busy} onPress={() => begin.run(extraTime)}>
            {t(open ? 'assessment.resume' : 'assessment.begin')}
          </Button>
        </div>
        <ActionProblem problem={begin.problem} />
        <Attempts attempts={attempts} />
      </div>
    </Page>
  )
}

function Rules({ course }: { readonly course: CourseView }) {
  const { t, language } = useTexts()
  const { passRule, modules } = course
  const tasks = modules.flatMap((module) => module.tasks)
  const mean = formatNumber(language, passRule.criterionMean)
  return (
    <>
      <ul className="limits">
        <li>
          {t('assessment.items', { count: passRule.items, required: passRule.requiredItems })}
        </li>
        <li>
          {t('assessment.tasks', { count: tasks.length, mean })}
          <ul className="limits">
            {tasks.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        </li>
        <li>{t('assessment.saved')}</li>
        <li>{t('assessment.time')}</li>
      </ul>
      <p>{t('assessment.honest')}</p>
    </>
  )
}

function Attempts({ attempts }: Pick<IntroProps, 'attempts'>) {
  const { t, language } = useTexts()
  const past = attempts.filter(({ state }) => state !== 'open')
  if (past.length === 0) return null
  return (
    <section className="section" aria-labelledby="attempts">
      <h2 id="attempts">{t('assessment.attempts')}</h2>
      <ul className="lines">
        {past.map(({ id, state, startedAt }) => (
          <li key={id} className="line">
            <Link href={`/assessments/${id}`}>{t(`assessment.state.${state}`)}</Link>
            <span className="line-end quiet">{formatDate(language, startedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
