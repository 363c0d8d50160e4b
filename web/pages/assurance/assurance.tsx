import { type FormEvent, useCallback, useState } from 'react'
import type { AttemptToAssure } from '../../../schemas/tutor-assurance.ts'
import { get } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { AreaLinks } from '../review/area-links.tsx'
import { Attempt } from './attempt.tsx'

/** Vouching for who does an attempt: by the code that the learner shows. */
export function Assurance() {
  const { t } = useTexts()
  const [code, setCode] = useState('')
  const [attempt, setAttempt] = useState<AttemptToAssure>()
  const find = useCallback(async () => {
    setAttempt(undefined)
    setAttempt(await get<AttemptToAssure>(`/api/attempts?code=${encodeURIComponent(code.trim())}`))
  }, [code])
  const action = useAction(find)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <Page title={t('witness.title')} lead={t('witness.lead')} width="reading">
      <AreaLinks />
      <form className="stack narrow-form" onSubmit={submit}>
        <Field
          label={t('witness.code')}
          hint={t('witness.code.hint')}
          isRequired
          code
          maxLength={20}
          autoComplete="off"
          value={code}
          onChange={setCode}
        />
        <Button type="submit" look={attempt ? 'secondary' : 'primary'} isPending={action.busy}>
          {t('witness.find')}
        </Button>
        <ActionProblem problem={action.problem} />
      </form>
      {attempt ? <Attempt key={attempt.id} attempt={attempt} onChange={setAttempt} /> : null}
    </Page>
  )
}
