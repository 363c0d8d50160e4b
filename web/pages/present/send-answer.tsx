import { useState } from 'react'
import type { RequestPreview } from '../../../schemas/wallet-requests.ts'
import type { Action } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface SendAnswerProps {
  readonly asked: RequestPreview
  readonly action: Action<[]>
  /** What is chosen is an answer, and has been seen. */
  readonly isReady: boolean
}

/** Sends, or does not. To somebody nobody knows, only after the place it goes to was typed. */
export function SendAnswer({ asked, action, isReady }: SendAnswerProps) {
  const { t } = useTexts()
  const [typed, setTyped] = useState('')
  const { identified, answerGoesTo: host } = asked
  const insists = identified || typed.trim().toLowerCase() === host.toLowerCase()
  return (
    <section className="section stack">
      {identified ? null : (
        <Field
          label={t('present.insist', { host })}
          hint={t('present.insist.hint')}
          code
          autoComplete="off"
          value={typed}
          onChange={setTyped}
        />
      )}
      <div className="actions">
        <Button
          look={identified ? 'primary' : 'danger'}
          isDisabled={!isReady || !insists}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('present.send')}
        </Button>
        <ButtonLink href="/certificates">{t('present.refuse')}</ButtonLink>
      </div>
      <ActionProblem problem={action.problem} />
    </section>
  )
}
