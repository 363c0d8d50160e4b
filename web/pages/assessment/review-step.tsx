import { useCallback, useState } from 'react'
import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { Button } from '../../ui/button.tsx'
import { ModelConsent } from '../../ui/model-consent.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { isAnswered, type Step } from './steps.ts'
import type { Held } from './use-answers.ts'

interface ReviewStepProps {
  readonly assessment: AssessmentView
  readonly steps: readonly Step[]
  readonly held: Held
  readonly flush: () => Promise<void>
}

/** What is still open, who will mark, the statement, and handing in. */
export function ReviewStep({ assessment, steps, held, flush }: ReviewStepProps) {
  const { t } = useTexts()
  const [agreed, setAgreed] = useState(false)
  const [consented, setConsented] = useState(assessment.grading.consented)
  const open = steps.filter((step) => step.kind !== 'review' && !isAnswered(step, held))
  const handIn = useCallback(async () => {
    await flush()
    const path = `/api/assessments/${assessment.id}/submission`
    await call('POST', path, { body: { integrityStatement: true } })
    navigate(`/assessments/${assessment.id}`)
  }, [assessment.id, flush])
  const action = useAction(handIn)
  return (
    <div className="stack measure">
      <OpenSteps steps={open} />
      <section aria-labelledby="who-marks">
        <h2 id="who-marks">{t('assessment.whoMarks')}</h2>
        <p>{assessment.grading.notice}</p>
        <ModelConsent
          about={{ ...assessment.grading, consented }}
          instead="grading"
          onGiven={() => setConsented(true)}
        />
      </section>
      <label className="check">
        <input
          type="checkbox"
          checked={agreed}
          onChange={({ target }) => setAgreed(target.checked)}
        />
        <span>{assessment.integrityStatement}</span>
      </label>
      <Button
        look="primary"
        isDisabled={!agreed || open.length > 0}
        isPending={action.busy}
        onPress={() => action.run()}
      >
        {t('assessment.handIn')}
      </Button>
      <ActionProblem problem={action.problem} />
    </div>
  )
}

function OpenSteps({ steps }: { readonly steps: readonly Step[] }) {
  const { t } = useTexts()
  if (steps.length === 0) return <Notice tone="good">{t('assessment.allAnswered')}</Notice>
  return (
    <Notice tone="warning">
      <p>{t('assessment.stillOpen', { count: steps.length })}</p>
      <ul className="open-steps">
        {steps.map((step) => (
          <li key={step.name}>
            <a href={`#${step.name}`}>
              {step.kind === 'task'
                ? step.task.title
                : t('assessment.question', { number: step.name.slice('question-'.length) })}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
