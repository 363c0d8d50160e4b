import { useEffect, useMemo, useState } from 'react'
import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { usePlace } from '../../router/use-place.ts'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { AssuranceLine } from './assurance-line.tsx'
import { ItemStep } from './item-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { StepButtons } from './step-buttons.tsx'
import { firstOpen, isAnswered, type Step, stepsOf } from './steps.ts'
import { TaskStep } from './task-step.tsx'
import { type Held, useAnswers } from './use-answers.ts'
import { type Saving, useSaving } from './use-saving.ts'

interface WorkProps {
  readonly assessment: AssessmentView
}

/** An attempt under way: one question or task at a time, saved answer by answer, resumed where it was left. */
export function Work({ assessment }: WorkProps) {
  const { t, language } = useTexts()
  const saving = useSaving()
  const held = useAnswers(assessment, saving)
  const steps = useMemo(() => stepsOf(assessment), [assessment])
  const step = useCurrentStep(steps, held)
  const index = steps.indexOf(step)
  const answered = steps.filter((one) => isAnswered(one, held)).length
  const go = (by: -1 | 1) => {
    void saving.flush()
    const next = steps[index + by]
    if (next) navigate(`#${next.name}`)
    window.scrollTo(0, 0)
  }
  return (
    <Page
      title={titleOf(step, t)}
      {...(step.kind === 'task' ? { lang: assessment.formLanguage } : {})}
      above={assessment.courseTitle}
    >
      <div className="work-head measure">
        <progress max={steps.length - 1} value={answered} aria-label={t('assessment.answered')} />
        <p className="quiet" role="status">
          {t('assessment.progress', { done: answered, of: steps.length - 1 })}
          {' · '}
          {saving.state === 'idle'
            ? t('assessment.due', { date: formatDate(language, assessment.dueAt) })
            : t(`saving.${saving.state}`)}
        </p>
        <ActionProblem problem={saving.problem} />
        <AssuranceLine
          assurance={assessment.assurance}
          assuranceNoted={assessment.assuranceNoted}
        />
      </div>
      <StepBody assessment={assessment} step={step} steps={steps} held={held} saving={saving} />
      <StepButtons isFirst={index === 0} isLast={step.kind === 'review'} onGo={go} />
    </Page>
  )
}

/** The step that the address names; else where one left off. */
function useCurrentStep(steps: readonly Step[], held: Held): Step {
  const { fragment } = usePlace()
  const named = steps.find(({ name }) => name === fragment)
  const [start] = useState(() => firstOpen(steps, held))
  useEffect(() => {
    if (!named) navigate(`#${start}`, { replace: true })
  }, [named, start])
  return named ?? steps.find(({ name }) => name === start) ?? { kind: 'review', name: 'review' }
}

function titleOf(step: Step, t: ReturnType<typeof useTexts>['t']): string {
  if (step.kind === 'task') return step.task.title
  return step.kind === 'item'
    ? t('assessment.question', { number: step.name.slice('question-'.length) })
    : t('assessment.lookBack')
}

interface StepBodyProps {
  readonly assessment: AssessmentView
  readonly step: Step
  readonly steps: readonly Step[]
  readonly held: Held
  readonly saving: Saving
}

function StepBody({ assessment, step, steps, held, saving }: StepBodyProps) {
  const lang = assessment.formLanguage
  if (step.kind === 'item') {
    return <ItemStep key={step.name} item={step.item} held={held} lang={lang} />
  }
  if (step.kind === 'task') {
    return <TaskStep key={step.name} task={step.task} held={held} lang={lang} />
  }
  return <ReviewStep assessment={assessment} steps={steps} held={held} flush={saving.flush} />
}
