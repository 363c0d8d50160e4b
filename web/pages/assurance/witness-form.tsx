import { type FormEvent, useCallback, useState } from 'react'
import type { AttemptToAssure } from '../../../schemas/tutor-assurance.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'

type Level = AttemptToAssure['assurance']

const LEVELS: readonly Level[] = ['identity-verified', 'proctored', 'self-asserted']

interface WitnessFormProps {
  readonly attempt: AttemptToAssure
  readonly onChange: (attempt: AttemptToAssure) => void
}

/** What one saw, in one's own words, or why it is taken back. */
export function WitnessForm({ attempt, onChange }: WitnessFormProps) {
  const { t } = useTexts()
  const { id, assurance, notes } = attempt
  const levels = LEVELS.filter((level) => level !== 'self-asserted' || assurance !== level)
  const [level, setLevel] = useState<Level>()
  const [statement, setStatement] = useState('')
  const note = useCallback(async () => {
    const body = { assurance: level, statement: statement.trim() }
    onChange(await request<AttemptToAssure>('PUT', `/api/assessments/${id}/assurance`, { body }))
  }, [id, level, statement, onChange])
  const action = useAction(note)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  const isBack = level === 'self-asserted'
  return (
    <form className="stack" onSubmit={submit}>
      {notes.length > 0 ? (
        <Notice tone="good" live>
          {t('witness.noted')}
        </Notice>
      ) : null}
      <fieldset>
        <legend className="field-label">{t('witness.level')}</legend>
        {levels.map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name="assurance"
              checked={level === one}
              onChange={() => setLevel(one)}
            />
            <span>{t(`witness.level.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <Field
        label={t(isBack ? 'witness.why' : 'witness.statement')}
        hint={t('witness.statement.hint')}
        rows={3}
        isRequired
        maxLength={2000}
        value={statement}
        onChange={setStatement}
      />
      <p className="hint">{t('witness.consequence')}</p>
      <div>
        <Button
          type="submit"
          look={isBack ? 'danger' : 'primary'}
          isDisabled={level === undefined}
          isPending={action.busy}
        >
          {t(isBack ? 'witness.takeBack' : 'witness.note')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
