import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const OUTCOMES = ['upheld', 'rejected'] as const

interface CaseDecisionProps {
  readonly caseId: string
  readonly reload: () => void
}

/** The answer to a contest: what was decided, why, and what is done. */
export function CaseDecision({ caseId, reload }: CaseDecisionProps) {
  const { t } = useTexts()
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>()
  const [explanation, setExplanation] = useState('')
  const [remedy, setRemedy] = useState('')
  const decide = useCallback(async () => {
    await call('POST', `/api/cases/${caseId}/decision`, { body: { outcome, remedy, explanation } })
    reload()
  }, [caseId, outcome, remedy, explanation, reload])
  const action = useAction(decide)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('case.answer')}</summary>
      <form className="stack" onSubmit={submit}>
        <fieldset>
          <legend className="field-label">{t('case.outcome')}</legend>
          {OUTCOMES.map((value) => (
            <label key={value} className="check">
              <input
                type="radio"
                name={`outcome-${caseId}`}
                checked={outcome === value}
                onChange={() => setOutcome(value)}
              />
              <span>{t(`case.state.${value}`)}</span>
            </label>
          ))}
        </fieldset>
        <Field
          label={t('case.explanation')}
          rows={4}
          isRequired
          value={explanation}
          onChange={setExplanation}
        />
        <Field label={t('case.remedy')} rows={2} isRequired value={remedy} onChange={setRemedy} />
        <Button type="submit" look="primary" isDisabled={!outcome} isPending={action.busy}>
          {t('case.send')}
        </Button>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
