import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface AskForNameProps {
  readonly path: string
  readonly reload: () => void
}

/** Asks a candidate to be shown: once, with a line if one likes. */
export function AskForName({ path, reload }: AskForNameProps) {
  const { t } = useTexts()
  const [message, setMessage] = useState('')
  const ask = useCallback(async () => {
    const body = message.trim() === '' ? {} : { message: message.trim() }
    await call('POST', `${path}/introduction`, { body })
    reload()
  }, [path, message, reload])
  const action = useAction(ask)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  return (
    <details className="disclosure">
      <summary>{t('candidate.ask')}</summary>
      <form className="stack" onSubmit={submit}>
        <p>{t('candidate.ask.text')}</p>
        <Field
          label={t('candidate.message')}
          rows={2}
          maxLength={1000}
          value={message}
          onChange={setMessage}
        />
        <Button type="submit" isPending={action.busy}>
          {t('candidate.ask.send')}
        </Button>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
